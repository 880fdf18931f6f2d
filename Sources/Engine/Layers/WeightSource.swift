package import Tensors

/// Reads a model's weights by name, checks every shape, and remembers what was read.
package struct WeightSource {
  package let checkpoint: Checkpoint
  /// Put before every name: some checkpoints write `bert.encoder...`, others `encoder...`.
  package let prefix: String

  package init(_ checkpoint: Checkpoint, prefix: String = "") {
    self.checkpoint = checkpoint
    self.prefix = prefix
  }

  /// Whether the checkpoint has the tensor.
  package func has(_ name: String) -> Bool { checkpoint.tensors[prefix + name] != nil }

  /// The tensor of exactly this shape.
  ///
  /// - Throws: `TensorError` `tensor-missing` or `tensor-shape`.
  package func tensor(_ name: String, _ shape: [Int]) throws -> StoredTensor {
    try checkpoint.tensor(prefix + name, shape: shape)
  }
}
