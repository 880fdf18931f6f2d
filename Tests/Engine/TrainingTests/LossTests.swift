import JSON
import Tensors
import TestSupport
import Testing
import Training

/// Every loss against PyTorch and against differences.
@Suite struct LossTests {
  private static func inputs(_ loss: LossCase) -> [Tensor] {
    loss.inputs.enumerated().map { input, shape in
      let values = (0..<shape.0 * shape.1).map { LossCase.value(input, $0) }
      return Tensor(rows: shape.0, columns: shape.1, values)
    }
  }

  private static func value(_ loss: LossCase, _ inputs: [Tensor]) -> Double {
    Double(loss.run(Execution(), inputs).scalar)
  }

  @Test(arguments: LossCase.all) func agreesWithPyTorch(loss: LossCase) throws {
    let expected = try #require(TrainingFixture.json("losses.json")[loss.name])
    let inputs = Self.inputs(loss)
    inputs.forEach { $0.requireGradient() }
    let tape = Tape()
    let result = loss.run(Execution(tape: tape), inputs)
    #expect(abs(Double(result.scalar) - (try #require(expected["value"]?.doubleValue))) < 2e-6)
    tape.backward(from: result)
    for (input, gradient) in zip(inputs, try #require(expected["gradients"]?.arrayValue)) {
      let computed = input.gradient?.elements ?? [Float](repeating: 0, count: input.count)
      #expect(zip(computed, gradient.floats).allSatisfy { abs($0 - $1) < 1e-5 } && gradient.floats.count == input.count)
    }
  }

  @Test(arguments: LossCase.all) func gradientEqualsDifferences(loss: LossCase) throws {
    let inputs = Self.inputs(loss)
    inputs.forEach { $0.requireGradient() }
    let tape = Tape()
    tape.backward(from: loss.run(Execution(tape: tape), inputs))
    for input in inputs {
      guard let gradient = input.gradient?.elements else { continue }  // A teacher's vectors are constants.
      let wrong = gradient.indices.filter { index in
        let value = input.values[index]
        defer { input.values[index] = value }
        input.values[index] = value + 5e-3
        let above = Self.value(loss, inputs)
        input.values[index] = value - 5e-3
        return abs((above - Self.value(loss, inputs)) / 1e-2 - Double(gradient[index])) > 2e-3
      }
      #expect(wrong.isEmpty)
    }
  }

  @Test func nothingThatCountsIsALossOfZero() {
    let x = Tensor(rows: 2, columns: 2, [1, 2, 3, 4])
    x.requireGradient()
    let losses: [(Execution) -> Tensor] = [
      { $0.crossEntropy(x, [-100, -100]) }, { $0.setCrossEntropy(x, [-100, -100], sets: [[0]]) },
      { $0.binaryCrossEntropy(x, [1, 1, 0, 0], weights: [0, 0, 0, 0]) },
      { $0.spanLoss(x, offsets: [0, 2], [nil]) },
    ]
    for loss in losses {
      let tape = Tape()
      let value = loss(Execution(tape: tape))
      tape.backward(from: value)
      #expect(value.scalar == 0 && x.gradient?.elements ?? [0] == [Float](repeating: 0, count: x.gradient?.count ?? 1))
    }
  }

  @Test func hugeLogitsStayFinite() {
    let x = Tensor(rows: 1, columns: 2, [1e30, -1e30])
    #expect(Execution().crossEntropy(x, [0]).scalar == 0)
    #expect(Execution().binaryCrossEntropy(x, [1, 0]).scalar == 0)
    #expect(Execution().crossEntropy(x, [1]).scalar.isFinite)
  }
}
