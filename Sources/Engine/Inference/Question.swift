/// What a model pass is to say about sentences.
struct Question: Sendable, Equatable {
  /// The heads that are asked.
  var heads: [String]
  /// Whether the sentences' vectors are wanted; without them a pass goes no further than the layers that the heads read.
  var wantsVectors = true
}
