import CKernels

/// Constant weights `[outputs, inputs]` in the layout of the kernels.
///
/// `@unchecked Sendable`: the packed numbers are never changed after `init`.
struct PackedWeights: @unchecked Sendable {
  /// The kernels, with the packed numbers as they take them.
  private enum Layout {
    case float32(Kernels, UnsafeMutablePointer<Float>)
    case reduced(PackedKernels, UnsafeMutableRawPointer)
  }

  let outputs: Int
  /// What it was made from; gradients that pass through read these.
  let parts: [StoredTensor]
  private let inputs: Int
  private let layout: Layout
  /// Keeps the packed numbers alive.
  private let arena: WeightArena

  /// Packs them for float32.
  init(
    _ parts: [StoredTensor], inputs: Int, transposed: Bool = false, arena: WeightArena, kernels: Kernels
  ) throws {
    try self.init(parts, inputs: inputs, transposed: transposed, arena: arena) { outputs in
      .float32(kernels, arena.allocate(kernels.table.pointee.packed_size(Int64(outputs), Int64(inputs))))
    }
  }

  /// Packs them for what serves their format on this machine.
  ///
  /// - Parameter transposed: whether the one matrix lies as `[inputs, outputs]`.
  init(
    _ parts: [StoredTensor], inputs: Int, transposed: Bool = false, arena: WeightArena, precision: WeightPrecision
  ) throws {
    guard precision == .fast, let kernels = Self.kernels(for: parts, inputs: inputs, transposed: transposed) else {
      try self.init(parts, inputs: inputs, transposed: transposed, arena: arena, kernels: .best)
      return
    }
    try self.init(parts, inputs: inputs, transposed: transposed, arena: arena, reduced: kernels)
  }

  /// Packs them for kernels of fewer bits; those of eight bits want parts that are stored so, with a scale for each output, or in four.
  init(
    _ parts: [StoredTensor], inputs: Int, transposed: Bool = false, arena: WeightArena, reduced kernels: PackedKernels
  ) throws {
    try self.init(parts, inputs: inputs, transposed: transposed, arena: arena) { outputs in
      let size = stet_packed_size(kernels.format.kernel, Int64(outputs), Int64(inputs))
      return .reduced(kernels, arena.allocate(bytes: size))
    }
  }

  private init(
    _ parts: [StoredTensor], inputs: Int, transposed: Bool, arena: WeightArena, layout: (_ outputs: Int) -> Layout
  ) throws {
    for part in parts { try part.checkWeight() }
    self.parts = parts
    self.inputs = inputs
    self.arena = arena
    outputs = parts.reduce(0) { $0 + $1.shape[transposed ? 1 : 0] }
    self.layout = layout(outputs)
    var first = 0
    for part in parts {
      if transposed { packTransposed(part) } else { pack(part, first: first) }
      first += part.shape[0]
      part.releasePages()
    }
  }

  /// Whether the numbers have fewer than 32 bits.
  var hasFewerBits: Bool { if case .reduced = layout { true } else { false } }

  /// The kernels for what is stored: codes stay codes, everything else becomes bfloat16 where this machine multiplies it fast.
  ///
  /// Nothing is quantised here that was not.
  private static func kernels(for parts: [StoredTensor], inputs: Int, transposed: Bool) -> PackedKernels? {
    guard inputs <= stet_packed_largest_inputs else { return nil }
    let axis: ScaleAxis = transposed ? .columns : .rows
    let isInteger = parts.allSatisfy { $0.isQuantized(along: axis) || ($0.isInFourBits && !transposed) }
    let kernels = isInteger ? PackedKernels.best(.int8) : nil
    return kernels ?? PackedKernels.best(.bfloat16)
  }

  /// `y = activation(x weights^T + bias)`, `[rows, inputs]` to `[rows, outputs]`.
  ///
  /// - Parameter scratch: gives room of so many bytes.
  func multiply(
    _ x: Tensor, bias: UnsafePointer<Float>?, activation: stet_activation, into y: Tensor,
    scratch: (_ bytes: Int) -> UnsafeMutableRawPointer
  ) {
    let (rows, inputs, outputs) = (Int64(x.rows), Int64(inputs), Int64(outputs))
    switch layout {
    case .float32(let kernels, let values):
      kernels.table.pointee.linear(
        x.values, inputs, rows, inputs, values, bias, outputs, activation, y.values, outputs)
    case .reduced(let kernels, let values):
      let room = scratch(stet_packed_scratch(kernels.format.kernel, rows, inputs))
      kernels.table.pointee.linear(
        x.values, inputs, rows, inputs, values, bias, outputs, activation, y.values, outputs, room)
    }
  }
}

