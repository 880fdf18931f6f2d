import Documents

/// An ordinal number with the ending of another: 2th, 11st.
struct Ordinal: Rule {
  let description = RuleDescription(
    "grammar.ordinal", "The letters behind an ordinal number are those of its last word",
    reason: "1st, 2nd, 3rd, but 11th, 12th, 13th, and th everywhere else.",
    examples: [.init("On the 22th of May.", "On the 22nd of May.")], isSafe: true)

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.compactMap { word in
      guard word.shape.contains(.hasDigit), word.shape.isDisjoint(with: [.isLiteral, .isForeign, .hasInnerCapital])
      else { return nil }
      let spelling = text.bytes[word.range]
      let digits = spelling.prefix { $0 &- 48 < 10 }
      let ending = String(decoding: spelling.dropFirst(digits.count), as: UTF8.self)
      guard ["st", "nd", "rd", "th"].contains(ending), let last = digits.last else { return nil }
      let right = Self.ending(last: last &- 48, tens: digits.count > 1 ? digits[digits.endIndex - 2] &- 48 : 0)
      guard right != ending else { return nil }
      let number = String(decoding: digits, as: UTF8.self)
      return finding(word.range, "The ordinal of \(number) is “\(number)\(right)”", [number + right])
    }
  }

  private static func ending(last: UInt8, tens: UInt8) -> String {
    if tens == 1 { return "th" }
    switch last {
    case 1: return "st"
    case 2: return "nd"
    case 3: return "rd"
    default: return "th"
    }
  }
}
