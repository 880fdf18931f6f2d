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
    let gap = String(decoding: text.bytes[mark.bytes.upperBound..<next.bytes.lowerBound], as: UTF8.self)
    let word = next.text == "I" ? "I" : next.key
    let range = mark.bytes.lowerBound..<next.bytes.upperBound
    return TextReplacement(range: range, text: (random.below(3) == 0 ? "" : ",") + gap + word, token: index)
  }
}
