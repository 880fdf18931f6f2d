import CHunspell
import Foundation
import Synchronization

/// One Hunspell dictionary.
///
/// Loaded when the first word is asked for, which takes some 30 ms for en_US.
///
/// A Hunspell handle must not be used by two threads at once: each lies behind a mutex. Suggestions take milliseconds, so
/// they have a handle of their own and never hold up lookups.
final class HunspellDictionary: Sendable {
  /// The path without extension.
  let stem: String
  private let lookup: Mutex<HunspellHandle?>
  private let proposals: Mutex<HunspellHandle?>

  init(stem: String) {
    self.stem = stem
    lookup = Mutex(nil)
    proposals = Mutex(nil)
  }

  /// Whether the dictionary has `word`, UTF-8 without a zero byte.
  func contains(_ word: [UInt8]) -> Bool { use(lookup) { $0.contains(word) } }

  /// What Hunspell proposes in place of `word`, in its own order.
  func suggestions(for word: [UInt8]) -> [String] { use(proposals) { $0.suggestions(for: word) } }

  private func use<Result: Sendable>(
    _ slot: borrowing Mutex<HunspellHandle?>, _ body: (borrowing HunspellHandle) -> Result
  ) -> Result {
    slot.withLock { handle in
      if handle == nil { handle = HunspellHandle(stem: stem) }
      switch handle {
      case .some(let handle): return body(handle)
      case .none: preconditionFailure("just made")
      }
    }
  }
}

/// A loaded dictionary that belongs to one thread at a time.
///
/// It stays in memory when it is no longer used. All handles of a process share a table of large and small letters,
/// and Hunspell 1.7 frees it when a handle goes whose dictionary never used it: from then on the others misjudge every
/// word with a capital.
struct HunspellHandle: ~Copyable {
  /// The shared table is filled while the first handle is made; a second one made meanwhile would use it half empty.
  private static let creation = Mutex(())
  private let pointer: OpaquePointer
  private let transcoder: Transcoder

  init(stem: String) {
    // A pointer is not sendable; nobody else has this one.
    nonisolated(unsafe) var made: OpaquePointer?
    Self.creation.withLock { _ in made = Hunspell_create(stem + ".aff", stem + ".dic") }
    guard let made else { preconditionFailure("Hunspell_create never gives null") }
    pointer = made
    transcoder = Transcoder(encoding: Hunspell_get_dic_encoding(pointer).map { String(cString: $0) } ?? "UTF-8")
  }

  func contains(_ word: [UInt8]) -> Bool {
    guard let encoded = transcoder.encode(word) else { return false }
    return Hunspell_spell(pointer, encoded) != 0
  }

  func suggestions(for word: [UInt8]) -> [String] {
    guard let encoded = transcoder.encode(word) else { return [] }
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    let count = Hunspell_suggest(pointer, &list, encoded)
    defer { Hunspell_free_list(pointer, &list, count) }
    return (0..<Int(count)).compactMap { i in list?[i].flatMap { transcoder.decode($0) } }
  }
}
