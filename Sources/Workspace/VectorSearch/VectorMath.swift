import CKernels

/// Arithmetic on single vectors.
package enum VectorMath {
  /// The kernels of this processor.
  static var kernels: UnsafePointer<stet_vector_kernels> { stet_vector_kernels_best() }

  /// Scales a vector to length 1; a zero vector stays as it is.
  ///
  /// O(dimension).
  package static func normalize(_ vector: inout [Float]) {
    let length = dot(vector, vector).squareRoot()
    guard length > 0, length.isFinite else { return }
    for index in vector.indices { vector[index] /= length }
  }

  /// The dot product, which is the cosine for normalised vectors; both must be of equal length.
  package static func dot(_ left: [Float], _ right: [Float]) -> Float {
    precondition(left.count == right.count, "vectors of different dimension")
    var score: Float = 0
    kernels.pointee.dot_f32(left, 1, right, 1, Int64(left.count), &score, 1)
    return score
  }
}
