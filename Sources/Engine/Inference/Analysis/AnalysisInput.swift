import Models
import Tokenizers

/// A sentence on its way through the model.
struct AnalysisInput: Sendable {
  let input: ModelInput
  /// The words that token heads label; empty when no head does.
  var words: [EncodedWord] = []
  /// How each of the words is written; empty unless a taught head asks.
  var cases: [WordCase] = []
  /// The row of each token that an edit can change, -1 for one beyond the model's limit; empty when no head proposes edits.
  var editRows: [Int32] = []
}
