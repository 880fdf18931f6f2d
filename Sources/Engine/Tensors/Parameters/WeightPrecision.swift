/// How exactly a model that is loaded for inference multiplies by its weights.
///
/// A choice of whoever loads the model; nothing chooses by itself.
package enum WeightPrecision: String, Sendable, CaseIterable {
  /// In float32, whatever the file's format: what references are compared with, the same on all machines but for the order of sums.
  case exact
  /// In the format that this machine multiplies fastest without changing the weights much: eight bits for matrices that are stored so, else
  /// bfloat16, else float32.
  case fast

  /// How keys and values of a decoder are kept.
  package var cacheFormat: KeyValueCache.Format { self == .fast ? .float16 : .float32 }

  /// Names the arithmetic of results, to tell apart those that differ by more than the order of sums; empty for float32.
  ///
  /// All instruction sets of one format compute the same but for that order; that attention is in bfloat16 depends on the processor.
  package var arithmetic: String {
    guard self == .fast else { return "" }
    let names = PackedKernels.Format.allCases.compactMap { PackedKernels.best($0)?.arithmetic }
    return (names + (ReducedAttention.best == nil ? [] : ["attention"])).joined(separator: "+")
  }
}
