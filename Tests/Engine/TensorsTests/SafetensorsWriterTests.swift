import Foundation
import Support
import Tensors
import TestSupport
import Testing

@Suite struct SafetensorsWriterTests {
  private func withPath<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "stet-writer-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder + "/model.safetensors")
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    let store = ParameterStore(nil, seed: 3)
    let parameter = try store.parameter(["query", "key"], [3, 2], initial: .standard)
    try withPath { path in
      let odd = WritableTensor("odd", [3], [1, -2, 65504], as: .float16)
      try SafetensorsWriter.write(
        store.tensors() + [odd, WritableTensor("none", [0, 4], []), WritableTensor("one", [], [7])],
        metadata: ["made by": "a test"], to: path)
      let file = try SafetensorsFile(path: path)
      #expect(file.metadata == ["made by": "a test"])
      #expect(
        file.tensors.mapValues(\.shape) == ["query": [3, 2], "key": [3, 2], "odd": [3], "none": [0, 4], "one": []])
      #expect(
        try #require(file.tensors["query"]).floats() + #require(file.tensors["key"]).floats() == parameter.elements)
      #expect(try file.tensors["odd"]?.floats() == [1, -2, 65504])
      #expect(try file.tensors["one"]?.floats() == [7])
      let leftovers = try FileManager.default.contentsOfDirectory(
        atPath: String(path.dropLast("/model.safetensors".count)))
      #expect(leftovers == ["model.safetensors"])
    }
  }

  @Test func sixteenBitsAreRoundedToTheNearest() throws {
    // Between two neighbours of bfloat16 at 1: 1 and 1 + 1/128. A tie goes to the even one.
    let values: [Float] = [1 + 1 / 512, 1 + 3 / 512, 1 + 1 / 256, 1 + 3 / 256, -1 - 3 / 512, .infinity, 3.4e38]
    let rounded: [Float] = [1, 1 + 1 / 128, 1, 1 + 2 / 128, -1 - 1 / 128, .infinity, .infinity]
    try withPath { path in
      try SafetensorsWriter.write(
        [
          WritableTensor("b", [7], values, as: .bfloat16), WritableTensor("h", [2], [1 + 1 / 2048, 1e6], as: .float16),
          WritableTensor("n", [1], [.nan], as: .bfloat16),
        ], to: path)
      let file = try SafetensorsFile(path: path)
      #expect(try file.tensors["b"]?.floats() == rounded)
      #expect(try file.tensors["h"]?.floats() == [1, .infinity])
      #expect(try #require(file.tensors["n"]).floats()[0].isNaN)
    }
  }

  @Test func aFolderThatIsMissingIsAnErrorWithAHint() {
    let error = #expect(throws: SupportError.self) {
      try SafetensorsWriter.write([], to: "/nonexistent/model.safetensors")
    }
    #expect(error?.hint.isEmpty == false)
  }
}
