import CKernels
import Tensors

/// The Muon step of one matrix: momentum, made orthogonal (Jordan et al., 2024).
///
/// The step is scaled so that its numbers are about as large as AdamW's, and one learning rate and decay serve both
/// (Liu et al., "Muon is scalable for LLM training", arXiv 2502.16982, section 2.2). Matrices that lie together in one parameter are
/// matrices of their own.
struct MuonUpdate: Sendable {
  private static let momentum: Float = 0.95
  /// The root mean square of AdamW's steps.
  private static let rootMeanSquare: Float = 0.2

  let parameter: Parameter
  let gradient: GradientBuffer
  let moments: Moments
  let rate: Float
  let decay: Float
  let gradientScale: Float
  let arithmetic: MatrixProducts.Arithmetic

  /// Whether the method suits a parameter: a matrix between hidden states, be it of a head's own layers, neither a table of embeddings nor
  /// the last layer of a head.
  static func applies(to parameter: Parameter) -> Bool {
    let name = parameter.name
    guard parameter.partShape.count == 2, parameter.partShape.allSatisfy({ $0 > 1 }) else { return false }
    return name.contains(".branch.")
      || !["embed", "wte", "wpe", "heads.", "lm_head", "classifier", "qa_outputs"].contains { name.contains($0) }
  }

  func run() {
    moments.activate(gradient.content)
    let orthogonalize = Orthogonalization(arithmetic)
    let (rows, columns) = (parameter.partShape[0], parameter.partShape[1])
    let size = rate * Self.rootMeanSquare * Float(max(rows, columns)).squareRoot()
    for part in parameter.names.indices {
      let range = parameter.range(ofPart: part)
      let values = parameter.values + range.lowerBound
      let step = orthogonalize(direction(range, rows: rows, columns: columns))
      let kernels = Kernels.best.table.pointee
      kernels.add_scaled(values, Int64(range.count), -rate * decay, values)
      kernels.add_scaled(step.values, Int64(range.count), -size, values)
    }
  }

  /// Moves the momentum on and looks one step ahead of it, after Nesterov.
  private func direction(_ range: Range<Int>, rows: Int, columns: Int) -> Tensor {
    let direction = Tensor(rows: rows, columns: columns)
    let (momentum, from) = (moments.first + range.lowerBound, gradient.values + range.lowerBound)
    for index in 0..<range.count {
      let slope = from[index] * gradientScale
      momentum[index] = Self.momentum * momentum[index] + slope
      direction.values[index] = Self.momentum * momentum[index] + slope
    }
    return direction
  }
}
