import CKernels
import JSON
import Support

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Numbers that are to become a tensor of a file.
package struct WritableTensor {
  package let name: String
  package let shape: [Int]
  /// What the file holds: F16 and BF16 are rounded to nearest, ties to even.
  package let format: WeightFormat
  /// Hands out the numbers while the file is written; not for whole numbers.
  let withValues: ((UnsafePointer<Float>) throws -> Void) throws -> Void
  /// Whole numbers.
  private var codes: [UInt8]?

  /// A row of bytes.
  package init(_ name: String, _ codes: [UInt8]) {
    self.init(name, [codes.count], .plain(.uint8)) { _ in }
    self.codes = codes
  }

  /// A row of whole numbers of 16 bits.
  package init(_ name: String, _ numbers: [UInt16]) {
    self.init(name, [numbers.count], .plain(.uint16)) { _ in }
    codes = numbers.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
  }

  /// A copy of some numbers.
  package init(_ name: String, _ shape: [Int], _ values: [Float], as format: WeightFormat = .float32) {
    precondition(values.count == shape.reduce(1, *), "as many numbers as the shape says")
    self.init(name, shape, format) { body in
      try values.withUnsafeBufferPointer { if let base = $0.baseAddress { try body(base) } }
    }
  }

  /// One part of a parameter, not copied.
  package init(_ parameter: Parameter, part: Int, as format: WeightFormat = .float32) {
    self.init(parameter.names[part], parameter.partShape, format) { body in
      try withExtendedLifetime(parameter) { try body(parameter.values + parameter.range(ofPart: part).lowerBound) }
    }
  }

  /// Numbers that `values` hands out.
  package init(
    _ name: String, _ shape: [Int], _ format: WeightFormat = .float32,
    values: @escaping ((UnsafePointer<Float>) throws -> Void) throws -> Void
  ) {
    (self.name, self.shape, self.format, withValues) = (name, shape, format, values)
  }

  /// What the file holds for it: itself, or codes and scales.
  ///
  /// - Throws: `TensorError` `tensor-not-finite`.
  fileprivate func stored() throws -> [StoredForm] {
    switch format {
    case .plain(let type):
      return [
        StoredForm(name: name, shape: shape, type: type, content: codes.map { .bytes($0) } ?? .floats(withValues))
      ]
    case .eightBits(let axis):
      var matrix: QuantizedMatrix?
      try withMatrix { matrix = try QuantizedMatrix($0, rows: $1, columns: $2, along: axis, name: name) }
      return [
        StoredForm(name: name, shape: shape, type: .int8, content: .codes(matrix?.codes ?? [])),
        scales(matrix?.scales ?? [], axis.suffix, [axis.count(of: shape)], .float32),
      ]
    case .fourBits:
      var matrix: GroupedMatrix?
      try withMatrix { matrix = try GroupedMatrix($0, rows: $1, columns: $2, name: name) }
      let (rows, columns) = (shape[0], shape[1])
      return [
        StoredForm(name: name, shape: [rows, columns / 2], type: .uint8, content: .bytes(matrix?.codes ?? [])),
        scales(matrix?.scales ?? [], GroupedMatrix.scaleSuffix, [rows, columns / GroupedMatrix.group], .float16),
      ]
    }
  }

  private func withMatrix(_ body: (UnsafePointer<Float>, _ rows: Int, _ columns: Int) throws -> Void) throws {
    precondition(shape.count == 2, "scales belong to a matrix")
    try withValues { try body($0, shape[0], shape[1]) }
  }

  private func scales(_ numbers: [Float], _ suffix: String, _ shape: [Int], _ type: ElementType) -> StoredForm {
    StoredForm(
      name: name + suffix, shape: shape, type: type,
      content: .floats { body in
        try numbers.withUnsafeBufferPointer { if let base = $0.baseAddress { try body(base) } }
      })
  }
}

/// A tensor as the file names it.
private struct StoredForm {
  enum Content {
    case floats(((UnsafePointer<Float>) throws -> Void) throws -> Void)
    case codes([Int8])
    case bytes([UInt8])
  }

  let name: String
  let shape: [Int]
  let type: ElementType
  let content: Content

  var count: Int { shape.reduce(1, *) }
  var byteCount: Int { count * type.size }
}

