import Foundation
import Support
import Tensors
import TestSupport
import Testing

@Suite struct SafetensorsTests {
  /// A file in a folder of its own, gone at the end.
  private func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "stet-tensors-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/model.safetensors"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try body(path)
  }

  private func file(_ header: String, _ data: [UInt8] = []) -> [UInt8] { file(Array(header.utf8), data) }

  private func file(_ header: [UInt8], _ data: [UInt8] = []) -> [UInt8] {
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header + data
  }

  private let valid =
    #"{"__metadata__":{"format":"pt"},"b":{"dtype":"I32","shape":[2],"data_offsets":[4,12]},"a":{"dtype":"BF16","shape":[1,2],"data_offsets":[0,4]}}"#
  private let data: [UInt8] = [0x80, 0x3F, 0x00, 0xC0, 1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF]

  @Test func readsNumbersShapesAndMetadata() throws {
    try withFile(file(valid, data)) { path in
      let file = try SafetensorsFile(path: path)
      #expect(file.metadata == ["format": "pt"])
      #expect(try file.tensors["a"]?.floats() == [1, -2])
      #expect(file.tensors["a"]?.shape == [1, 2])
      #expect(try file.tensors["b"]?.integers() == [1, -2])
      #expect(throws: TensorError.self) { try file.tensors["b"]?.floats() }
      #expect(throws: TensorError.self) { try file.tensors["a"]?.integers() }
    }
  }

  @Test func anyTruncationIsAnErrorWithAHint() throws {
    let whole = file(valid, data)
    for count in 0..<whole.count {
      try withFile(Array(whole[..<count])) { path in
        let error = #expect(throws: TensorError.self, "cut to \(count) bytes") { try SafetensorsFile(path: path) }
        #expect(error?.code == "checkpoint-invalid" && error?.hint.isEmpty == false)
      }
    }
  }

  @Test func anyChangedHeaderByteIsRefusedOrHarmless() throws {
    let whole = file(valid, data)
    var random = SeededRandom(4)
    for index in 0..<(whole.count - data.count) {
      var bytes = whole
      bytes[index] = UInt8.random(in: 0...255, using: &random)
      try withFile(bytes) { path in
        do {
          for tensor in try SafetensorsFile(path: path).tensors.values { tensor.withBytes { _ = $0.reduce(0, &+) } }
        } catch is TensorError {}
      }
    }
  }

  @Test(arguments: [
    (#"[]"#, 0), (#"{"a":1}"#, 0), (#"{"a":{}}"#, 0), (#"{"__metadata__":{"a":1}}"#, 0), (#"{"__metadata__":3}"#, 0),
    (#"{"a":{"dtype":"F99","shape":[1],"data_offsets":[0,4]}}"#, 4),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4),
    (#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, 4),
    (#"{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,6]}}"#, 6),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, 4),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#, 4),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 4),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, 4),
    (#"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#, 0),
    (#"{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,4]}}"#, 4),
    // A hole before, an overlap, bytes that belong to none, and one name twice.
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}"#, 6
    ),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 5),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8
    ),
  ])
  func refusesHeader(_ header: String, bytes: Int) throws {
    try withFile(file(header, [UInt8](repeating: 0, count: bytes))) { path in
      let error = #expect(throws: TensorError.self) { try SafetensorsFile(path: path) }
      #expect(error?.code == "checkpoint-invalid")
    }
  }

  @Test func refusesOversizedDeepAndIllEncodedHeaders() throws {
    let deep = String(repeating: "[", count: 100_000)
    let claims: [[UInt8]] = [
      [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7B], [0, 0, 0, 0, 1, 0, 0, 0, 0x7B, 0x7D],
      [200, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0x7D], file(deep), file([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]),
    ]
    for bytes in claims {
      try withFile(bytes) { path in
        _ = #expect(throws: TensorError.self) { try SafetensorsFile(path: path) }
      }
    }
  }

  @Test func randomBytesNeverCrash() throws {
    var random = SeededRandom(5)
    for _ in 0..<100 {
      let header = (0..<Int.random(in: 0...60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      let body = (0..<Int.random(in: 0...60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      try withFile(file(header, body)) { path in
        _ = #expect(throws: TensorError.self) { try SafetensorsFile(path: path) }
      }
    }
  }

  @Test func anEmptyHeaderIsAFileWithoutTensors() throws {
    try withFile(file("{}")) { path in
      let file = try SafetensorsFile(path: path)
      #expect(file.tensors.isEmpty)
    }
  }

  @Test func missingFilesSayWhatToDo() throws {
    let error = #expect(throws: TensorError.self) { try Checkpoint(directory: "/nonexistent") }
    #expect(error?.code == "checkpoint-missing" && error?.hint.isEmpty == false)
    #expect(throws: SupportError.self) { try SafetensorsFile(path: "/nonexistent/model.safetensors") }
  }
}
