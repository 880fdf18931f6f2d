import Inference
import Store
import Support
import Synchronization

/// Keeps the taught heads that an encoder serves up to date with the folder that holds them, whichever process changed it.
///
/// Thread-safe.
final class TaughtHeads: Sendable {
  let folder: TaughtHeadFolder
  private let notice: StoreNoticeHandler
  private let known = Mutex<[String: FileStamp]>([:])

  /// - Parameter notice: hears of heads that cannot be served, once for each state of their files.
  init(path: String, notice: @escaping StoreNoticeHandler) {
    folder = TaughtHeadFolder(path: path)
    self.notice = notice
  }

  /// Attaches what is new or has changed and detaches what is gone.
  ///
  /// O(heads) where nothing has changed: a look at each file's time.
  func refresh(_ encoder: SentenceEncoder) {
    known.withLock { known in
      let state = folder.state()
      guard state != known else { return }
      for name in known.keys where state[name] == nil { encoder.detach(name) }
      for (name, file) in state where known[name] != file { attach(name, to: encoder) }
      known = state
    }
  }

  private func attach(_ name: String, to encoder: SentenceEncoder) {
    do { try encoder.attach(try folder.read(name)) } catch {
      encoder.detach(name)
      notice(StoreNotice(message: "a taught head is not served: \(error)"))
    }
  }
}
