package import Tensors

/// How the learning rate and the decay differ between parameters, by their names.
package struct ParameterGroups: Sendable {
  /// Parameters whose name contains one of these keep their numbers, and so does what has adapters; adapters always train.
  package var frozen: [String]
  /// Parameters whose name contains `name` learn at `factor` times the rate; the last one that matches counts.
  package var factors: [(name: String, factor: Float)]
  /// Each layer learns at this many times the rate of the layer above it (Howard and Ruder, arXiv 1801.06146, section 3.2), unless a factor
  /// names it.
  package var layerDecay: Float
  /// Whether matrices alone decay, not biases and gains.
  package var decaysMatricesOnly: Bool

  package init(
    frozen: [String] = [], factors: [(name: String, factor: Float)] = [], layerDecay: Float = 1,
    decaysMatricesOnly: Bool = true
  ) {
    (self.frozen, self.factors) = (frozen, factors)
    (self.layerDecay, self.decaysMatricesOnly) = (layerDecay, decaysMatricesOnly)
  }

  /// Sets which parameters of a store train and decay.
  package func apply(to store: ParameterStore) {
    for parameter in store.parameters {
      let isAdapter = parameter.name.contains(ParameterStore.adapterMark)
      let isFrozen =
        frozen.contains { parameter.name.contains($0) } || store.adaptation?.applies(to: parameter.name) == true
      parameter.isTrainable = isAdapter || !isFrozen
      parameter.decays = !decaysMatricesOnly || parameter.partShape.count > 1
    }
  }

  /// What each parameter's learning rate is multiplied by, in the order of `parameters`.
  package func rates(_ parameters: [Parameter]) -> [Float] {
    let depth = (parameters.compactMap { Self.layer($0.name) }.max() ?? 0) + 1
    return parameters.map { parameter in
      if let named = factors.last(where: { parameter.name.contains($0.name) }) { return named.factor }
      let layer = Self.layer(parameter.name) ?? (parameter.name.contains("embeddings.") ? -1 : depth)
      return (0..<max(0, depth - layer)).reduce(1) { rate, _ in rate * layerDecay }
    }
  }

  /// The layer that a name belongs to: the number behind `layer`, `layers` or `h`; nil where there is none.
  static func layer(_ name: String) -> Int? {
    let words = name.split(separator: ".")
    return zip(words, words.dropFirst()).first { ["layer", "layers", "h"].contains($0.0) && Int($0.1) != nil }
      .flatMap { Int($0.1) }
  }
}
