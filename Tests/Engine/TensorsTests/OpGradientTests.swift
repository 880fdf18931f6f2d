import Foundation
import Tensors
import TestSupport
import Testing

/// Every op's gradient against differences of its output.
@Suite struct OpGradientTests {
  /// The inputs and parameters of a case, filled with random numbers.
  private struct Point {
    let inputs: [Tensor]
    let parameters: [Parameter]

    init(_ op: OpCase, seed: UInt64) throws {
      var random = SeededRandom(seed)
      inputs = op.inputs.map { rows, columns in
        // No two numbers nor a number and zero are close: there the largest value and relu have a kink.
        let grid = (0..<rows * columns).map { (Float($0) + 0.25) / Float(rows * columns) * 2 - 1 }
        return Tensor(rows: rows, columns: columns, grid.shuffled(using: &random))
      }
      let store = ParameterStore(nil)
      parameters = try op.parameters.enumerated().map {
        let parameter = try store.parameter(["p\($0.offset)"], $0.element, initial: .zeros)
        parameter.set((0..<parameter.count).map { _ in Float.random(in: -1...1, using: &random) })
        return parameter
      }
    }

    func output(_ op: OpCase, _ tape: Tape?) throws -> Tensor {
      // Dropout without a tape is nothing: differences need one as well.
      let dropout = op.file == "Dropout" ? DropoutPlan(rate: 0.3, key: 7) : nil
      return try op.run(Execution(tape: tape ?? Tape(), dropout: dropout), inputs, parameters)
    }
  }

  @Test(arguments: OpCase.all) func gradientEqualsDifferences(op: OpCase) throws {
    let point = try Point(op, seed: 11)
    let tape = Tape()
    point.inputs.forEach { $0.requireGradient() }
    let output = try point.output(op, tape)
    var random = SeededRandom(12)
    let weights = Tensor(
      rows: output.rows, columns: output.columns,
      (0..<output.count).map { _ in Float.random(in: -1...1, using: &random) })
    tape.backward(from: [(output, weights)])
    func loss() throws -> Double {
      let output = try point.output(op, nil)
      return zip(output.elements, weights.elements).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    for input in point.inputs {
      let gradient = try #require(input.gradient).elements
      try Self.check(input.values, gradient, loss)
    }
    for parameter in point.parameters {
      try Self.check(parameter.values, tape.gradients.elements(of: parameter), loss)
    }
  }

  /// Moves each number a little in both directions.
  private static func check(
    _ values: UnsafeMutablePointer<Float>, _ gradient: [Float], _ loss: () throws -> Double
  ) throws {
    let step: Float = 1e-2
    let wrong = try gradient.enumerated().filter { index, derivative in
      let value = values[index]
      values[index] = value + step
      let above = try loss()
      values[index] = value - step
      let difference = try (above - loss()) / Double(2 * step)
      values[index] = value
      return !(abs(difference - Double(derivative)) < 3e-3 * (1 + abs(difference)))
    }
    #expect(wrong.isEmpty)
  }

  @Test func everyOpFileHasACase() throws {
    let folder = SharedData.repository + "/Sources/Engine/Tensors/Ops"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).map { $0.dropLast(".swift".count) }
    #expect(Set(files.map(String.init)).subtracting(OpCase.all.map(\.file)).isEmpty)
  }

  @Test func frozenPartsOfAPassAreNotRecorded() throws {
    let point = try Point(OpCase("Linear", "", [(2, 3)], parameters: [[3, 3], [2, 3]]) { _, x, _ in x[0] }, seed: 3)
    let matrices = try point.parameters.map {
      try WeightMatrix(.parameter($0), inputs: 3, arena: WeightArena())
    }
    point.parameters[0].isTrainable = false
    let tape = Tape()
    let execution = Execution(tape: tape)
    let hidden = execution.linear(point.inputs[0], matrices[0], bias: nil, then: .gelu)
    #expect(tape.count == 0 && !hidden.needsGradient)
    let output = execution.linear(hidden, matrices[1], bias: nil)
    tape.backward(from: [(output, Tensor(rows: 2, columns: 2, [1, 1, 1, 1]))])
    #expect(tape.gradients[point.parameters[0]] == nil && hidden.gradient == nil)
    #expect(tape.gradients[point.parameters[1]] != nil)
  }

  @Test func gradientsOfSeveralPassesAddUpUntilTheyAreCleared() throws {
    let store = ParameterStore(nil)
    let table = try store.parameter(["table"], [5, 2], initial: .normal(deviation: 1))
    let gradients = ParameterGradients()
    for _ in 0..<2 {
      let tape = Tape(gradients)
      let rows = try Execution(tape: tape).embed([3, 1, 3], EmbeddingTable(.parameter(table)))
      tape.backward(from: [(rows, Tensor(rows: 3, columns: 2, [1, 2, 3, 4, 5, 6]))])
    }
    #expect(gradients.elements(of: table) == [0, 0, 6, 8, 0, 0, 12, 16, 0, 0])
    #expect(gradients[table]?.content == .rows([3, 1]))
    let sum = ParameterGradients()
    sum.buffer(of: table).add(gradients.buffer(of: table))
    gradients.clear()
    #expect(gradients.elements(of: table).allSatisfy { $0 == 0 })
    #expect(sum.elements(of: table) == [0, 0, 6, 8, 0, 0, 12, 16, 0, 0])
  }

  @Test func dropoutKeepsTheMeanAndDependsOnItsKeyOnly() {
    let ones = Tensor(rows: 100, columns: 100, [Float](repeating: 1, count: 10_000))
    func drop(_ key: UInt64) -> [Float] {
      Execution(tape: Tape(), dropout: DropoutPlan(rate: 0.25, key: key)).dropout(ones).elements
    }
    let dropped = drop(1)
    #expect(dropped == drop(1) && dropped != drop(2))
    #expect(Set(dropped) == [0, 4.0 / 3])
    #expect(abs(dropped.reduce(0, +) / 10_000 - 1) < 0.03)
    #expect(Execution(dropout: DropoutPlan(rate: 0.25, key: 1)).dropout(ones) === ones)
  }
}
