import Documents
import Edits
import Rules
import Spelling
import Store
import Text

/// Turns what was found in sentences into findings of the document, as its policy wants them.
struct FindingReader {
  let snapshot: DocumentSnapshot
  let policy: FindingPolicy
  /// A word that may not be finished.
  let typing: Range<Int>?
  let names: DocumentEntities?
  /// The last word before the caret and what follows it, where somebody is just writing.
  private let writing: Range<Int>?
  private let suppressions: Suppressions

  init(
    snapshot: DocumentSnapshot, policy: FindingPolicy, typing: Range<Int>?, caret: Int?, names: DocumentEntities?
  ) {
    self.snapshot = snapshot
    self.policy = policy
    self.typing = typing
    self.names = names
    writing = (caret ?? typing?.upperBound).map { Self.lastWord(before: $0, in: snapshot.rope) }
    suppressions = Suppressions(snapshot, codes: FindingCatalogue.codes)
  }

  /// The unknown words of a sentence.
  func spellings(
    _ analysed: AnalysedSentence, _ index: Int, checker: SpellChecker, vocabulary: DocumentVocabulary
  ) -> [SourcedFinding] {
    guard let spelling = analysed.spelling, let severity = policy.severity(SpellingFinding.code, .warning) else {
      return []
    }
    let unknown = checker.findings(in: spelling, vocabulary: vocabulary, wordLists: policy.wordLists)
    return unknown.compactMap { word in
      if !policy.words.isEmpty, policy.words.contains(word.word.lowercased()) { return nil }
      if let names, names.isName(word, inSentence: index) { return nil }
      let finding = Finding(
        code: SpellingFinding.code, severity: severity, message: word.message,
        range: snapshot.sourceRange(word.range, inSentence: index), replacements: [], confidence: word.confidence,
        isSafe: false)
      guard isWanted(finding) else { return nil }
      let located = LocatedFinding(
        finding: finding, sentence: index, dismissal: analysed.dismissal(of: word), word: word.word,
        context: word.context)
      return SourcedFinding(located: located, source: .spelling)
    }
  }

  /// What rules or the model say about a sentence, whether it `isShown` or not.
  func findings(
    _ found: [SentenceFinding], from source: FindingSource, _ analysed: AnalysedSentence, _ index: Int
  ) -> [SourcedFinding] {
    let prose = snapshot.sentence(at: index).text
    return found.compactMap { found in
      guard let severity = policy.severity(found.code, found.severity) else { return nil }
      if source == .model, names?.names(inSentence: index).contains(where: { $0.range.overlaps(found.range) }) == true {
        return nil
      }
      if source == .model, found.code == Self.misspelt, isAdded(prose[found.range.clamped(to: 0..<prose.count)]) {
        return nil
      }
      if source == .model, found.code == CapitalisedTerms.code, isInterjected(found.range, of: prose, index) {
        return nil
      }
      if analysed.isForeign(found.range), source == .model || found.code.hasPrefix("grammar.") { return nil }
      let located = LocatedFinding(
        finding: finding(found, severity, index, prose), sentence: index,
        dismissal: analysed.dismissal(of: found, in: prose), word: nil,
        context: .none)
      return SourcedFinding(located: located, source: source)
    }
  }

  /// The brackets and quotation marks that no sentence of their block pairs.
  func unpaired(_ left: [(sentence: Int, marks: UnpairedMarks)]) -> [(sentence: Int, finding: SentenceFinding)] {
    var found: [(sentence: Int, finding: SentenceFinding)] = []
    var rest = left[...]
    while let first = rest.first {
      let block = snapshot.blockIndex(ofSentence: first.sentence)
      let sentences = snapshot.blocks[block].sentences
      let own = rest.prefix { $0.sentence < sentences.upperBound }
      rest = rest.dropFirst(own.count)
      found += UnpairedMarks.unpaired(in: Array(own), isContinued: startsWithQuote(block + 1))
    }
    return found
  }

  /// Remarks that say nothing.
  func remarks() -> [SourcedFinding] {
    let description = FindingCatalogue.remark
    guard !suppressions.unknown.isEmpty, let severity = policy.severity(description.code, description.severity) else {
      return []
    }
    return suppressions.unknown.map { word, isRule, range in
      let message =
        isRule ? "There is no rule “\(word)”" : "A remark to Stet is off, on or off-line, not “\(word)”"
      let finding = Finding(
        code: description.code, severity: severity, message: message, range: range, replacements: [], confidence: 1,
        isSafe: false)
      let dismissal = Dismissal(
        sentence: ContentHash([]), code: description.code, flagged: ContentHash(Array(word.utf8)))
      let located = LocatedFinding(finding: finding, sentence: 0, dismissal: dismissal, word: nil, context: .none)
      return SourcedFinding(located: located, source: .rule)
    }
  }

