import JSON

/// What a taught head sees of a word: hidden states, how it is written, what other heads think of it, and the same of its neighbours.
///
/// The layers in the middle of a backbone tell entities apart better than its last ones, which its own task has shaped; `recipes/few-shot`
/// has the numbers. All parts are scaled so that one penalty on the weights suits them all.
package struct TaughtFeatures: Sendable, Equatable {
  /// The layers whose states are read, each row brought to mean 0 and variance 1; 0 stands for the embeddings.
  package var layers: [Int]
  /// What the states of the words before and after count; 0 leaves them out.
  package var neighbours: Float
  /// What the case of a word and of its neighbours counts; 0 leaves it out.
  package var cases: Float
  /// Heads of the bundle for tokens whose probabilities are read.
  package var heads: [String]
  /// What a probability counts.
  package var probabilities: Float

  package init(
    layers: [Int], neighbours: Float = 0.5, cases: Float = 6, heads: [String] = [], probabilities: Float = 6
  ) {
    (self.layers, self.neighbours, self.cases) = (layers, neighbours, cases)
    (self.heads, self.probabilities) = (heads, probabilities)
  }

  /// The object that `init(json:)` reads.
  var json: JSONValue {
    [
      "layers": .array(layers.map { .integer(Int64($0)) }), "neighbours": .number(Double(neighbours)),
      "cases": .number(Double(cases)), "heads": .array(heads.map { .string($0) }),
      "probabilities": .number(Double(probabilities)),
    ]
  }

  /// Reads an object; nil when something is missing.
  init?(json: JSONValue?) {
    guard let layers = json?["layers"]?.arrayValue?.compactMap(\.intValue),
      let heads = json?["heads"]?.arrayValue?.compactMap(\.stringValue),
      let neighbours = json?["neighbours"]?.doubleValue, let cases = json?["cases"]?.doubleValue,
      let probabilities = json?["probabilities"]?.doubleValue
    else { return nil }
    self.init(
      layers: layers, neighbours: Float(neighbours), cases: Float(cases), heads: heads,
      probabilities: Float(probabilities))
  }
}
