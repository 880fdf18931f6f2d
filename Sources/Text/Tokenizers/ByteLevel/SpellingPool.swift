import Synchronization

/// What spelling words needs for the time of one call.
struct SpellingWorkspace: Sendable {
  /// A longer text may leave buffers of megabytes, which are not kept.
  static let largestText = 1 << 16

  /// Words that were spelled lately.
  var memo = WordMemo()
  var merger = PairMerger()
  /// Room for a text with a blank before it, and for a word in the vocabulary's form.
  var text: [UInt8] = []
  var entry: [UInt8] = []
}

/// Workspaces between calls, so that memos outlive them; as many as there were calls at one time.
///
/// Any number of threads may share one; the lock is held for moments.
final class SpellingPool: Sendable {
  private let free = Mutex<[SpellingWorkspace]>([])

  /// A workspace for this call alone.
  func take() -> SpellingWorkspace { free.withLock { $0.popLast() } ?? SpellingWorkspace() }

  /// Gives it back after a text of so many bytes.
  func put(_ workspace: SpellingWorkspace, after count: Int) {
    var workspace = workspace
    if count > SpellingWorkspace.largestText { workspace = SpellingWorkspace(memo: workspace.memo) }
    free.withLock { $0.append(workspace) }
  }
}
