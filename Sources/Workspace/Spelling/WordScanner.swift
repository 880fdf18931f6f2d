/// Finds the words of a sentence that can be misspelled: code, addresses, file names, numbers and other scripts are
/// left out.
///
/// A token is what lies between white space. One with a sign of code in it is left out as a whole; the others fall into
/// words at punctuation and hyphens.
struct WordScanner {
  /// A word, or a part of a hyphenated one.
  struct Word {
    /// Bytes of the sentence, without apostrophes at the ends.
    let range: Range<Int>
    let shape: WordShape
    /// Whether a sentence or a quoted one starts with it, so that a capital says nothing.
    let isFirst: Bool
    /// Whether an apostrophe at one end stands for letters that are left out: goin', 'twas.
    let isElided: Bool
    /// Whether a full stop follows with more of the sentence after it.
    let isAbbreviated: Bool
    /// Whether bytes must be changed to get the spelling: soft hyphens, curly apostrophes.
    let isDecorated: Bool
    /// Whether it stands in quotes alone: the talk is of the word.
    let isMentioned: Bool
    /// Whether a hyphen joins it to something with a capital, as in Chen-chung.
    let isBesideName: Bool
  }

  private let text: [UInt8]
  private let classes: [CharacterClass]

  init(_ text: [UInt8], literals: [Range<Int>]) {
    self.text = text
    classes = CharacterClass.classify(text, literals: literals)
  }

  /// Calls `body` for each word, in order.
  ///
  /// O(n).
  func forEach(_ body: (Word) -> Void) {
    var at = 0
    var isFirst = true
    while at < classes.count {
      if classes[at] == .space {
        at += 1
        continue
      }
      let end = classes[at...].firstIndex(of: .space) ?? classes.count
      scan(token: trimmed(at..<end), isFirst: isFirst, body)
      isFirst = (isFirst && !classes[at..<end].contains(where: \.isWord)) || endsClause(at..<end)
      at = end
    }
  }

  /// The spelling of a word: straight apostrophes, nothing invisible.
  func spelling(of word: Word) -> [UInt8] {
    guard word.isDecorated else { return Array(text[word.range]) }
    var bytes: [UInt8] = []
    var at = word.range.lowerBound
    while at < word.range.upperBound {
      let length = CharacterClass.decode(text, at).length
      if classes[at] == .apostrophe { bytes.append(UInt8(ascii: "'")) }
      if classes[at].isWord { bytes += text[at..<at + length] }
      at += length
    }
    return bytes
  }

  /// Takes the marks of emphasis away that plain text puts around words.
  private func trimmed(_ token: Range<Int>) -> Range<Int> {
    func isEmphasis(_ i: Int) -> Bool { text[i] == UInt8(ascii: "*") || text[i] == UInt8(ascii: "_") }
    var (start, end) = (token.lowerBound, token.upperBound)
    while start < end, isEmphasis(start) { start += 1 }
    while start < end, isEmphasis(end - 1) { end -= 1 }
    return start..<end
  }

  /// Whether a new clause may start with a capital after this token.
  private func endsClause(_ token: Range<Int>) -> Bool {
    let last = token.last {
      classes[$0] != .separator || text[$0] == UInt8(ascii: "!") || text[$0] == UInt8(ascii: "?")
    }
    return last.map { [.dot, .colon, .separator].contains(classes[$0]) } ?? false
  }

  private func scan(token: Range<Int>, isFirst: Bool, _ body: (Word) -> Void) {
    guard !token.isEmpty, !isTechnical(token) else { return }
    let startsSentence = isFirst
    var isFirst = isFirst
    var at = token.lowerBound
    while at < token.upperBound {
      guard classes[at].isInWord else {
        at += 1
        continue
      }
      let end = endOfPart(at, in: token)
      if let word = word(at..<max(end, at + 1), in: token, isFirst: isFirst, startsSentence: startsSentence) {
        body(word)
        isFirst = false
      }
      at = max(end, at + 1)
    }
  }

  /// Where the part of a hyphenated word that starts at `at` ends.
  private func endOfPart(_ at: Int, in token: Range<Int>) -> Int {
    classes[at..<token.upperBound].firstIndex { !$0.isInWord || $0 == .hyphen } ?? token.upperBound
  }

  /// Whether quotes stand around `range` and nothing else in its token, but for a comma or a full stop.
  private func isMentioned(_ range: Range<Int>, in token: Range<Int>) -> Bool {
    guard token.lowerBound < range.lowerBound, range.upperBound < token.upperBound else { return false }
    let outside = [token.lowerBound..<range.lowerBound, range.upperBound..<token.upperBound]
    return outside.allSatisfy { side in
      classes[side].allSatisfy { !$0.isWord } && side.contains { isQuote($0) }
    }
  }

