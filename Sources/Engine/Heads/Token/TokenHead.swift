package import Tensors

/// A label for every token; those of words' first pieces count.
package struct TokenHead: Sendable {
  package let specification: HeadSpecification
  private let layers: HeadLayers
  /// Nil for labels that are no tags: then each word has its likeliest label.
  private let decoder: BIODecoder?

  init(_ specification: HeadSpecification, _ layers: HeadLayers) {
    (self.specification, self.layers) = (specification, layers)
    decoder = BIODecoder(labels: specification.labels)
  }

  /// Whether the labels are tags, so that words form spans.
  package var findsSpans: Bool { decoder != nil }

  /// The types of its spans, in the order of the labels; empty where the labels are no tags.
  package var spanTypes: [String] {
    var types: [String] = []
    for tag in Tag.tags(specification.labels) ?? [] where tag.role != .outside && !types.contains(tag.type) {
      types.append(tag.type)
    }
    return types
  }

  /// `[tokens, hidden]` to `[tokens, labels]`.
  package func forward(_ hidden: Tensor, _ batch: PackedBatch, in execution: Execution) -> Tensor {
    layers(hidden, batch, in: execution) { $0 }
  }

  /// The labels of the words whose first pieces have these rows of the logits, in order.
  package func decode(_ logits: Tensor, rows: [Int]) -> WordLabels {
    let probabilities = rows.map { Probabilities.softmax(logits.row($0)) }
    let labels =
      decoder?.labels(probabilities)
      ?? probabilities.map { row in row.indices.max { row[$0] < row[$1] } ?? 0 }
    let confidences = zip(probabilities, labels).map { $0[$1] }
    return WordLabels(
      labels: labels, confidences: confidences, spans: decoder?.spans(labels, confidences: confidences) ?? [])
  }
}
