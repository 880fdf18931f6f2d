import Documents
import Markup
import Synchronization
import Text

/// What dictionary and rules say about the sentences of a text that is looked at several times, by the same dictionary and rules each time.
///
/// Thread-safe.
package final class SentenceAnalyses: Sendable {
  private struct Key: Hashable {
    let hash: ContentHash
    let kind: ProseBlock.Kind
  }

  private let known = Mutex<[Key: AnalysedSentence]>([:])

  package init() {}

  /// What is known about each sentence, nil where nothing is.
  func known(_ sentences: [Sentence]) -> [AnalysedSentence?] {
    known.withLock { known in sentences.map { known[Key(hash: $0.hash, kind: $0.kind)] } }
  }

  func keep(_ analysed: [AnalysedSentence], of sentences: [Sentence]) {
    known.withLock { known in
      for (sentence, analysed) in zip(sentences, analysed) {
        known[Key(hash: sentence.hash, kind: sentence.kind)] = analysed
      }
    }
  }
}