  /// Straight and curly quotes, and guillemets.
  private func isQuote(_ at: Int) -> Bool {
    let (scalar, _) = CharacterClass.decode(text, at)
    return [0x22, 0x27, 0xAB, 0xBB].contains(scalar) || (0x2018...0x201F).contains(scalar)
  }

  /// Whether another part of a hyphenated token has a capital that the start of a sentence does not explain.
  private func isBesideName(_ range: Range<Int>, in token: Range<Int>, startsSentence: Bool) -> Bool {
    guard classes[token].contains(.hyphen) else { return false }
    let explained = startsSentence ? token.first { classes[$0].isWord } : nil
    return token.contains { classes[$0] == .capitalLetter && !range.contains($0) && $0 != explained }
  }

  /// Whether a token looks like code, an address, a path, an option, a version or a file name.
  private func isTechnical(_ token: Range<Int>) -> Bool {
    if classes[token.lowerBound] == .hyphen { return true }
    for i in token where classes[i] == .technical || classes[i] == .dot || classes[i] == .colon {
      if classes[i] == .technical { return true }
      let isLast = i + 1 == token.upperBound
      let isEllipsis = i > token.lowerBound && classes[i - 1] == .dot || !isLast && classes[i + 1] == .dot
      if !isLast, !isEllipsis, classes[i + 1].isWord || classes[i + 1] == .hyphen || classes[i + 1] == classes[i] {
        return true
      }
    }
    // A hyphen beside a digit: aarch64-linux, 2-ary.
    if classes[token].contains(.digit), classes[token].contains(.hyphen), isNumbered(token) { return true }
    // A call: name().
    return zip(token, token.dropFirst()).contains { text[$0] == UInt8(ascii: "(") && text[$1] == UInt8(ascii: ")") }
  }

  /// Whether one of the parts of a hyphenated token has letters and digits, or the first is a number before a short ending.
  private func isNumbered(_ token: Range<Int>) -> Bool {
    let parts = classes[token].split(separator: .hyphen)
    let isMixed = parts.contains { $0.contains(.digit) && ($0.contains(.smallLetter) || $0.contains(.capitalLetter)) }
    return isMixed || parts.count == 2 && parts[0].allSatisfy { $0 == .digit } && parts[1].count <= 3
  }

  private func word(_ run: Range<Int>, in token: Range<Int>, isFirst: Bool, startsSentence: Bool) -> Word? {
    var (start, end) = (run.lowerBound, run.upperBound)
    while start < end, !classes[start].isWord { start += 1 }
    while start < end, !classes[end - 1].isWord { end -= 1 }
    guard end - start > 1 else { return nil }
    var (small, capitals, inner, isDecorated) = (0, 0, 0, false)
    for i in start..<end {
      switch classes[i] {
      case .smallLetter: small += 1
      case .capitalLetter:
        capitals += 1
        if i > start, text[i] < 0x80 || text[i] & 0xC0 == 0xC0 { inner += 1 }
      case .apostrophe: isDecorated = isDecorated || text[i] >= 0x80
      case .invisible: isDecorated = true
      default: return nil
      }
    }
    let leads = start > run.lowerBound
    let trails = end < run.upperBound
    return Word(
      range: start..<end, shape: shape(start..<end, capitals: capitals, small: small, inner: inner), isFirst: isFirst,
      isElided: leads != trails && (leads || text[end - 1] == UInt8(ascii: "n")),
      isAbbreviated: end < token.upperBound && classes[end] == .dot && continues(after: end + 1),
      isDecorated: isDecorated, isMentioned: isMentioned(start..<end, in: token),
      isBesideName: isBesideName(start..<end, in: token, startsSentence: startsSentence))
  }

  private func shape(_ range: Range<Int>, capitals: Int, small: Int, inner: Int) -> WordShape {
    if capitals == 0 { return .small }
    if small == 0 { return .capitals }
    if inner == 0 { return .capitalised }
    let isPlural = small == 1 && text[range.upperBound - 1] == UInt8(ascii: "s")
    return isPlural ? .capitals : .mixed
  }

  /// Whether the sentence goes on after a full stop: a comma follows, small letters or digits, perhaps behind a bracket.
  private func continues(after position: Int) -> Bool {
    for i in position..<max(position, classes.count) {
      switch classes[i] {
      case .smallLetter, .digit, .colon: return true
      case .space: continue
      case .separator where text[i] == UInt8(ascii: ",") || text[i] == UInt8(ascii: ";"): return true
      // Quotes and brackets say nothing; other signs, emoji above all, stand between sentences.
      case .separator where text[i] < 0x80: continue
      default: return false
      }
    }
    return false
  }
}

extension CharacterClass {
  /// Letters and digits of every script.
  fileprivate var isWord: Bool {
    self == .smallLetter || self == .capitalLetter || self == .digit || self == .foreign
  }
  /// What may stand between the first and the last letter of a word.
  fileprivate var isInWord: Bool { isWord || self == .apostrophe || self == .hyphen || self == .invisible }
}
