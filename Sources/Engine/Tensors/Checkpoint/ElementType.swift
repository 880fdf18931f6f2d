import CKernels

/// The kinds of number that a safetensors file may hold, named as in its header.
package enum ElementType: String, Sendable, CaseIterable {
  case float64 = "F64"
  case float32 = "F32"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case int64 = "I64"
  case int32 = "I32"
  case int16 = "I16"
  case int8 = "I8"
  case uint64 = "U64"
  case uint32 = "U32"
  case uint16 = "U16"
  case uint8 = "U8"
  case bool = "BOOL"
  case float8e4m3 = "F8_E4M3"
  case float8e5m2 = "F8_E5M2"

  /// Bytes of one element.
  package var size: Int {
    switch self {
    case .float64, .int64, .uint64: 8
    case .float32, .int32, .uint32: 4
    case .float16, .bfloat16, .int16, .uint16: 2
    case .int8, .uint8, .bool, .float8e4m3, .float8e5m2: 1
    }
  }

  /// Whether it is a kind of floating-point number that weights may have.
  package var isFloat: Bool { number != nil }

  /// How the kernels name this type; nil for one that they do not read by itself.
  var number: stet_number? {
    switch self {
    case .float32: stet_f32
    case .float16: stet_f16
    case .bfloat16: stet_bf16
    default: nil
    }
  }
}
