import Datasets
import Heads
import Models
import Tokenizers

/// Sequences of examples; those of plain texts are the ones that inference builds.
extension InputBuilder {
  /// A text, or a pair of texts, cut to the limit.
  func input(_ first: String, pair second: String? = nil) -> ModelInput {
    second.map { pair(Array(first.utf8), Array($0.utf8)).input } ?? text(Array(first.utf8)).input
  }

  /// A window of a labelled text.
  func input(_ window: TokenWindow) -> ModelInput {
    ModelInput(
      ids: window.encoding.ids, typeIDs: window.encoding.typeIDs,
      caseIDs: usesCase ? window.encoding.caseIDs(of: window.text) : nil)
  }

  /// A window of a context with its question.
  func input(_ window: AnswerWindow, of example: SpanExample) -> ModelInput {
    let context = Array(Array(example.context.utf8)[window.context])
    return ModelInput(
      ids: window.encoding.ids, typeIDs: window.encoding.typeIDs,
      caseIDs: usesCase ? window.encoding.caseIDs(of: Array(example.question.utf8), pair: context) : nil)
  }

  /// The sentences of a document as a head takes them: in as few sequences as hold them, or each in one of its own where the head reads vectors.
  func windows(of sentences: [String], for head: Head) -> [DocumentWindow] {
    let texts = sentences.map { Array($0.utf8) }
    guard head.readsVectors else {
      return document(texts).map { DocumentWindow(inputs: [$0.input], sentences: $0.sentences) }
    }
    return stride(from: 0, to: texts.count, by: Head.sentencesAtOnce).map { start in
      let range = start..<min(start + Head.sentencesAtOnce, texts.count)
      return DocumentWindow(inputs: texts[range].map { text($0).input }, sentences: range)
    }
  }
}

/// Sentences of a document that know each other.
struct DocumentWindow: Sendable {
  /// One that holds all of them, or one for each.
  let inputs: [ModelInput]
  /// Their places in the document.
  let sentences: Range<Int>

  var tokenCount: Int { inputs.reduce(0) { $0 + $1.count } }
}
