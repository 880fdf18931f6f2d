import Documents
import Synchronization
import Text

/// What a model has found in sentences, in memory alone: asked for every sentence of a document after an edit.
///
/// Two generations, of which the older is forgotten when the younger is full: what is in use stays. Thread-safe, O(1).
final class FindingMemo: Sendable {
  private struct Generations {
    var young: [ContentHash: [SentenceFinding]] = [:]
    var old: [ContentHash: [SentenceFinding]] = [:]
  }

  private let generations = Mutex(Generations())
  /// Sentences in a generation; nearly all have no finding and take some forty bytes.
  private let capacity: Int

  init(capacity: Int = 1 << 16) { self.capacity = capacity }

  /// The findings of each of `hashes`; nil where nobody has looked, or long ago.
  func findings(of hashes: [ContentHash]) -> [[SentenceFinding]?] {
    generations.withLock { known in hashes.map { Self.findings(of: $0, &known) } }
  }

  func insert(_ findings: some Sequence<(ContentHash, [SentenceFinding])>) {
    generations.withLock { known in
      for (hash, found) in findings { known.young[hash] = found }
      if known.young.count > capacity { (known.old, known.young) = (known.young, [:]) }
    }
  }

  private static func findings(of hash: ContentHash, _ known: inout Generations) -> [SentenceFinding]? {
    if let found = known.young[hash] { return found }
    guard let found = known.old[hash] else { return nil }
    known.young[hash] = found
    return found
  }
}
