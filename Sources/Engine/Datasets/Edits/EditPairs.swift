package import Edits

/// Pairs of a wrong and a right text, as the wrong ones with what to do at each of their tokens.
///
/// Millions of pairs fit into memory: texts and numbers lie one behind the other, choices are numbers of a table.
package struct EditPairs: Sendable {
  /// What is done somewhere, each once; the first changes nothing.
  package private(set) var choices = [EditChoice(.keep)]
  /// How often each of `choices` is taken.
  package private(set) var counts = [0]
  private var numbers = [EditChoice(.keep): Int32(0)]
  private var texts: [UInt8] = []
  private var textEnds: [Int] = []
  private var chosen: [Int32] = []
  private var chosenEnds: [Int] = []
  /// The right texts; empty unless they are kept for measuring.
  private var targets: [UInt8] = []
  private var targetEnds: [Int] = []
  /// Whether the right texts are kept too.
  package let keepsTargets: Bool

  /// No pairs.
  package init(keepsTargets: Bool = false) { self.keepsTargets = keepsTargets }

  /// The number in a pair's choices of a token about which nothing is to be learned.
  package static let unknown: Int32 = -1

  /// How many pairs there are.
  package var count: Int { textEnds.count }

  /// The wrong text of a pair.
  package func source(_ index: Int) -> [UInt8] { Array(texts[Self.range(index, textEnds)]) }

  /// The right text of a pair.
  ///
  /// Only where the pairs keep targets.
  package func target(_ index: Int) -> [UInt8] { Array(targets[Self.range(index, targetEnds)]) }

  /// For each token of a pair's wrong text the number of what to do in `choices`, or `unknown`.
  package func numbers(_ index: Int) -> ArraySlice<Int32> { chosen[Self.range(index, chosenEnds)] }

  /// How often each tag occurs, to make a vocabulary of.
  package var tagCounts: [EditTag: Int] {
    var result: [EditTag: Int] = [:]
    for (choice, count) in zip(choices, counts) where count > 0 { result[choice.tag, default: 0] += count }
    return result
  }

  /// The row of a vocabulary for each of `choices`; `unknown` for what it cannot say.
  package func rows(in vocabulary: EditVocabulary) -> [Int32] {
    choices.map { $0.row(in: vocabulary).map(Int32.init) ?? Self.unknown }
  }

  /// Adds a pair, and where its tags do not reach the target at once the text after the first pass, and the second, with the same target.
  ///
  /// A text without tokens adds nothing. Edits of white space that a tokenizer does not see are not to be learned.
  package mutating func append(from source: EditableText, to target: EditableText) {
    var source = source
    for _ in 0..<3 where !source.tokens.isEmpty {
      let choices = EditEncoder.choices(from: source, to: target)
      append(source, choices, target)
      guard choices.contains(where: { $0.tag != .keep }) else { return }
      let next = source.applying(source.replacements(for: choices.map(\.tag)))
      guard next.bytes != target.bytes, next.bytes != source.bytes else { return }
      source = next
    }
  }

  private mutating func append(_ source: EditableText, _ choices: [EditChoice], _ target: EditableText) {
    texts += source.bytes
    textEnds.append(texts.count)
    for (index, choice) in choices.enumerated() {
      chosen.append(source.isVisible(choice.tag, at: index) ? number(choice) : Self.unknown)
    }
    chosenEnds.append(chosen.count)
    guard keepsTargets else { return }
    targets += target.bytes
    targetEnds.append(targets.count)
  }

  private mutating func number(_ choice: EditChoice) -> Int32 {
    if let known = numbers[choice] {
      counts[Int(known)] += 1
      return known
    }
    let number = Int32(choices.count)
    numbers[choice] = number
    choices.append(choice)
    counts.append(1)
    return number
  }

  /// Adds all pairs of another set, which keeps targets as this one does.
  package mutating func append(_ other: EditPairs) {
    precondition(keepsTargets == other.keepsTargets, "both keep targets or neither")
    let renumbered = zip(other.choices, other.counts).map { choice, count in
      let number = number(choice)
      counts[Int(number)] += count - 1
      return number
    }
    textEnds += other.textEnds.map { $0 + texts.count }
    texts += other.texts
    chosenEnds += other.chosenEnds.map { $0 + chosen.count }
    chosen += other.chosen.map { $0 < 0 ? $0 : renumbered[Int($0)] }
    targetEnds += other.targetEnds.map { $0 + targets.count }
    targets += other.targets
  }

  private static func range(_ index: Int, _ ends: [Int]) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }
}

extension EditableText {
  /// Whether a model whose tokenizer drops white space can see that a tag is wanted.
  fileprivate func isVisible(_ tag: EditTag, at index: Int) -> Bool {
    switch tag {
    case .space: false
    case .join: tokens[index].kind == .word && index + 1 < tokens.count && tokens[index + 1].kind == .word
    default: true
    }
  }
}
