package import Tensors

/// Reads a model's weights by name and checks every shape.
///
/// It reads from a checkpoint for inference, or from a `ParameterStore` for training; layers do not see the difference.
package struct WeightSource {
  private enum Origin {
    case checkpoint(Checkpoint)
    case parameters(ParameterStore, creating: Bool)
  }

  private let origin: Origin
  /// Where packed weights are kept.
  package let arena: WeightArena
  /// How exactly packed weights multiply.
  package var precision: WeightPrecision {
    if case .checkpoint(let checkpoint) = origin { checkpoint.precision } else { .exact }
  }
  /// Put before every name: some checkpoints write `bert.encoder...`, others `encoder...`.
  package let prefix: String

  /// Weights that stay as they are.
  package init(_ checkpoint: Checkpoint, prefix: String = "") {
    self.init(origin: .checkpoint(checkpoint), arena: checkpoint.arena, prefix: prefix)
  }

  /// Weights that training may change.
  ///
  /// - Parameter creating: what the checkpoint behind the store lacks is created, as a new head needs, instead of refused.
  package init(_ store: ParameterStore, prefix: String = "", creating: Bool = false) {
    self.init(origin: .parameters(store, creating: creating), arena: WeightArena(), prefix: prefix)
  }

  private init(origin: Origin, arena: WeightArena, prefix: String) {
    (self.origin, self.arena, self.prefix) = (origin, arena, prefix)
  }

  /// The same weights, all of whose names start with this as well.
  package func adding(prefix more: String) -> WeightSource {
    WeightSource(origin: origin, arena: arena, prefix: prefix + more)
  }

  /// Whether the weight is there, or can be created.
  package func has(_ name: String) -> Bool {
    switch origin {
    case .checkpoint(let checkpoint): checkpoint.tensors[prefix + name] != nil
    case .parameters(let store, let creating): creating || store.has(prefix + name)
    }
  }

  /// Whether the weight is there already, so that nothing would be created for it.
  package func isStored(_ name: String) -> Bool {
    switch origin {
    case .checkpoint(let checkpoint): checkpoint.tensors[prefix + name] != nil
    case .parameters(let store, _): store.has(prefix + name)
    }
  }

  /// The weight of exactly this shape.
  ///
  /// - Parameter initial: what it starts from when it is created.
  /// - Throws: `TensorError` `tensor-missing` or `tensor-shape`.
  package func tensor(_ name: String, _ shape: [Int], initial: Initialization = .standard) throws -> Weight {
    try tensors([name], shape, initial: initial)
  }

  /// Several weights of this shape that become one, one after the other.
  ///
  /// - Throws: `TensorError` `tensor-missing` or `tensor-shape`.
  package func tensors(_ names: [String], _ shape: [Int], initial: Initialization = .standard) throws -> Weight {
    switch origin {
    case .checkpoint(let checkpoint):
      return .stored(try names.map { try checkpoint.tensor(prefix + $0, shape: shape) })
    case .parameters(let store, let creating):
      return .parameter(
        try store.parameter(names.map { prefix + $0 }, shape, initial: creating ? initial : nil))
    }
  }

  /// The narrow matrices that are trained beside the layer `name`; nil where it has none.
  func adapter(_ name: String, inputs: Int, outputs: Int) throws -> LowRankAdapter? {
    guard case .parameters(let store, _) = origin, let plan = store.adaptation, plan.applies(to: prefix + name) else {
      return nil
    }
    return try LowRankAdapter(
      WeightSource(store, prefix: prefix, creating: true), name, plan, inputs: inputs, outputs: outputs)
  }
}
