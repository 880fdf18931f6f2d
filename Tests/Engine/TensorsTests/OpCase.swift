import Foundation
import Tensors
import TestSupport
import Testing

/// One op on small random inputs, for `OpGradientTests`.
struct OpCase: Sendable, CustomTestStringConvertible {
  /// The file in `Tensors/Ops` that has the op.
  let file: String
  let name: String
  /// Rows and columns of each input.
  let inputs: [(Int, Int)]
  /// Shapes of parameters, which are random too.
  let parameters: [[Int]]
  let run: @Sendable (Execution, [Tensor], [Parameter]) throws -> Tensor

  var testDescription: String { "\(file): \(name)" }

  init(
    _ file: String, _ name: String, _ inputs: [(Int, Int)], parameters: [[Int]],
    run: @escaping @Sendable (Execution, [Tensor], [Parameter]) throws -> Tensor
  ) {
    (self.file, self.name, self.inputs, self.parameters, self.run) = (file, name, inputs, parameters, run)
  }

  init(
    _ file: String, _ name: String, _ inputs: [(Int, Int)],
    run: @escaping @Sendable (Execution, [Tensor]) throws -> Tensor
  ) {
    self.init(file, name, inputs, parameters: []) { execution, inputs, _ in try run(execution, inputs) }
  }

  /// Every op; a new op's file without a line here fails a test.
  static let all: [OpCase] =
    [
      OpCase("Add", "add", [(3, 5), (3, 5)]) { $0.add($1[0], $1[1]) },
      OpCase("Add", "the same twice", [(2, 3)]) { $0.add($0.add($1[0], $1[0]), $1[0]) },
      OpCase("Add", "scale", [(3, 5)]) { $0.scale($1[0], by: -1.7) },
      OpCase("AddLayerNorm", "sum", [(3, 19), (3, 19)], parameters: [[19], [19]]) {
        try $0.addLayerNorm(
          $1[0], $1[1], gain: Vector(.parameter($2[0])), bias: Vector(.parameter($2[1])), epsilon: 1e-5)
      },
      OpCase("AddLayerNorm", "constants", [(2, 8)]) {
        $0.addLayerNorm(
          $1[0], nil, gain: Vector([1, 2, 3, 4, -1, 0, 1, 2]), bias: Vector([Float](repeating: 1, count: 8)),
          epsilon: 1e-5)
      },
      OpCase("Attention", "three sequences and an empty one", [(12, 30)]) {
        $0.attention($1[0], offsets: [0, 4, 4, 5, 12], heads: 2)
      },
      OpCase("Attention", "a sequence of more than one panel", [(21, 9)]) {
        $0.attention($1[0], offsets: [0, 21], heads: 1)
      },
      OpCase("CausalAttention", "four heads on two, three sequences and an empty one", [(12, 20), (12, 20)]) {
        $0.causalAttention(
          $1[0], $1[1], AttentionShape(heads: 4, keyHeads: 2, headSize: 5), offsets: [0, 4, 4, 5, 12])
      },
      OpCase("CausalAttention", "a sequence of more than one panel", [(37, 6), (37, 4)]) {
        $0.causalAttention($1[0], $1[1], AttentionShape(heads: 3, keyHeads: 1, headSize: 2), offsets: [0, 37])
      },
      OpCase("Embedding", "repeated rows", [], parameters: [[6, 4]]) {
        try $0.embed([1, 5, 1, 0], EmbeddingTable(.parameter($2[0])))
      },
      OpCase("Gather", "rows", [(5, 3)]) { $0.gatherRows($1[0], [4, 0, 0, 2]) },
      OpCase("Gather", "concatenate rows", [(2, 3), (1, 3)]) { $0.concatenateRows([$1[0], $1[1]]) },
      OpCase("Gather", "concatenate columns", [(2, 3), (2, 4)]) { $0.concatenateColumns([$1[0], $1[1], $1[0]]) },
      OpCase("Gather", "split columns", [(3, 5)]) {
        let (left, right) = $0.splitColumns($1[0], at: 2)
        return $0.concatenateColumns([right, left, right])
      },
      OpCase("Gated", "silu", [(3, 22)]) { $0.gated($1[0], .silu) },
      OpCase("Gated", "gelu", [(2, 34)]) { $0.gated($1[0], .gelu) },
      OpCase("Linear", "with bias", [(5, 7)], parameters: [[3, 7], [3]]) {
        try $0.linear(
          $1[0], WeightMatrix(.parameter($2[0]), inputs: 7, arena: WeightArena()), bias: Vector(.parameter($2[1])))
      },
      OpCase("Linear", "used twice, with activation", [(4, 3)], parameters: [[3, 3]]) {
        let matrix = try WeightMatrix(.parameter($2[0]), inputs: 3, arena: WeightArena())
        return $0.linear($0.linear($1[0], matrix, bias: nil, then: .tanh), matrix, bias: nil)
      },
      OpCase("Linear", "transposed", [(5, 7)], parameters: [[7, 3], [3]]) {
        try $0.linear(
          $1[0], WeightMatrix(.parameter($2[0]), inputs: 7, transposed: true, arena: WeightArena()),
          bias: Vector(.parameter($2[1])))
      },
      OpCase("Normalize", "rows", [(4, 6)]) { $0.normalize($1[0]) },
      OpCase("Product", "all rows", [(4, 6), (3, 6)]) { $0.product($1[0], $1[1]) },
      OpCase("Product", "row by row", [(4, 6), (4, 6)]) { $0.rowProducts($1[0], $1[1]) },
      OpCase("Product", "distances", [(4, 6), (4, 6)]) { $0.rowDistances($1[0], $1[1]) },
      OpCase("RMSNorm", "rows", [(3, 19)], parameters: [[19]]) {
        try $0.rmsNorm($1[0], gain: Vector(.parameter($2[0])), epsilon: 1e-5)
      },
      OpCase("RMSNorm", "constants", [(2, 4)]) { $0.rmsNorm($1[0], gain: Vector([1, 2, -1, 0]), epsilon: 1e-5) },
      OpCase("Rotary", "two heads of three", [(4, 18)]) {
        let angles = (0..<12).map { 0.3 * Float($0) }
        let rotary = RotaryAngles(
          cosines: Tensor(rows: 4, columns: 3, angles.map(cos)), sines: Tensor(rows: 4, columns: 3, angles.map(sin)))
        return $0.rotate($1[0], rotary, heads: 2)
      },
      OpCase("Dropout", "fixed mask", [(4, 9)]) { $0.dropout($1[0]) },
      OpCase("Dropout", "attention", [(6, 12)]) { $0.attention($1[0], offsets: [0, 2, 6], heads: 2) },
    ]
    + Activation.allCases.map { activation in
      OpCase("Activation", "\(activation)", [(3, 11)]) { $0.activate($1[0], activation) }
    }
    + PoolingMode.allCases.map { mode in
      OpCase("Pooling", "\(mode)", [(7, 4)]) { $0.pool($1[0], mode, offsets: [0, 3, 3, 7]) }
    }
}
