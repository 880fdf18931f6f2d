import Edits

/// Capitals left out or put where none belong: "on monday", "i think", "The Cat".
struct Capitals: MistakeKind {
  let name = "capital"

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    let token = text.tokens[index]
    guard token.kind == .word, let first = token.text.first else { return nil }
    if token.text == "I" || token.text.hasPrefix("I'") || token.text.hasPrefix("I\u{2019}") || first.isUppercase {
      let small = token.text.prefix(1).lowercased() + token.text.dropFirst()
      return TextReplacement(range: token.bytes, text: small, token: index)
    }
    guard random.below(10) == 0, token.text.count > 4, first.isLowercase else { return nil }
    return TextReplacement(range: token.bytes, text: first.uppercased() + token.text.dropFirst(), token: index)
  }
}
