#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The softmax of some numbers and its logarithm, in double precision: losses are sums of many small differences.
struct Softmax {
  /// `log(exp(x[i]) / sum of exp(x))`.
  let logarithms: [Double]

  /// Of `logits / temperature`.
  init(_ logits: some Sequence<Float>, temperature: Float = 1) {
    let scaled = logits.map { Double($0) / Double(temperature) }
    let most = scaled.max() ?? 0
    let sum = log(scaled.reduce(0) { $0 + exp($1 - most) }) + most
    logarithms = scaled.map { $0 - sum }
  }

  var probabilities: [Double] { logarithms.map { exp($0) } }
}