/// Writes safetensors files.
package enum SafetensorsWriter {
  /// Replaces `path` by a file with these tensors, in one go: a reader, or a machine that loses power, sees the old file or the new one.
  ///
  /// Larger types come first, so that every tensor is aligned.
  ///
  /// - Throws: `SupportError`, `TensorError` for a matrix that fewer bits cannot hold; the old file then stays as it was.
  package static func write(
    _ tensors: [WritableTensor], metadata: [String: String] = ["format": "pt"], to path: String
  ) throws {
    let sorted = try tensors.flatMap { try $0.stored() }.sorted { ($1.type.size, $0.name) < ($0.type.size, $1.name) }
    let temporary = path + ".new~"
    do {
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw SupportError.posix("create", path: temporary, errno: errno) }
      defer { close(descriptor) }
      let file = Output(descriptor: descriptor, path: temporary)
      try header(sorted, metadata).withUnsafeBytes { try file.write($0) }
      for tensor in sorted {
        switch tensor.content {
        case .bytes(let bytes): try bytes.withUnsafeBytes { try file.write($0) }
        case .codes(let codes): try codes.withUnsafeBytes { try file.write($0) }
        case .floats(let withValues): try withValues { try write(tensor, $0, to: file) }
        }
      }
      guard fsync(descriptor) == 0 else { throw SupportError.posix("flush", path: temporary, errno: errno) }
      guard rename(temporary, path) == 0 else { throw SupportError.posix("replace", path: path, errno: errno) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Eight bytes of length and the JSON, filled with blanks to a multiple of eight.
  private static func header(_ tensors: [StoredForm], _ metadata: [String: String]) -> [UInt8] {
    var members: [(String, JSONValue)] = [
      ("__metadata__", .object(JSONObject(metadata.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })))
    ]
    var end = 0
    for tensor in tensors {
      let start = end
      end += tensor.byteCount
      members.append(
        (
          tensor.name,
          [
            "dtype": .string(tensor.type.rawValue), "shape": .array(tensor.shape.map { .integer(Int64($0)) }),
            "data_offsets": [.integer(Int64(start)), .integer(Int64(end))],
          ]
        ))
    }
    var text = Array(JSONValue.object(JSONObject(members)).encodedText().utf8)
    text += [UInt8](repeating: 0x20, count: (8 - text.count % 8) % 8)
    return withUnsafeBytes(of: UInt64(text.count).littleEndian) { Array($0) } + text
  }

  private static func write(_ tensor: StoredForm, _ values: UnsafePointer<Float>, to file: Output) throws {
    guard tensor.type != .float32 else {
      return try file.write(UnsafeRawBufferPointer(start: values, count: tensor.byteCount))
    }
    precondition(tensor.type == .float16 || tensor.type == .bfloat16, "weights are F32, F16 or BF16")
    let piece = 1 << 16
    var narrow = [UInt16](repeating: 0, count: min(piece, tensor.count))
    for start in stride(from: 0, to: tensor.count, by: piece) {
      let count = min(piece, tensor.count - start)
      if tensor.type == .float16 {
        stet_vector_kernels_best().pointee.narrow(values + start, Int64(count), &narrow)
      } else {
        for index in 0..<count { narrow[index] = bfloat16(values[start + index]) }
      }
      try narrow.withUnsafeBytes { try file.write(UnsafeRawBufferPointer(rebasing: $0[..<(count * 2)])) }
    }
  }

  /// The upper half of the bits, rounded to nearest, ties to even; what is not a number stays so.
  private static func bfloat16(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    if value.isNaN { return UInt16(bits >> 16) | 0x40 }
    return UInt16(truncatingIfNeeded: (UInt64(bits) + 0x7FFF + UInt64(bits >> 16 & 1)) >> 16)
  }

  /// An open file.
  private struct Output {
    let descriptor: Int32
    let path: String

    func write(_ bytes: UnsafeRawBufferPointer) throws {
      var rest = bytes[...]
      while !rest.isEmpty {
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        #elseif canImport(Musl)
          let count = Musl.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        #else
          let count = Darwin.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        #endif
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw SupportError.posix("write", path: path, errno: errno) }
        rest = rest.dropFirst(count)
      }
    }
  }
}
