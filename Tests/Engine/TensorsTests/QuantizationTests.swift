import CKernels
import Foundation
import Support
import TestSupport
import Testing

@testable import Tensors

/// Matrices in eight bits: what is lost, how they stand in a file, and what refuses to be read.
@Suite struct QuantizationTests {
  private func quantized(_ row: [Float]) -> (scale: Float, codes: [Int8]) {
    var codes = [Int8](repeating: 0, count: row.count)
    let scale = stet_quantize_row(row, Int64(row.count), &codes)
    return (scale, codes)
  }

  private func squaredError(_ row: [Float], _ scale: Float, _ codes: [Int8]) -> Double {
    zip(row, codes).reduce(0) { sum, pair in
      let difference = Double(pair.0) - Double(scale) * Double(pair.1)
      return sum + difference * difference
    }
  }

  /// Round to nearest with the largest number at 127, what every other library does.
  private func plainError(_ row: [Float]) -> Double {
    let scale = (row.map(abs).max() ?? 0) / 127
    guard scale > 0 else { return 0 }
    return squaredError(row, scale, row.map { Int8(($0 / scale).rounded(.toNearestOrEven)) })
  }

  private func normal(_ count: Int, _ random: inout SeededRandom) -> [Float] {
    (0..<count).map { _ in (0..<12).reduce(-6) { sum, _ in sum + Float.random(in: 0..<1, using: &random) } }
  }

  @Test(arguments: [1, 2, 3, 24, 255, 256, 257, 384, 1536]) func noRowIsWorseThanWithItsLargestNumberAt127(count: Int) {
    var random = SeededRandom(UInt64(count))
    for _ in 0..<20 {
      let row = normal(count, &random)
      let (scale, codes) = quantized(row)
      #expect(squaredError(row, scale, codes) <= plainError(row) * 1.0001 + 1e-12)
      #expect(codes.allSatisfy { $0 >= -127 })
    }
  }

  @Test func aScaleIsFittedToTheWholeRow() {
    var random = SeededRandom(5)
    var row = normal(1536, &random)
    row[7] = 12
    let (scale, codes) = quantized(row)
    // Little is gained: cutting an outlier by more than a few steps costs more than all others win.
    #expect(squaredError(row, scale, codes) < plainError(row) && scale < 12.0 / 127)
  }

  @Test func zerosStayZerosAndWhatIsNoNumberIsRefused() {
    #expect(quantized([0, 0, 0]) == (0, [0, 0, 0]))
    #expect(quantized([0, 1e-38, -1e-40]) == (0, [0, 0, 0]))
    for bad in [Float.nan, .infinity, -.infinity] { #expect(quantized([1, bad]).scale.isNaN) }
    let largest = quantized([Float.greatestFiniteMagnitude, 1])
    #expect(largest.codes == [127, 0] && largest.scale.isFinite)
  }

  private func withPath<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "stet-int8-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder + "/model.safetensors")
  }

  @Test func aFileGivesBackWhatTheCodesStandFor() throws {
    var random = SeededRandom(9)
    let (rows, columns) = (67, 131)
    let values = normal(rows * columns, &random)
    try withPath { path in
      try SafetensorsWriter.write(
        [
          WritableTensor("m", [rows, columns], values, as: .int8), WritableTensor("v", [3], [1, 2, 3]),
          WritableTensor("none", [0, 4], [], as: .int8),
        ], to: path)
      let file = try SafetensorsFile(path: path)
      #expect(file.tensors.keys.sorted() == ["m", "none", "v"])
      let stored = try #require(file.tensors["m"])
      #expect(stored.type == .int8 && stored.isQuantized && stored.isWeight && stored.shape == [rows, columns])
      let read = try stored.floats()
      for row in 0..<rows {
        let range = row * columns..<(row + 1) * columns
        let (scale, codes) = quantized(Array(values[range]))
        let expected: [Float] = codes.map { scale * Float($0) }
        #expect(Array(read[range]) == expected)
      }
      #expect(try file.tensors["none"]?.floats() == [])
    }
  }

