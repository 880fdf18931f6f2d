extension ParameterStore {
  /// All parameters under their names, as a training checkpoint keeps them.
  package func tensors() -> [WritableTensor] {
    parameters.flatMap { parameter in
      parameter.names.indices.map { WritableTensor(parameter, part: $0) }
    }
  }

  /// All parameters as a model for inference has them: adapters are folded into the weights that they were trained beside.
  ///
  /// - Parameters:
  ///   - storage: how matrices are stored.
  ///   - scales: which way a matrix of a name lies.
  package func mergedTensors(
    as storage: WeightStorage = .float32, scales: (String) -> ScaleAxis = { _ in .rows }
  ) -> [WritableTensor] {
    parameters.filter { !$0.name.contains(Self.adapterMark) }.flatMap { parameter in
      let merged = adapted(parameter)
      return parameter.names.indices.map { part in
        let format = storage.format(of: parameter.partShape, lying: scales(parameter.names[part]))
        guard let merged else { return WritableTensor(parameter, part: part, as: format) }
        return WritableTensor(
          parameter.names[part], parameter.partShape, Array(merged[parameter.range(ofPart: part)]), as: format)
      }
    }
  }

  /// What the names of adapters contain.
  package static let adapterMark = ".lora_"

  /// `W + scale * B A`; nil where the parameter has no adapter.
  private func adapted(_ parameter: Parameter) -> [Float]? {
    let suffix = ".weight"
    guard let adaptation, parameter.name.hasSuffix(suffix) else { return nil }
    let layer = String(parameter.name.dropLast(suffix.count))
    guard let a = known(layer + LowRankAdaptation.suffixes.a), let b = known(layer + LowRankAdaptation.suffixes.b)
    else {
      return nil
    }
    let scaled = b.elements.map { $0 * adaptation.scale }
    var sum = parameter.elements
    sum.withUnsafeMutableBufferPointer { sum in
      guard let sum = sum.baseAddress else { return }
      BLAS.multiplyBack(
        scaled, rows: b.rows, outputs: b.columns, rowDistance: b.columns, weights: a.values, inputs: a.columns,
        into: sum, adding: true)
    }
    return sum
  }
}
