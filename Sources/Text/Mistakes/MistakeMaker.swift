package import Edits

/// Makes realistic mistakes in clean sentences: training pairs for grammar correction.
///
/// A pure function of seed, index and sentence, so a set of pairs can be made again to the byte, in any order and by several threads.
package struct MistakeMaker: Sendable {
  private let kinds: [any MistakeKind]
  /// The sum of the weights up to each kind.
  private let bounds: [Double]
  private let rates: MistakeRates
  private let seed: UInt64
  /// Whether two sentences become one.
  private let joins: Bool

  /// A maker of the kinds that have a weight.
  package init(kinds: [any MistakeKind] = MistakeKinds.all, rates: MistakeRates = .native, seed: UInt64) {
    let used = kinds.filter { rates.weights[$0.name, default: 0] > 0 }
    var (bounds, total) = ([Double](), 0.0)
    for kind in used {
      total += rates.weights[kind.name, default: 0]
      bounds.append(total)
    }
    (self.kinds, self.bounds, self.rates, self.seed) = (used, bounds, rates, seed)
    joins = used.contains { $0 is RunOns }
  }

  /// Whether people may write this sentence as one with that before it, as in "It rained, we stayed".
  package static func mayRunInto(_ sentence: EditableText) -> Bool { RunOns.mayFollow(sentence) }

  /// A sentence with mistakes, or two that are written as one, or without any mistake: a share stays clean, and so does a sentence in which none of the drawn kinds can be made.
  ///
  /// Mistakes keep a token's distance from one another. O(bytes) but for sentences of one kind of token.
  /// - Parameters:
  ///   - sentence: what is right; the target of the pair.
  ///   - index: its number in the set.
  package func pair(from sentence: EditableText, index: Int) -> MistakePair {
    var random = MistakeRandom(seed: seed, index: index)
    var made: [(replacement: TextReplacement, kind: String)] = []
    if random.fraction() >= rates.clean, !sentence.tokens.isEmpty, !kinds.isEmpty {
      if joins, let mistake = RunOns().juncture(in: sentence, &random) { made.append((mistake, RunOns().name)) }
      repeat {
        if let mistake = draw(sentence, &random),
          !made.contains(where: { touches($0.replacement, mistake.replacement) })
        {
          made.append(mistake)
        }
      } while random.fraction() < rates.another
    }
    made.sort { $0.replacement.range.lowerBound < $1.replacement.range.lowerBound }
    return MistakePair(
      source: sentence.applying(made.map(\.replacement)), target: sentence, kinds: made.map(\.kind))
  }

  /// A mistake of a drawn kind at the first place behind a drawn one where it can be made; other kinds are drawn where there is none.
  private func draw(_ text: EditableText, _ random: inout MistakeRandom) -> (
    replacement: TextReplacement, kind: String
  )? {
    for _ in 0..<4 {
      let number = random.fraction() * (bounds.last ?? 0)
      let kind = kinds[bounds.firstIndex { number < $0 } ?? kinds.count - 1]
      let start = random.below(text.tokens.count)
      for step in 0..<text.tokens.count {
        let index = (start + step) % text.tokens.count
        guard let mistake = kind.mistake(in: text, at: index, &random) else { continue }
        if !mistake.text.utf8.elementsEqual(text.bytes[mistake.range]) { return (mistake, kind.name) }
      }
    }
    return nil
  }

  private func touches(_ a: TextReplacement, _ b: TextReplacement) -> Bool {
    a.range.lowerBound <= b.range.upperBound + 1 && b.range.lowerBound <= a.range.upperBound + 1
  }
}
