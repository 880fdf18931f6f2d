import CKernels

/// Attention whose products are of bfloat16, for layers whose weights have fewer than 32 bits.
///
/// `@unchecked Sendable`: the table is constant and its kernels keep no state.
struct ReducedAttention: @unchecked Sendable {
  /// The C table.
  let table: UnsafePointer<stet_reduced_attention>

  /// What serves; nil where float32 is as fast.
  static let best = stet_reduced_attention_best().map { ReducedAttention(table: $0) }

  /// Whether it takes heads of this size.
  func takes(headSize: Int) -> Bool { headSize % Int(table.pointee.head_step) == 0 }
}