  /// One layer's products and one table's rows are those of the numbers that the codes stand for.
  @Test func layersAndTablesReadEightBits() throws {
    var random = SeededRandom(13)
    let (outputs, inputs) = (150, 70)
    let values = normal(outputs * inputs, &random)
    try withPath { path in
      try SafetensorsWriter.write(
        ["a", "b"].map { WritableTensor($0, [outputs, inputs], values, as: .int8) }, to: path)
      let checkpoint = try Checkpoint(file: path)
      #expect(checkpoint.storage == .int8)
      let (a, b) = (try checkpoint.tensor("a"), try checkpoint.tensor("b"))
      let read = try a.floats()
      let matrix = try WeightMatrix(.stored([a, b]), inputs: inputs, arena: checkpoint.arena)
      #expect(try matrix.unpacked() == read + read)
      let x = Tensor(rows: 3, columns: inputs, normal(3 * inputs, &random))
      let y = Execution().linear(x, matrix, bias: nil)
      for row in 0..<3 {
        for output in [0, 1, 63, 64, 65, 149, 150, 213, 299] {
          let weights = read[output % outputs * inputs..<(output % outputs + 1) * inputs]
          let expected = zip(x.row(row), weights).reduce(Float(0)) { $0 + $1.0 * $1.1 }
          #expect(abs(y.row(row)[output] - expected) < 1e-3)
        }
      }
      let rows = Execution().embed([149, 0, 64], try EmbeddingTable(.stored([a])))
      let expected: [Float] = [149, 0, 64].flatMap { (row: Int) in Array(read[row * inputs..<(row + 1) * inputs]) }
      #expect(rows.elements == expected)
    }
  }

  @Test func fourBitsCutWhatIsBestCut() throws {
    var random = SeededRandom(21)
    let (rows, columns) = (37, 192)
    let values = normal(rows * columns, &random)
    try withPath { path in
      try SafetensorsWriter.write([WritableTensor("m", [rows, columns], values, as: .fourBits)], to: path)
      let file = try SafetensorsFile(path: path)
      let stored = try #require(file.tensors["m"])
      #expect(file.tensors.count == 1 && stored.shape == [rows, columns] && stored.count == rows * columns)
      #expect(stored.isQuantized && stored.isInFourBits && stored.isWeight)
      let read = try stored.floats()
      for start in stride(from: 0, to: values.count, by: GroupedMatrix.group) {
        let group = start..<start + GroupedMatrix.group
        let error = group.reduce(Float(0)) { $0 + (values[$1] - read[$1]) * (values[$1] - read[$1]) }
        let scale = (values[group].map(abs).max() ?? 0) / 7
        let plain = group.reduce(Float(0)) { sum, index in
          let rounded = scale * (values[index] / scale).rounded()
          return sum + (values[index] - rounded) * (values[index] - rounded)
        }
        #expect(error <= plain * 1.001)
        #expect(Set(read[group]).count <= 16)
      }
      // Rows from the middle on, as layers read them, and products in eight bits.
      let piece = Tensor(rows: 5, columns: columns)
      stored.widen(from: 30, rows: 5, into: piece.values)
      #expect(piece.elements == Array(read[30 * columns..<35 * columns]))
      let x = Tensor(rows: 3, columns: columns, normal(3 * columns, &random))
      let results = try [WeightPrecision.exact, .fast].map { precision in
        let matrix = try WeightMatrix(.stored([stored]), inputs: columns, arena: WeightArena(), precision: precision)
        return Execution().linear(x, matrix, bias: nil).elements
      }
      #expect(zip(results[0], results[1]).allSatisfy { abs($0 - $1) < 0.4 })
    }
  }

