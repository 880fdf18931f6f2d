import Foundation

/// Classes of English words, and how often a class stands beside another: a class bigram model.
///
/// Brown et al., "Class-based n-gram models of natural language" (1992), with classes from `recipes/spelling/build_classes.py`.
/// Immutable; 80 kB.
struct WordClasses: Sendable {
  /// The one that is built in, for the words of `Lexicon.english`.
  static let english = WordClasses(packed, lexicon: .english)

  /// How much of the model's opinion counts beside the likelihood of the typing mistake; tuned on corrections from the
  /// history of documentation.
  private static let weight = 0.75

  private let lexicon: Lexicon
  /// How many classes there are, and which of them is the end of a clause.
  private let count: Int
  private let boundary: UInt8
  /// For the class on the left (row) and on the right (column) the logarithm of found against expected.
  private let beside: [Float]
  /// The class of each word of the lexicon.
  private let classes: [UInt8]

  /// Unpacks the format that the recipe describes.
  ///
  /// The data must have been made for this lexicon.
  init(_ packed: StaticString, lexicon: Lexicon) {
    let numbers = packed.withUTF8Buffer { $0.map { $0 - 35 - ($0 > 92 ? 1 : 0) } }
    let count = Int(numbers[0])
    precondition(numbers.count == 2 + count * count + lexicon.count, "build_classes.py was run on another lexicon")
    self.lexicon = lexicon
    self.count = count
    boundary = numbers[1]
    beside = numbers[2..<2 + count * count].map { Float(Int($0) - 14) / 2 }
    classes = Array(numbers[(2 + count * count)...])
  }

  /// What stands around `range` of `text`.
  ///
  /// Any bytes are allowed. O(distance to the next words).
  func context(of range: Range<Int>, in text: [UInt8]) -> WordContext {
    let range = range.clamped(to: 0..<text.count)
    return WordContext(
      before: neighbour(range.lowerBound - 1, step: -1, in: text), after: neighbour(range.upperBound, step: 1, in: text)
    )
  }

  /// The logarithm of how much more likely the context makes `word`, one word or several; 0 where it has no opinion.
  func score(_ word: String, in context: WordContext) -> Double {
    let parts = word.utf8.split(separator: UInt8(ascii: " "))
    guard let first = parts.first.flatMap({ classOf($0) }), let last = parts.last.flatMap({ classOf($0) }) else {
      return 0
    }
    // A context that was read from a damaged cache may have classes that there are not.
    let left = context.before.map { Int($0) < count ? beside[Int($0) * count + Int(first)] : 0 } ?? 0
    let right = context.after.map { Int($0) < count ? beside[Int(last) * count + Int($0)] : 0 } ?? 0
    return Self.weight * Double(left + right)
  }

  private func classOf(_ word: some Collection<UInt8>) -> UInt8? {
    (lexicon.find(word.map(\.small)) ?? lexicon.find(word)).map { classes[$0] }
  }

  /// The class of the next word from `start` in the direction of `step`; the boundary at the end of a clause or the text.
  private func neighbour(_ start: Int, step: Int, in text: [UInt8]) -> UInt8? {
    var at = start
    while text.indices.contains(at) {
      if Self.isPassed(text[at]) { at += step } else if Self.isMark(at, step, text) { at += 3 * step } else { break }
    }
    guard text.indices.contains(at) else { return boundary }
    if ".!?;:,".utf8.contains(text[at]) { return boundary }
    var word: [UInt8] = []
    while text.indices.contains(at), text[at].isLetter || text[at] == UInt8(ascii: "'") {
      word.append(text[at])
      at += step
    }
    // A letter of another script: nothing is known of such a word.
    if word.isEmpty || text.indices.contains(at) && text[at] >= 0x80 && !Self.isMark(at, step, text) { return nil }
    return classOf(step < 0 ? word.reversed() : word)
  }

  /// White space, quotes, hyphens, marks of emphasis.
  private static func isPassed(_ byte: UInt8) -> Bool { byte <= 32 || "-\"()*_'".utf8.contains(byte) }

  /// Whether `at` is the nearer end of a curly quote, a dash or another sign of U+2000 to U+203F.
  private static func isMark(_ at: Int, _ step: Int, _ text: [UInt8]) -> Bool {
    let first = step < 0 ? at - 2 : at
    return first >= 0 && first + 2 < text.count && text[first] == 0xE2 && text[first + 1] == 0x80
  }
}
