#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// GLEU of corrected sentences against several references (Napoles and others, 2015 and 2016): n-grams that a reference has count, those of the source that it
/// lacks are held against the correction; the mean over the references.
package struct GLEU: Sendable {
  /// For each reference: lengths of corrections and references, then matches and n-grams of each length 1 to 4.
  private var sums: [[Int]] = []

  package init() {}

  /// Adds a sentence; every sentence must have as many references as the first.
  package mutating func add(source: [String], corrected: [String], references: [[String]]) {
    if sums.isEmpty { sums = references.map { _ in [Int](repeating: 0, count: 10) } }
    for (index, reference) in references.prefix(sums.count).enumerated() {
      sums[index] = zip(sums[index], Self.counts(source, corrected, reference)).map { $0 + $1 }
    }
  }

  /// The score, 0 to 1.
  package var score: Double {
    sums.isEmpty ? 0 : sums.reduce(0) { $0 + Self.score($1) } / Double(sums.count)
  }

  private static func score(_ sums: [Int]) -> Double {
    guard !sums.contains(0) else { return 0 }
    let precision = stride(from: 2, to: 10, by: 2).reduce(0) { $0 + log(Double(sums[$1]) / Double(sums[$1 + 1])) } / 4
    return exp(min(0, 1 - Double(sums[1]) / Double(sums[0])) + precision)
  }

  private static func counts(_ source: [String], _ corrected: [String], _ reference: [String]) -> [Int] {
    var result = [corrected.count, reference.count]
    for n in 1...4 {
      let (made, before, wanted) = (grams(corrected, n), grams(source, n), grams(reference, n))
      let penalties = before.filter { wanted[$0.key] == nil }
      result += [max(0, common(made, wanted) - common(made, penalties)), max(0, corrected.count + 1 - n)]
    }
    return result
  }

  private static func common(_ a: [ArraySlice<String>: Int], _ b: [ArraySlice<String>: Int]) -> Int {
    a.reduce(0) { $0 + min($1.value, b[$1.key] ?? 0) }
  }

  private static func grams(_ tokens: [String], _ n: Int) -> [ArraySlice<String>: Int] {
    guard tokens.count >= n else { return [:] }
    return (0...tokens.count - n).reduce(into: [:]) { $0[tokens[$1..<$1 + n], default: 0] += 1 }
  }
}
