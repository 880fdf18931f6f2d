import Support

/// The words of a dictionary that are too rare for the lexicon: candidates where no frequent word is near.
///
/// Hunspell would propose them too, but takes some 60 ms for a word.
enum RareWords {
  /// Every form of the dictionary at `stem` that `lexicon` lacks: plain letters and apostrophes, no possessives.
  ///
  /// Empty where the files cannot be read or have rules that `AffixRules` does not know. Some 50 ms for en_US.
  static func read(stem: String, notIn lexicon: Lexicon) -> Lexicon {
    guard let rules = try? AffixRules(MappedFile.contents(of: stem + ".aff")), rules.isReadable,
      let words = try? MappedFile.contents(of: stem + ".dic")
    else { return Lexicon(words: []) }
    var found: [[UInt8]] = []
    for line in words.split(separator: 10).dropFirst() {
      let (word, flags) = parts(line)
      guard !word.isEmpty, word.count <= 40, !flags.contains(where: rules.hidden.contains) else { continue }
      for form in rules.forms(of: Array(word), flags: flags) where isProposed(form) && lexicon.find(form) == nil {
        found.append(form)
      }
    }
    found.sort { $0.lexicographicallyPrecedes($1) }
    // Several entries have some forms in common.
    let once = found.indices.filter { $0 == 0 || found[$0] != found[$0 - 1] }
    return Lexicon(words: once.map { found[$0] })
  }

  /// `word/flags`, and perhaps more behind white space.
  private static func parts(_ line: ArraySlice<UInt8>) -> (word: ArraySlice<UInt8>, flags: ArraySlice<UInt8>) {
    let entry = line.prefix { $0 > 32 }
    let word = entry.prefix { $0 != UInt8(ascii: "/") }
    return (word, entry.dropFirst(word.count + 1))
  }

  private static func isProposed(_ form: [UInt8]) -> Bool {
    form.count > 2 && form[0].isLetter && form.allSatisfy { $0.isLetter || $0 == UInt8(ascii: "'") }
      && !form.suffix(2).elementsEqual("'s".utf8)
  }
}
