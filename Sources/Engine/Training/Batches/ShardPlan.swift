/// Divides the examples of a batch among threads: consecutive parts of about the same number of tokens.
enum ShardPlan {
  /// At most `count` parts, none of them empty; the same input always gives the same parts.
  static func parts(_ examples: [Int], lengths: [Int], count: Int) -> [[Int]] {
    let total = lengths.reduce(0, +)
    var parts: [[Int]] = []
    var passed = 0
    var current = -1
    for (example, length) in zip(examples, lengths) {
      // An example belongs to the part in which its middle lies.
      let part = total == 0 ? 0 : min(count - 1, (2 * passed + length) * count / (2 * total))
      if part != current {
        parts.append([])
        current = part
      }
      parts[parts.count - 1].append(example)
      passed += length
    }
    return parts
  }
}
