/// A model that puts words together out of pieces makes up words, too: nobody wants to be shown those.
extension TextSuggestion {
  /// The suggestion up to its first word that is none; nil where that is the one that is being typed, or the first of all.
  ///
  /// Words with capitals or digits may be names and are let pass, but for the one that is being typed.
  ///
  /// - Parameters:
  ///   - typed: the beginning of the word that it goes on with; empty where it begins with a word of its own.
  ///   - isWord: whether something with straight apostrophes is a word.
  func upToUnknownWord(after typed: [UInt8], isWord: (String) -> Bool) -> TextSuggestion? {
    let text = String(decoding: typed + bytes, as: UTF8.self)
    var start = text.startIndex
    while let first = text[start...].firstIndex(where: \.isPartOfWord) {
      let word = text[first...].prefix(while: \.isPartOfWord)
      start = word.endIndex
      let begin = text.utf8.distance(from: text.startIndex, to: first)
      let isBeingTyped = begin < typed.count && begin + word.utf8.count > typed.count
      guard isBeingTyped || begin >= typed.count && !word.contains(where: \.isUppercase) else { continue }
      let letters = word.withoutQuotes
      if letters.isEmpty || letters.contains(where: \.isNumber) || isWord(letters) { continue }
      return isBeingTyped ? nil : TextSuggestion(Array(Array(text.utf8)[typed.count..<begin]), confidence)
    }
    return self
  }

  /// The words of a text in small letters, with straight apostrophes.
  static func words(of text: String) -> Set<String> {
    Set(text.split { !$0.isPartOfWord }.map { $0.withoutQuotes.lowercased() }.filter { !$0.isEmpty })
  }
}

extension Substring {
  /// A word with straight apostrophes, without those around it.
  fileprivate var withoutQuotes: String {
    let plain = replacing("’", with: "'").trimmingPrefix("'")
    return String(plain.prefix(plain.count - plain.reversed().prefix { $0 == "'" }.count))
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber || self == "'" || self == "’" }
}
