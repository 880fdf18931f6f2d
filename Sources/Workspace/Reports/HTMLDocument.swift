import Documents
import Text

/// The text of one file as HTML, with marks for findings and tints for important sentences.
///
/// O(text + findings).
struct HTMLDocument {
  private let report: FileReport
  private let bytes: [UInt8]
  private let groups: [FindingGroup]
  private let highlights: [FileReport.Highlight]
  /// The number of a category in the whole report.
  private let categoryIndex: (String) -> Int
  /// What keeps the ids of several files apart.
  private let prefix: String
  private var nextGroup = 0
  private var nextHighlight = 0
  private(set) var html = HTMLBuffer()

  init(_ report: FileReport, prefix: String, categoryIndex: @escaping (String) -> Int) {
    self.report = report
    self.prefix = prefix
    self.categoryIndex = categoryIndex
    bytes = report.text.bytes
    groups = FindingGroup.groups(of: report)
    highlights = Self.disjoint(report, around: groups)
    let path = report.path.lowercased()
    let isMarkdown = path.hasSuffix(".md") || path.hasSuffix(".markdown")
    for block in TextBlocks(bytes, isMarkdown: isMarkdown).blocks { write(block) }
    writeInsertions(at: bytes.count)
  }

  // MARK: Blocks

  private mutating func write(_ block: TextBlock) {
    let end = bytes[block.range].lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? block.range.lowerBound
    let start = block.range.lowerBound + block.markerLength(in: bytes, end: end)
    html.markup("<p dir=\"auto\" class=\"b \(block.kind.attributes)>")
    if start > block.range.lowerBound {
      html.markup("<span class=\"m\">")
      writeSentences(block.range.lowerBound..<start)
      html.markup("</span>")
    }
    writeSentences(start..<end)
    html.markup("</p>")
    // Blank lines stand between the elements, where they take no room.
    writeSentences(end..<block.range.upperBound)
  }

  // MARK: Sentences

  /// Highlights that neither overlap nor begin or end inside a mark.
  private static func disjoint(_ report: FileReport, around groups: [FindingGroup]) -> [FileReport.Highlight] {
    var group = 0
    return report.highlights.reduce(into: []) { result, highlight in
      var range = report.clamped(highlight.range)
      while group < groups.count, groups[group].range.upperBound <= range.lowerBound { group += 1 }
      var index = group
      while index < groups.count, groups[index].range.lowerBound < range.upperBound {
        let mark = groups[index].range
        range = min(range.lowerBound, mark.lowerBound)..<max(range.upperBound, mark.upperBound)
        index += 1
      }
      let start = max(range.lowerBound, result.last?.range.upperBound ?? 0)
      if start < range.upperBound { result.append(.init(range: start..<range.upperBound, score: highlight.score)) }
    }
  }

  private mutating func writeSentences(_ range: Range<Int>) {
    var at = range.lowerBound
    while at < range.upperBound {
      while nextHighlight < highlights.count, highlights[nextHighlight].range.upperBound <= at { nextHighlight += 1 }
      let highlight = nextHighlight < highlights.count ? highlights[nextHighlight] : nil
      if let highlight, highlight.range.lowerBound <= at {
        let end = min(range.upperBound, highlight.range.upperBound)
        let strength = Int((min(max(highlight.score, 0), 1) * 100).rounded())
        html.markup("<span class=\"hl\" style=\"--s:\(strength)%\" title=\"Important: \(strength)%\">")
        writeMarks(at..<end)
        html.markup("</span>")
        at = end
      } else {
        let end = min(range.upperBound, highlight?.range.lowerBound ?? range.upperBound)
        writeMarks(at..<end)
        at = end
      }
    }
  }

  // MARK: Marks

  private mutating func writeMarks(_ range: Range<Int>) {
    var at = range.lowerBound
    while at < range.upperBound {
      writeInsertions(at: at)
      guard nextGroup < groups.count, groups[nextGroup].range.lowerBound < range.upperBound else { break }
      let mark = groups[nextGroup].range
      html.text(bytes[at..<max(at, mark.lowerBound)])
      at = max(at, mark.lowerBound)
      if mark.isEmpty { continue }
      let end = min(mark.upperBound, range.upperBound)
      writeMark(groups[nextGroup], at..<end)
      at = end
      if end == mark.upperBound { nextGroup += 1 }
    }
    html.text(bytes[at..<range.upperBound])
  }

  /// Writes marks that cover no text.
  private mutating func writeInsertions(at offset: Int) {
    while nextGroup < groups.count, groups[nextGroup].range.isEmpty, groups[nextGroup].range.lowerBound <= offset {
      writeMark(groups[nextGroup], offset..<offset)
      nextGroup += 1
    }
  }

  /// A mark that is cut by the end of a block is explained in its first piece only.
  private mutating func writeMark(_ group: FindingGroup, _ piece: Range<Int>) {
    guard let first = group.findings.first else { return }
    let category = categoryIndex(first.category)
    let style = "k\(category % HTMLStyle.colors) c\(category)\(piece.isEmpty ? " insertion" : "")"
    guard piece.lowerBound == group.range.lowerBound else {
      html.markup("<mark class=\"\(style)\">")
      html.text(bytes[piece])
      return html.markup("</mark>")
    }
    let id = "\(prefix)m\(nextGroup)"
    html.markup(
      "<mark class=\"\(style)\" id=\"\(id)\" data-c=\"\(category)\" tabindex=\"0\" aria-describedby=\"\(id)t\"")
    if let replacement = first.replacements.first {
      html.markup(" data-r=\"")
      html.text(replacement.text)
      html.markup("\"")
    }
    html.markup(">")
    html.text(bytes[piece])
    html.markup("<span class=\"tip\" role=\"tooltip\" id=\"\(id)t\">")
    for finding in group.findings { writeReason(finding) }
    html.markup("</span></mark>")
  }

  private mutating func writeReason(_ finding: Finding) {
    let position = report.position(at: finding.range.lowerBound)
    html.markup("<span class=\"why\"><span class=\"msg\">")
    html.text(finding.message)
    html.markup("</span>")
    if !finding.replacements.isEmpty {
      html.markup("<span class=\"alts\">")
      for replacement in finding.replacements.prefix(6) {
        html.markup("<span class=\"alt\">")
        html.text(replacement.text.isEmpty ? "(remove)" : replacement.text)
        html.markup("</span> ")
      }
      html.markup("</span>")
    }
    html.markup("<span class=\"meta\"><span class=\"sev \(finding.severity.name)\">\(finding.severity.name)</span> ")
    html.text(finding.code)
    let confidence = finding.confidence.isFinite ? Int((min(max(finding.confidence, 0), 1) * 100).rounded()) : 0
    html.markup(" · \(confidence)% sure · line \(position.line + 1):\(position.character + 1)</span></span>")
  }
}
