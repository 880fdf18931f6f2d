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
  /// What the file holds: whole numbers as they are; F32; F16 or BF16, rounded to nearest, ties to even; for a matrix also I8 with scales.
  package let type: ElementType
  /// Of a matrix in eight bits.
  private let scales: ScaleAxis
  /// Hands out the numbers while the file is written; not for whole numbers.
  let withValues: ((UnsafePointer<Float>) throws -> Void) throws -> Void
  /// Whole numbers.
  private var codes: [UInt8]?

  /// A row of bytes.
  package init(_ name: String, _ codes: [UInt8]) {
    self.init(name, [codes.count], .uint8) { _ in }
    self.codes = codes
  }

  /// A row of whole numbers of 16 bits.
  package init(_ name: String, _ numbers: [UInt16]) {
    self.init(name, [numbers.count], .uint16) { _ in }
    codes = numbers.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
  }

  /// A copy of some numbers.
  package init(
    _ name: String, _ shape: [Int], _ values: [Float], as type: ElementType = .float32, scales: ScaleAxis = .rows
  ) {
    precondition(values.count == shape.reduce(1, *), "as many numbers as the shape says")
    self.init(name, shape, type, scales: scales) { body in
      try values.withUnsafeBufferPointer { if let base = $0.baseAddress { try body(base) } }
    }
  }

  /// One part of a parameter, not copied.
  package init(_ parameter: Parameter, part: Int, as type: ElementType = .float32, scales: ScaleAxis = .rows) {
    self.init(parameter.names[part], parameter.partShape, type, scales: scales) { body in
      try withExtendedLifetime(parameter) { try body(parameter.values + parameter.range(ofPart: part).lowerBound) }
    }
  }

  /// Numbers that `values` hands out.
  package init(
    _ name: String, _ shape: [Int], _ type: ElementType = .float32, scales: ScaleAxis = .rows,
    values: @escaping ((UnsafePointer<Float>) throws -> Void) throws -> Void
  ) {
    (self.name, self.shape, self.type, self.scales) = (name, shape, type, scales)
    withValues = values
  }

  /// What the file holds for it: itself, or codes and scales.
  ///
  /// - Throws: `TensorError` `tensor-not-finite`.
  fileprivate func stored() throws -> [StoredForm] {
    if let codes { return [StoredForm(name: name, shape: shape, type: type, content: .bytes(codes))] }
    guard type == .int8 else { return [StoredForm(name: name, shape: shape, type: type, content: .floats(withValues))] }
    precondition(shape.count == 2, "scales belong to a matrix")
    var matrix: QuantizedMatrix?
    try withValues { matrix = try QuantizedMatrix($0, rows: shape[0], columns: shape[1], along: scales, name: name) }
    let codes = matrix?.codes ?? []
    let factors = matrix?.scales ?? []
    return [
      StoredForm(name: name, shape: shape, type: .int8, content: .codes(codes)),
      StoredForm(
        name: name + scales.suffix, shape: [scales.count(of: shape)], type: .float32,
        content: .floats { body in
          try factors.withUnsafeBufferPointer { if let base = $0.baseAddress { try body(base) } }
        }),
    ]
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
  /// - Throws: `SupportError`, `TensorError` for a matrix that eight bits cannot hold; the old file then stays as it was.
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
