import Datasets
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

  /// The sentences of a document in as few sequences as hold them.
  func document(_ sentences: [String]) -> [(input: ModelInput, sentences: Range<Int>)] {
    document(sentences.map { Array($0.utf8) })
  }
}
