import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct ParameterStoreTests {
  /// A checkpoint with the matrices `query` and `key`, the latter in half precision.
  private func withCheckpoint<Result>(_ body: (Checkpoint, String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "stet-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let tensors = [
      WritableTensor("query", [2, 2], [1, 2, 3, 4]), WritableTensor("key", [2, 2], [5, 6, 7, 8], as: .float16),
    ]
    try SafetensorsWriter.write(tensors, to: folder + "/model.safetensors")
    return try body(Checkpoint(directory: folder), folder)
  }

  @Test func parametersStartFromTheCheckpointPartAfterPart() throws {
    try withCheckpoint { checkpoint, _ in
      let store = ParameterStore(checkpoint)
      let parameter = try store.parameter(["query", "key"], [2, 2], initial: .zeros)
      #expect(parameter.elements == [1, 2, 3, 4, 5, 6, 7, 8] && parameter.rows == 4 && parameter.columns == 2)
      #expect(try store.parameter(["query", "key"], [2, 2], initial: nil) === parameter)
      #expect(store.known("query") === parameter && store.known("key") == nil)
    }
  }

  @Test func whatDoesNotFitIsRefused() throws {
    try withCheckpoint { checkpoint, folder in
      let store = ParameterStore(checkpoint)
      #expect(throws: TensorError.self) { try store.parameter(["query"], [4], initial: .zeros) }
      let missing = #expect(throws: TensorError.self) { try store.parameter(["value"], [2], initial: nil) }
      #expect(missing?.code == "tensor-missing")
      _ = try store.parameter(["query"], [2, 2], initial: nil)
      // The same tensor cannot be part of two parameters.
      #expect(throws: TensorError.self) { try store.parameter(["key", "query"], [2, 2], initial: nil) }
      _ = try store.parameter(["value"], [2], initial: .ones)
      let file = try SafetensorsFile(path: folder + "/model.safetensors")
      #expect(throws: TensorError.self) { try store.read(file) }
    }
  }

  @Test func newParametersFollowFromSeedAndNameOnly() throws {
    func values(_ seed: UInt64, _ order: [String]) throws -> [String: [Float]] {
      let store = ParameterStore(nil, seed: seed)
      for name in order { _ = try store.parameter([name], [40, 50], initial: .normal(deviation: 2)) }
      return Dictionary(uniqueKeysWithValues: store.parameters.map { ($0.name, $0.elements) })
    }
    let first = try values(1, ["a", "b"])
    #expect(try first == values(1, ["b", "a"]) && first != values(2, ["a", "b"]) && first["a"] != first["b"])
    let a = try #require(first["a"])
    let mean = a.reduce(0, +) / 2000
    let variance = a.reduce(0) { $0 + $1 * $1 } / 2000 - mean * mean
    #expect(abs(mean) < 0.2 && abs(variance.squareRoot() - 2) < 0.15)
  }
}