  /// The code of words that the model calls misspelt.
  private static let misspelt = "grammar." + EditCategory.spelling.rawValue

  /// Whether somebody has said that a word is right.
  private func isAdded(_ word: ArraySlice<UInt8>) -> Bool {
    let word = String(decoding: word, as: UTF8.self)
    return policy.words.contains(word.lowercased()) || policy.wordLists.contains { $0.contains(word) }
  }

  private func startsWithQuote(_ block: Int) -> Bool {
    guard block < snapshot.blocks.endIndex else { return false }
    let prose = snapshot.blocks[block].prose
    return prose.first == 0x22 || prose.starts(with: "“".utf8)
  }

  /// Whether a small letter begins a sentence behind a cry or a question: older prose goes on with it (“But alas! the harness was old”).
  private func isInterjected(_ range: Range<Int>, of prose: [UInt8], _ sentence: Int) -> Bool {
    let isFirst = prose[..<range.lowerBound].allSatisfy { !($0 | 32 >= 97 && $0 | 32 <= 122) }
    guard isFirst, sentence > snapshot.blocks[snapshot.blockIndex(ofSentence: sentence)].sentences.lowerBound else {
      return false
    }
    let before = snapshot.sentence(at: sentence - 1).text.last { $0 < 0x80 && $0 != 0x20 && $0 != 0x22 && $0 != 0x27 }
    return before == UInt8(ascii: "!") || before == UInt8(ascii: "?")
  }

  /// Whether nothing about the moment or the document hides a finding: that somebody is just writing there, or a remark.
  func isShown(_ found: SourcedFinding) -> Bool {
    isWanted(found.located.finding) && (found.source != .model || !isUnfinished(found.located.finding.range))
  }

  private func isWanted(_ finding: Finding) -> Bool {
    if let typing, finding.range.contains(typing.upperBound - 1) { return false }
    return !suppressions.cover(finding.range, code: finding.code)
  }

  /// Whether a correction concerns what is just being written: the word in the making, what is missing behind it, and what is
  /// missing at the end of what has been written so far.
  private func isUnfinished(_ range: Range<Int>) -> Bool {
    guard let writing else { return false }
    return range.lowerBound <= writing.upperBound && writing.lowerBound <= range.upperBound
  }

  /// The word before or around a place, with the spaces between them; empty behind a mark or a line break.
  private static func lastWord(before place: Int, in rope: Rope) -> Range<Int> {
    let caret = min(place, rope.count)
    let before = rope.bytes(in: max(0, caret - 64)..<caret)
    let rest = before.reversed().drop { $0 == 0x20 }.drop { isPartOfWord($0) }
    let after = rope.bytes(in: caret..<min(caret + 64, rope.count)).prefix { isPartOfWord($0) }
    return caret - (before.count - rest.count)..<caret + after.count
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == 0x27 || byte == 0x2D || (byte | 0x20) &- 97 < 26 || byte &- 48 < 10
  }

  /// A finding in source bytes; without replacements where markup lies within, which they would take away.
  private func finding(_ found: SentenceFinding, _ severity: Severity, _ index: Int, _ prose: [UInt8]) -> Finding {
    let range = snapshot.sourceRange(found.range, inSentence: index)
    let flagged = prose[found.range.clamped(to: 0..<prose.count)]
    let isPlain = Self.isSame(flagged, snapshot.rope.bytes(in: range))
    return Finding(
      code: found.code, severity: severity, message: found.message, range: range,
      replacements: isPlain ? found.replacements : [], confidence: found.confidence, isSafe: isPlain && found.isSafe)
  }

  /// Whether prose and source differ at most in white space and the marks of quoted lines.
  private static func isSame(_ prose: some Sequence<UInt8>, _ source: [UInt8]) -> Bool {
    let isBetween: (UInt8) -> Bool = { $0 <= 0x20 || $0 == 0x3E }
    return prose.lazy.filter { !isBetween($0) }.elementsEqual(source.lazy.filter { !isBetween($0) })
  }
}

extension DocumentEntities {
  /// Whether an unknown word is part of a name that the model is surer of than the dictionary of the slip.
  fileprivate func isName(_ spelling: SpellingFinding, inSentence index: Int) -> Bool {
    names(inSentence: index).contains { name in
      EntityType.names.contains(name.label) && name.range.overlaps(spelling.range)
        && Double(name.confidence) >= spelling.confidence
    }
  }
}