  @Test(arguments: [Float.zero, 1e-30, 3, -3, 60000, .nan, 1e9]) func groupsOfOneNumberAndOfNone(value: Float) throws {
    var codes = [UInt8](repeating: 0, count: GroupedMatrix.group / 2)
    let scale = stet_quantize_group([Float](repeating: value, count: GroupedMatrix.group), &codes)
    guard value.isFinite, abs(value) < 1e6 else { return #expect(scale.isNaN) }
    var back = [Float](repeating: .nan, count: GroupedMatrix.group)
    stet_dequantize_groups(codes, [Float16(scale).bitPattern], 1, Int64(GroupedMatrix.group), &back)
    #expect(back.allSatisfy { abs($0 - value) <= abs(value) * 1e-3 + 1e-6 })
  }

  @Test func onlyWholeGroupsAreStoredInFourBits() {
    #expect(WeightStorage.int4.format(of: [1024, 384]) == .fourBits)
    #expect(WeightStorage.int4.format(of: [1024, 390]) == .int8)
    #expect(WeightStorage.int4.format(of: [384, 1024], lying: .columns) == .eightBits(.columns))
    #expect(WeightStorage.int4.format(of: [10, 384]) == .float32 && WeightStorage.int8.format(of: [384]) == .float32)
  }

  /// `[rows, columns]` turned over.
  private func turned(_ values: [Float], rows: Int, columns: Int) -> [Float] {
    (0..<columns).flatMap { column in (0..<rows).map { values[$0 * columns + column] } }
  }

  /// A matrix that lies the other way round has the same codes and scales, and serves by the same kernels.
  @Test(arguments: [(70, 150), (64, 64), (3, 17), (300, 1)])
  func columnsAreQuantizedAsRowsOfTheMatrixTurnedOver(inputs: Int, outputs: Int) throws {
    var random = SeededRandom(UInt64(inputs * outputs))
    let rows = normal(outputs * inputs, &random)
    try withPath { path in
      try SafetensorsWriter.write(
        [
          WritableTensor("rows", [outputs, inputs], rows, as: .int8),
          WritableTensor(
            "columns", [inputs, outputs], turned(rows, rows: outputs, columns: inputs), as: .eightBits(.columns)),
        ], to: path)
      let checkpoint = try Checkpoint(file: path)
      #expect(checkpoint.tensors.count == 2)
      let (upright, lying) = (try checkpoint.tensor("rows"), try checkpoint.tensor("columns"))
      #expect(turned(try lying.floats(), rows: inputs, columns: outputs) == (try upright.floats()))
      let x = Tensor(rows: 5, columns: inputs, normal(5 * inputs, &random))
      for precision in [WeightPrecision.exact, .fast] {
        let results = try [(upright, false), (lying, true)].map { tensor, isTransposed in
          let matrix = try WeightMatrix(
            .stored([tensor]), inputs: inputs, transposed: isTransposed, arena: checkpoint.arena, precision: precision)
          return Execution().linear(x, matrix, bias: nil).elements
        }
        #expect(results[0] == results[1])
      }
    }
  }

  @Test func whatEightBitsCannotHoldIsNamed() throws {
    try withPath { path in
      let error = #expect(throws: TensorError.self) {
        try SafetensorsWriter.write([WritableTensor("m", [1, 2], [1, .nan], as: .int8)], to: path)
      }
      #expect(error?.code == "tensor-not-finite" && error?.message.contains("m") == true)
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  /// Header, codes `1 2 3 4`, and the scales that the header claims.
  private static let damaged: [(String, Int)] = [
    (
      #"{"m":{"dtype":"I8","shape":[2,2],"data_offsets":[0,4]},"m.scale":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
      4
    ),
    (
      #"{"m":{"dtype":"I8","shape":[2,2],"data_offsets":[0,4]},"m.scale":{"dtype":"F16","shape":[2],"data_offsets":[4,8]}}"#,
      4
    ),
    (
      #"{"m":{"dtype":"I8","shape":[4],"data_offsets":[0,4]},"m.scale":{"dtype":"F32","shape":[4],"data_offsets":[4,20]}}"#,
      16
    ),
    (#"{"m":{"dtype":"I8","shape":[2,2],"data_offsets":[0,4]}}"#, 0),
    (
      #"{"m":{"dtype":"U8","shape":[2,2],"data_offsets":[0,4]},"m.group_scale":{"dtype":"F16","shape":[2,1],"data_offsets":[4,8]}}"#,
      4
    ),
    (
      #"{"m":{"dtype":"I8","shape":[1,4],"data_offsets":[0,4]},"m.column_scale":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
      4
    ),
    (
      #"{"m":{"dtype":"I8","shape":[2,2],"data_offsets":[0,4]},"m.column_scale":{"dtype":"F32","shape":[2],"data_offsets":[4,12]},"#
        + #""m.scale":{"dtype":"F32","shape":[2],"data_offsets":[12,20]}}"#,
      16
    ),
  ]

  @Test(arguments: damaged) func scalesThatDoNotFitAreRefused(header: String, bytes: Int) throws {
    try withPath { path in
      var file = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) } + Array(header.utf8)
      file += [1, 2, 3, 4] + [UInt8](repeating: 0, count: bytes)
      try Data(file).write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: TensorError.self) {
        try WeightMatrix(.stored([Checkpoint(file: path).tensor("m")]), inputs: 2, arena: WeightArena())
      }
      #expect(error?.hint.isEmpty == false)
    }
  }

  @Test func scalesMayStandAnywhere() throws {
    let header =
      #"{"m":{"dtype":"I8","shape":[2,2],"data_offsets":[0,4]},"x":{"dtype":"I8","shape":[1],"data_offsets":[4,5]},"#
      + #""m.scale":{"dtype":"F32","shape":[2],"data_offsets":[5,13]}}"#
    try withPath { path in
      var file = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) } + Array(header.utf8)
      file += [1, 2, 253, 4, 9]
      for scale in [Float(0.5), 2] { withUnsafeBytes(of: scale.bitPattern.littleEndian) { file += $0 } }
      try Data(file).write(to: URL(fileURLWithPath: path))
      #expect(try SafetensorsFile(path: path).tensors["m"]?.floats() == [0.5, 1, -6, 8])
    }
  }
}