// MARK: Packing

extension PackedWeights {
  /// Rows that are widened at a time, so that what is between file and panels stays in the cache.
  private static let piece = 64

  private func pack(_ part: StoredTensor, first: Int) {
    let (rows, inputs, first) = (Int64(part.shape[0]), Int64(inputs), Int64(first))
    switch layout {
    case .float32(let kernels, let values):
      // The kernels read floats of all widths as they are.
      if let number = part.type.number {
        part.withBytes { kernels.table.pointee.pack($0.baseAddress, number, rows, inputs, values, first) }
      } else {
        forEachPiece(of: part) { packFloats($2, rows: Int64($1), first: first + Int64($0)) }
      }
    case .reduced(let kernels, let values) where kernels.format == .int8 && part.isInFourBits:
      // What four bits and the scales of groups make is rounded once more, to a sixteenth of their steps at most.
      var codes = [Int8](repeating: 0, count: Self.piece * self.inputs)
      var scales = [Float](repeating: 0, count: Self.piece)
      forEachPiece(of: part) { start, count, numbers in
        stet_quantize_rows_plainly(numbers, Int64(count), inputs, &codes, &scales)
        stet_pack_int8(codes, scales, Int64(count), inputs, values, first + Int64(start))
      }
    case .reduced(let kernels, let values) where kernels.format == .int8:
      precondition(part.isQuantized, "kernels for eight bits take codes")
      part.withBytes { codes in
        part.withScaleBytes { scales in
          guard let codes = codes.baseAddress?.assumingMemoryBound(to: Int8.self) else { return }
          stet_pack_int8(codes, scales.baseAddress, rows, inputs, values, first)
        }
      }
    case .reduced: forEachPiece(of: part) { packFloats($2, rows: Int64($1), first: first + Int64($0)) }
    }
  }

  private func packFloats(_ numbers: UnsafePointer<Float>, rows: Int64, first: Int64) {
    switch layout {
    case .float32(let kernels, let values):
      kernels.table.pointee.pack(numbers, stet_f32, rows, Int64(inputs), values, first)
    case .reduced(_, let values): stet_pack_bf16(numbers, rows, Int64(inputs), values, first)
    }
  }

  private func forEachPiece(
    of part: StoredTensor, _ body: (_ first: Int, _ rows: Int, UnsafePointer<Float>) -> Void
  ) {
    let rows = Tensor(rows: min(Self.piece, part.shape[0]), columns: inputs)
    for start in stride(from: 0, to: part.shape[0], by: Self.piece) {
      let count = min(Self.piece, part.shape[0] - start)
      part.widen(from: start, rows: count, into: rows.values)
      body(start, count, rows.values)
    }
  }

  /// Turns a matrix `[inputs, outputs]` over.
  private func packTransposed(_ part: StoredTensor) {
    if case .reduced(let kernels, let values) = layout, kernels.format == .int8 {
      precondition(part.isQuantized(along: .columns), "kernels for eight bits take codes with a scale for each output")
      return part.withBytes { codes in
        part.withScaleBytes { scales in
          guard let codes = codes.baseAddress?.assumingMemoryBound(to: Int8.self) else { return }
          forEachTurned(codes) { start, count, piece in
            stet_pack_int8(
              piece, scales.baseAddress.map { $0 + 4 * start }, Int64(count), Int64(inputs), values, Int64(start))
          }
        }
      }
    }
    part.withFloats { forEachTurned($0) { packFloats($2, rows: Int64($1), first: Int64($0)) } }
  }

  /// Calls `body` with some outputs at a time of a matrix `[inputs, outputs]`, as `[rows, inputs]`.
  private func forEachTurned<Number: AdditiveArithmetic>(
    _ from: UnsafePointer<Number>, _ body: (_ first: Int, _ rows: Int, UnsafePointer<Number>) -> Void
  ) {
    var piece = [Number](repeating: .zero, count: min(Self.piece, outputs) * inputs)
    for start in stride(from: 0, to: outputs, by: Self.piece) {
      let count = min(Self.piece, outputs - start)
      piece.withUnsafeMutableBufferPointer { piece in
        for input in 0..<inputs {
          for output in 0..<count { piece[output * inputs + input] = from[input * outputs + start + output] }
        }
      }
      piece.withUnsafeBufferPointer { if let base = $0.baseAddress { body(start, count, base) } }
    }
  }
}
