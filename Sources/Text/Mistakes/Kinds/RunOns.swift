import Edits

/// Sentences that run on into the next, or do not end: "It rained, we stayed.".
struct RunOns: MistakeKind {
  let name = "run-on"

  private static let starters = wordSet(
    "the a an he she it they we i you this that these those there but and so then however therefore in on at for when if"
  )

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    let mark = text.tokens[index]
    guard mark.text == "." || mark.text == ";", index > 1 else { return nil }
    guard index + 1 < text.tokens.count else {
      return TextReplacement(range: mark.bytes, text: "", token: index)
    }
    let next = text.tokens[index + 1]
    guard next.kind == .word, next.bytes.lowerBound > mark.bytes.upperBound, Self.starters.contains(next.key) else {
      return nil
    }
    return joining(text, at: index, &random)
  }

  /// Whether a sentence begins as those do that people join to the one before.
  static func mayFollow(_ sentence: EditableText) -> Bool { starters.contains(sentence.word(0)) }

  /// Two sentences written as one, where a text has two.
  func juncture(in text: EditableText, _ random: inout MistakeRandom) -> TextReplacement? {
    text.tokens.indices.dropLast().first { index in
      text.tokens[index].text == "." && index > 1 && text.tokens[index + 1].text.first?.isUppercase == true
        && Self.starters.contains(text.word(index + 1))
        && text.tokens[index + 1].bytes.lowerBound > text.tokens[index].bytes.upperBound
    }.map { joining(text, at: $0, &random) }
  }

  /// - Parameter index: of a full stop with a word behind it.
  private func joining(_ text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement {
    let (mark, next) = (text.tokens[index], text.tokens[index + 1])
    let gap = String(decoding: text.bytes[mark.bytes.upperBound..<next.bytes.lowerBound], as: UTF8.self)
    let word = next.text == "I" ? "I" : next.key
    let range = mark.bytes.lowerBound..<next.bytes.upperBound
    return TextReplacement(range: range, text: (random.below(3) == 0 ? "" : ",") + gap + word, token: index)
  }
}
