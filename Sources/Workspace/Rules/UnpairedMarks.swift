package import Documents

/// Brackets and quotation marks without a partner in their paragraph.
///
/// In two steps, because a bracket may be closed some sentences later. `init` looks at one sentence and keeps what it does
/// not pair itself, which is nothing for nearly all of them; `unpaired` pairs what the sentences of one block have left. The second step
/// is cheap and done whenever findings are read, so that an edit of a neighbour cannot leave it behind.
package struct UnpairedMarks: Sendable, Equatable {
  /// A bracket or quotation mark.
  package struct Mark: Sendable, Equatable {
    /// Its bytes in the sentence's prose.
    package let range: Range<Int>
    let sign: Sign

    /// Whether both enclose a half-open interval: [0, 1).
    func isInterval(to other: Mark) -> Bool {
      (sign == .openSquare && other.sign == .closeRound || sign == .openRound && other.sign == .closeSquare)
        && (4...24).contains(other.range.lowerBound - range.lowerBound)
    }
  }

  /// What a mark is.
  enum Sign: UInt8, Sendable {
    case openRound, closeRound, openSquare, closeSquare, openQuote, closeQuote
    /// A straight quotation mark, which opens or closes by its place.
    case openStraight, closeStraight

    /// What closes it; nil for what closes itself.
    var partner: Sign? { rawValue % 2 == 0 ? Sign(rawValue: rawValue + 1) : nil }
    var isQuote: Bool { rawValue >= Sign.openQuote.rawValue }
  }

  /// The marks of a sentence without a partner in it, in the order of the text.
  let marks: [Mark]

  /// Whether every mark of the sentence has its partner in it.
  package var isEmpty: Bool { marks.isEmpty }

  /// O(n).
  package init(_ sentence: Sentence) {
    marks = MarkScanner(text: sentence.text, literals: sentence.literals).marks().unpaired
  }

  /// The marks of a block that have no partner.
  ///
  /// - Parameters:
  ///   - sentences: what the block's sentences have left, each with its number.
  ///   - isContinued: whether the next block begins with a quotation mark: then a quotation goes on there and is not closed here.
  /// - Returns: sentence numbers with findings, in the order of the text.
  package static func unpaired(
    in sentences: [(sentence: Int, marks: UnpairedMarks)], isContinued: Bool
  ) -> [(sentence: Int, finding: SentenceFinding)] {
    var open: [(sentence: Int, mark: Mark)] = []
    var lonely: [(sentence: Int, mark: Mark)] = []
    for (sentence, left) in sentences {
      for mark in left.marks {
        if mark.sign.partner != nil {
          open.append((sentence, mark))
        } else if let index = open.lastIndex(where: { $0.mark.sign.partner == mark.sign }) {
          lonely += open[(index + 1)...]
          open.removeSubrange(index...)
        } else {
          lonely.append((sentence, mark))
        }
      }
    }
    lonely += open
    return lonely.filter { !($0.mark.sign.isQuote && $0.mark.sign.partner != nil && isContinued) }
      .sorted { ($0.sentence, $0.mark.range.lowerBound) < ($1.sentence, $1.mark.range.lowerBound) }
      .map { ($0.sentence, finding($0.mark)) }
  }

  private static func finding(_ mark: Mark) -> SentenceFinding {
    let description = mark.sign.isQuote ? quote : bracket
    let noun = mark.sign.isQuote ? "quotation mark" : "bracket"
    let message =
      mark.sign.partner == nil
      ? "This closing \(noun) has no opening one in its paragraph" : "This \(noun) is not closed in its paragraph"
    return SentenceFinding(
      code: description.code, range: mark.range, message: message, replacements: [], severity: description.severity,
      confidence: 0.8, isSafe: false)
  }

  private static let bracket = RuleDescription(
    "punctuation.unpaired-bracket", "A bracket without its partner in the paragraph",
    reason:
      "Every round or square bracket that is opened is closed. Enumerations such as a), intervals and smileys are left alone.",
    examples: [.init("We left (at last.", "We left (at last).")])
  private static let quote = RuleDescription(
    "punctuation.unpaired-quote", "A quotation mark without its partner in the paragraph",
    reason: "A quotation that begins must end, unless the next paragraph goes on with it.",
    examples: [.init("“Go, she said.", "“Go,” she said.")], isOnByDefault: false)

  static let descriptions = [bracket, quote]
}

extension Sequence<UnpairedMarks.Mark> {
  /// What is left when marks are paired from the inside to the outside; brackets do not care for quotation marks between them, nor these
  /// for brackets.
  var unpaired: [UnpairedMarks.Mark] {
    var left: [UnpairedMarks.Mark] = []
    for mark in self {
      let last = left.lastIndex { $0.sign.isQuote == mark.sign.isQuote }
      if mark.sign.partner == nil, let last, left[last].sign.partner == mark.sign || left[last].isInterval(to: mark) {
        left.remove(at: last)
      } else {
        left.append(mark)
      }
    }
    return left
  }
}
