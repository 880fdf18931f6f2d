import Tensors
import TestSupport
import Testing
import Training

/// Steps that are made orthogonal.
@Suite struct MuonTests {
  private static func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Tensor {
    var random = SeededRandom(seed)
    return Tensor(
      rows: rows, columns: columns, (0..<rows * columns).map { _ in Float.random(in: -1...1, using: &random) })
  }

  /// `x x^T` for a wide matrix, `x^T x` for a tall one.
  private static func gram(_ x: Tensor) -> [[Float]] {
    let isWide = x.rows <= x.columns
    let (size, depth) = isWide ? (x.rows, x.columns) : (x.columns, x.rows)
    func number(_ i: Int, _ k: Int) -> Float { isWide ? x.values[i * x.columns + k] : x.values[k * x.columns + i] }
    return (0..<size).map { i in (0..<size).map { j in (0..<depth).reduce(0) { $0 + number(i, $1) * number(j, $1) } } }
  }

  @Test(arguments: [(4, 9), (9, 4), (6, 6), (1, 5), (33, 70)])
  func singularValuesEndNearOne(rows: Int, columns: Int) {
    let x = Self.random(rows, columns, seed: 3)
    let result = withExtendedLifetime(x) { Orthogonalization()(x) }
    #expect(result.rows == rows && result.columns == columns)
    let gram = Self.gram(result)
    // The largest eigenvalue by row sums, the mean one by the trace.
    for row in gram.indices { #expect(gram[row][row] < 1.6) }
    let mean = gram.indices.reduce(0) { $0 + gram[$1][$1] } / Float(gram.count)
    #expect(mean > 0.45 && mean < 1.35)
    for i in gram.indices { for j in gram.indices where j != i { #expect(abs(gram[i][j]) < 0.5) } }
  }

  @Test func aTurnedMatrixGivesTheTurnedResult() {
    let x = Self.random(3, 7, seed: 5)
    let turned = Tensor(rows: 7, columns: 3, (0..<21).map { x.values[$0 % 3 * 7 + $0 / 3] })
    let (straight, other) = (Orthogonalization()(x).elements, Orthogonalization()(turned).elements)
    for index in 0..<21 { #expect(abs(other[index] - straight[index % 3 * 7 + index / 3]) < 1e-5) }
  }

  @Test func zerosStayZeros() {
    #expect(Orthogonalization()(Tensor(zeros: 3, 4)).elements == [Float](repeating: 0, count: 12))
  }

  @Test func matricesMoveAboutAsFarAsWithAdamWAndVectorsExactlyAsFar() throws {
    func moved(usesMuon: Bool) throws -> [String: [Float]] {
      let model = try TinyModel()
      let task = try model.tokenTask()
      var options = TrainingOptions.quick(threads: 1, rate: 1e-3)
      options.adamW.usesMuon = usesMuon
      options.adamW.decay = 0
      let before = model.store.parameters.map(\.elements)
      let trainer = try Trainer(model.store, tasks: [task], options: options)
      for _ in 0..<2 { try trainer.advance() }
      return Dictionary(
        uniqueKeysWithValues: zip(model.store.parameters, before).map { parameter, before in
          (parameter.name, zip(parameter.elements, before).map { $0 - $1 })
        })
    }
    func size(_ numbers: [Float]) -> Float { (numbers.reduce(0) { $0 + $1 * $1 } / Float(numbers.count)).squareRoot() }
    let (muon, adamW) = (try moved(usesMuon: true), try moved(usesMuon: false))
    let matrix = "encoder.layer.0.intermediate.dense.weight"
    let (a, b) = (try #require(muon[matrix]), try #require(adamW[matrix]))
    #expect(a != b)
    // Orthogonal steps of a matrix have this size whatever the gradient is; AdamW's first are larger.
    #expect(size(a) > 0.05e-3 && size(a) < size(b))
    let embeddings = "embeddings.position_embeddings.weight"
    let (c, d) = (try #require(muon[embeddings]), try #require(adamW[embeddings]))
    #expect(abs(size(c) - size(d)) < 0.3 * size(d))
  }

  @Test func aRunWithItLearns() throws {
    let model = try TinyModel()
    var options = TrainingOptions.quick(threads: 2, rate: 2e-2)
    options.adamW.usesMuon = true
    let trainer = try Trainer(model.store, tasks: [try model.tokenTask()], options: options)
    let losses = try (0..<60).map { _ in try trainer.advance().losses[0].loss }
    #expect(losses.suffix(6).reduce(0, +) < 0.6 * losses.prefix(6).reduce(0, +))
  }
}
