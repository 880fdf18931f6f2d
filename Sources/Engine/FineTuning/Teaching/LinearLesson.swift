import Layers
import Tensors
import Training

/// Fits a linear layer with a softmax to rows of features: the weights that make the labels likeliest, held back by a penalty on their squares.
///
/// The loss is convex, so the result depends neither on a seed nor on when one stops, and the penalty takes the place of an early stop on held-out
/// data, which a handful of marks cannot spare.
package struct LinearLesson: Sendable {
  /// Half of it times the sum of the squared weights is added to the mean loss.
  package var penalty: Float = 1e-2
  package var optimizer = LBFGS()

  package init() {}

  /// What came out.
  package struct Result: Sendable {
    /// `[labels, features]`, row after row.
    package let weights: [Float]
    package let bias: [Float]
    /// The mean loss with the penalty.
    package let loss: Double
  }

  /// - Parameters:
  ///   - rows: all of one length, at least one.
  ///   - labels: one per row, below `count`.
  ///   - classWeights: what a row of each label counts; nil for 1.
  package func fit(_ rows: [[Float]], labels: [Int32], count: Int, classWeights: [Float]? = nil) throws -> Result {
    let width = rows.first?.count ?? 0
    let store = ParameterStore(nil)
    let layer = try Linear(WeightSource(store, creating: true), ["output"], inputs: width, outputs: count)
    let input = Tensor(rows: rows.count, columns: width)
    for (index, row) in rows.enumerated() { _ = input.row(index).update(fromContentsOf: row) }
    let options = CrossEntropyOptions(classWeights: classWeights)
    let gradients = ParameterGradients()
    var point = [Float](repeating: 0, count: (width + 1) * count)
    let loss = optimizer.minimize(&point) { point in
      layer.weights.parameter?.set(Array(point[..<(width * count)]))
      layer.bias?.parameter?.set(Array(point[(width * count)...]))
      gradients.clear()
      let tape = Tape(gradients)
      let execution = Execution(tape: tape)
      let loss = execution.crossEntropy(layer(input, in: execution), labels, options: options)
      tape.backward(from: loss)
      return penalised(loss.scalar, gradients, layer, width * count)
    }
    return Result(weights: Array(point[..<(width * count)]), bias: Array(point[(width * count)...]), loss: loss)
  }

  private func penalised(
    _ loss: Float, _ gradients: ParameterGradients, _ layer: Linear, _ count: Int
  ) -> (value: Double, gradient: [Float]) {
    guard let weights = layer.weights.parameter, let bias = layer.bias?.parameter else { return (Double(loss), []) }
    var gradient = gradients.elements(of: weights)
    var squares = 0.0
    for index in 0..<count {
      gradient[index] += penalty * weights.values[index]
      squares += Double(weights.values[index]) * Double(weights.values[index])
    }
    return (Double(loss) + Double(penalty) / 2 * squares, gradient + gradients.elements(of: bias))
  }
}
