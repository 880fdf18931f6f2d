package import Documents
import Edits
import Support
import Text

/// A text in which every line is one sentence, as tools that score corrections want it: as many lines come out as went in.
///
/// Corpora often write marks apart from words ("Well , yes ."), and parts of words too ("do n't"). Such lines are read as people would write
/// them, and what is corrected in them is written in their own manner.
package struct SentenceLines: Sendable {
  /// The lines as paragraphs of a plain text, one blank line after each, written as people write: what is looked at.
  package let text: [UInt8]
  /// The same as it came, which is what is corrected.
  ///
  /// Its repaired form is what adapted findings refer to.
  package let source: [UInt8]
  /// Whether marks stand apart from words.
  package let isTokenised: Bool
  /// Of each line where it begins in `text`, where in the repaired source, and how the two belong together; in order.
  private let places: [(text: Int, source: Int, closed: ClosedUpText?)]

  /// O(bytes).
  package init(_ bytes: [UInt8]) {
    source = Array(Self.rows(bytes).joined(separator: Self.blankLine))
    isTokenised = Self.isTokenised(bytes)
    var (text, places): ([UInt8], [(text: Int, source: Int, closed: ClosedUpText?)]) = ([], [])
    var start = 0
    for row in Self.rows(UTF8Repair.repaired(bytes)) {
      if !places.isEmpty { text += Self.blankLine }
      let closed = isTokenised ? ClosedUpText(Array(row)) : nil
      places.append((text.count, start, closed))
      text += closed?.text ?? Array(row)
      start += row.count + Self.blankLine.count
    }
    (self.text, self.places) = (text, places)
  }

  /// The finding as it may be applied to the source; nil where it would break a line or join what stands apart.
  package func adapted(_ finding: Finding) -> Finding? {
    let isInLine = !text[finding.range.clamped(to: 0..<text.count)].contains(Self.lineFeed)
    guard isInLine, finding.replacements.first?.text.utf8.contains(Self.lineFeed) != true else { return nil }
    if isTokenised, Self.spacingRules.contains(finding.code) { return nil }
    return Finding(
      code: finding.code, severity: finding.severity, message: finding.message, range: sourceRange(finding.range),
      replacements: isTokenised
        ? finding.replacements.map { .init(text: Self.spaced($0.text), confidence: $0.confidence) }
        : finding.replacements,
      confidence: finding.confidence, isSafe: finding.isSafe)
  }

  /// The lines of a corrected source, without the blank ones between them.
  package func lines(of fixed: [UInt8]) -> [UInt8] {
    let all = Self.rows(fixed)
    return Array(stride(from: 0, to: all.count, by: 2).map { all[$0] }.joined(separator: [Self.lineFeed]))
  }

  /// Where a range of a line of `text` stands in the repaired source.
  ///
  /// O(log lines).
  private func sourceRange(_ range: Range<Int>) -> Range<Int> {
    let place = places[max(places.partitioningIndex { $0.text > range.lowerBound } - 1, 0)]
    let local = range.lowerBound - place.text..<range.upperBound - place.text
    let own = place.closed?.range(local) ?? local
    return own.lowerBound + place.source..<own.upperBound + place.source
  }

  private static func rows(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: lineFeed, omittingEmptySubsequences: false)
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let blankLine = [lineFeed, lineFeed]
  /// Rules about spaces, all of which tokenised text breaks.
  private static let spacingRules: Set<String> = [
    "punctuation.space-before", "punctuation.space-in-brackets", "punctuation.missing-space",
    "punctuation.repeated-space",
  ]

  /// Whether far more marks stand apart from the word before them than against it.
  ///
  /// A full stop counts at the end of a line alone: elsewhere it may be an abbreviation's.
  private static func isTokenised(_ bytes: [UInt8]) -> Bool {
    var (apart, against) = (0, 0)
    for at in bytes.indices.dropFirst() where isMark(bytes[at]) {
      let next = at + 1 < bytes.count ? bytes[at + 1] : lineFeed
      guard next == lineFeed || next == 0x0D || next == 0x20 && bytes[at] != UInt8(ascii: ".") else { continue }
      if bytes[at - 1] == 0x20 { apart += 1 } else if isLetter(bytes[at - 1]) { against += 1 }
    }
    return apart > 3 * against
  }

  /// A replacement with its last mark apart: "word," becomes "word ,".
  private static func spaced(_ text: String) -> String {
    var bytes = Array(text.utf8)
    guard let last = bytes.last, isMark(last), bytes.count > 1, isLetter(bytes[bytes.count - 2]) else { return text }
    bytes.insert(0x20, at: bytes.count - 1)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isMark(_ byte: UInt8) -> Bool { ",.;:!?".utf8.contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 || byte &- 48 < 10 }
}
