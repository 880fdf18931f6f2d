import Foundation
import Support

extension SpellChecker {
  /// Unknown words that are no mistakes, whatever the document.
  func isLeftAlone(_ word: WordScanner.Word, _ spelling: [UInt8]) -> Bool {
    if spelling.count <= 2 || word.isAbbreviated && spelling.count <= 5 { return true }
    if word.isElided, spelling.count <= 5 || knows(String(decoding: spelling, as: UTF8.self) + "g") { return true }
    // Accents in an unknown word: it is of another language.
    if spelling.contains(where: { $0 >= 0x80 }) { return true }
    return Self.isRoman(spelling) || Self.isDrawnOut(spelling) || isAcronym(spelling)
  }

  /// An acronym in small letters: the dictionary has HTML, but neither html nor Html.
  private func isAcronym(_ spelling: [UInt8]) -> Bool {
    guard spelling.count <= 5, spelling.allSatisfy({ $0.isLetter && !$0.isCapital }) else { return false }
    let capitals = spelling.map { $0 & ~32 }
    return words.isListed(capitals) && !words.isListed([capitals[0]] + spelling.dropFirst())
  }

  /// An unknown word with how likely it is a slip; nil when nobody asks.
  ///
  /// Inside a sentence a word with a capital is a name.
  func candidate(
    _ word: WordScanner.Word, _ spelling: [UInt8], in sentence: [UInt8]
  ) -> SpellingAnalysis.Candidate? {
    let text = String(decoding: spelling, as: UTF8.self)
    let isName = word.shape == .capitalised && !word.isFirst
    var slip = 0.0
    if !isName {
      switch suggester.reading(of: text) {
      case .compound: return nil
      case .slip(let meant):
        // A name at the start of a sentence is like many another name.
        if word.shape == .small || knows(meant.text.lowercased()) { slip = Self.likelihood(meant) }
      case .unlike: break
      }
    }
    if word.isMentioned, slip == 0 { return nil }
    if word.isBesideName, slip < Self.sureSlip { return nil }
    return SpellingAnalysis.Candidate(
      range: word.range, word: text, shape: word.shape, isFirst: word.isFirst, slip: UInt8(255 * min(slip, 1)),
      context: classes?.context(of: word.range, in: sentence) ?? .none)
  }

  /// How likely a slip is one, rather than a term that happens to be near: the less the costlier.
  private static func likelihood(_ slip: Suggestion) -> Double {
    slip.confidence * (1 - 0.4 * Double(max(0, slip.cost - 0.4)))
  }

  /// How sure it is that a candidate is wrong; nil when it should stand.
  ///
  /// - Parameter isAmongForeign: whether it stands beside a word that is probably of another language.
  static func confidence(
    _ candidate: SpellingAnalysis.Candidate, _ vocabulary: DocumentVocabulary,
    isAmongForeign: @autoclosure () -> Bool
  ) -> Double? {
    let slip = Double(candidate.slip) / 255
    let occurrences = vocabulary.occurrences(of: candidate.key)
    let isRepeated = occurrences >= 3
    let isName = vocabulary.namings(of: candidate.key) > 0
    if candidate.shape == .capitalised {
      // Only at the start of a sentence, where the capital says nothing, may it be a mistake.
      return candidate.isFirst && slip > 0 && !isRepeated && !isName ? 0.8 * slip : nil
    }
    if slip >= (occurrences >= 8 ? verySureSlip : isRepeated ? sureSlip : 0.01) { return 0.5 + 0.5 * slip }
    return isRepeated || isName || candidate.word.utf8.count <= 3 || isAmongForeign() ? nil : 0.5
  }

  /// From here on a slip is one even beside a name or where it repeats, and where it repeats often.
  private static let (sureSlip, verySureSlip) = (0.9, 0.97)

  /// Whether the word beside candidate `i` is unknown and like no English word either.
  static func isAmongForeign(_ candidates: [SpellingAnalysis.Candidate], _ i: Int) -> Bool {
    [i - 1, i + 1].contains { other in
      guard candidates.indices.contains(other) else { return false }
      let (a, b) = (candidates[min(i, other)].range, candidates[max(i, other)].range)
      return b.lowerBound - a.upperBound <= 2 && candidates[other].slip == 0
    }
  }

  /// A Roman numeral in small letters.
  private static func isRoman(_ word: [UInt8]) -> Bool {
    guard word.allSatisfy({ "ivxlcdm".utf8.contains($0.small) }) else { return false }
    var rest = String(decoding: word, as: UTF8.self).lowercased()[...]
    for forms in romanDigits {
      if let form = forms.first(where: { rest.hasPrefix($0) }) { rest.removeFirst(form.utf8.count) }
    }
    return rest.isEmpty
  }

  /// How each decimal place is written, longest first where one begins another.
  private static let romanDigits: [[String]] = [
    ["mmm", "mm", "m"], ["cm", "cd", "dccc", "dcc", "dc", "d", "ccc", "cc", "c"],
    ["xc", "xl", "lxxx", "lxx", "lx", "l", "xxx", "xx", "x"], ["ix", "iv", "viii", "vii", "vi", "v", "iii", "ii", "i"],
  ]

  /// The same letter three times: aaargh, sooo, www.
  private static func isDrawnOut(_ word: [UInt8]) -> Bool {
    var run = 1
    for (before, letter) in zip(word, word.dropFirst()) {
      run = letter == before ? run + 1 : 1
      if run == 3 { return true }
    }
    return false
  }

  /// Raised with every change of what `analyze` gives.
  private static let version = 4

  /// Names the dictionary by size and date, the built-in lexicon by its length, the analysis by its version.
  static func fingerprint(_ stem: String) throws -> String {
    let parts = try [".aff", ".dic"].map { suffix in
      var status = stat()
      guard stat(stem + suffix, &status) == 0 else { throw SpellingError.unreadableDictionary(stem + suffix) }
      return "\(status.st_size)-\(status.st_mtim.tv_sec)"
    }
    return "\(stem):\(parts.joined(separator: ":")):\(Lexicon.packed.utf8CodeUnitCount):\(version)"
  }
}

extension Suggestion {
  /// Adds `extra` to the scores and sorts anew; confidences are scaled so that their sum stays.
  static func reranked(_ suggestions: [Suggestion], by extra: [Double]) -> [Suggestion] {
    guard extra.count == suggestions.count, !suggestions.isEmpty else { return suggestions }
    let weights = zip(suggestions, extra).map { $0.confidence * exp($1) }
    let (old, new) = (suggestions.reduce(0) { $0 + $1.confidence }, weights.reduce(0, +))
    guard new > 0, new.isFinite else { return suggestions }
    return zip(suggestions, weights).map {
      Suggestion(text: $0.text, confidence: $1 * old / new, score: $0.score, cost: $0.cost)
    }
    .sorted { $0.confidence > $1.confidence }
  }
}
