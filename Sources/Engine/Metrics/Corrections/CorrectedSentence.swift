/// A sentence with the corrections that annotators wanted, as M2 files have it.
package struct CorrectedSentence: Sendable, Equatable {
  /// The words and marks of the sentence.
  package let tokens: [String]
  /// The corrections of each annotator; one without any where all agree that nothing is wrong.
  package let annotations: [[GoldEdit]]

  package init(tokens: [String], annotations: [[GoldEdit]]) {
    (self.tokens, self.annotations) = (tokens, annotations)
  }

  /// The sentence with an annotator's corrections, the first of each where there are several.
  package func corrected(by annotator: Int) -> [String] {
    var result: [String] = []
    var next = 0
    for edit in annotations[annotator].sorted(by: { $0.tokens.lowerBound < $1.tokens.lowerBound }) {
      guard edit.tokens.lowerBound >= next else { continue }
      result += tokens[next..<edit.tokens.lowerBound]
      result += edit.corrections.first ?? []
      next = edit.tokens.upperBound
    }
    return result + tokens[next...]
  }

  /// Reads the M2 format: `S` and tokens, then `A start end|||type|||correction|||...|||annotator` lines, then a blank line.
  ///
  /// Lines that say something else are passed over. O(bytes).
  package static func m2(_ text: String) -> [CorrectedSentence] {
    var result: [CorrectedSentence] = []
    var block: [Substring] = []
    func close() {
      if let sentence = CorrectedSentence(m2: block) { result.append(sentence) }
      block = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty { close() } else { block.append(line) }
    }
    close()
    return result
  }

  private init?(m2 lines: [Substring]) {
    guard let first = lines.first, first.first == "S" else { return nil }
    tokens = first.dropFirst(2).split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let count = tokens.count
    var annotators: [(id: Int, edits: [GoldEdit])] = []
    for line in lines.dropFirst() where line.hasPrefix("A ") {
      guard let (id, edit) = Self.edit(line.dropFirst(2)) else { continue }
      let place = annotators.firstIndex { $0.id == id } ?? annotators.count
      if place == annotators.count { annotators.append((id, [])) }
      if let edit, edit.tokens.upperBound <= count { annotators[place].edits.append(edit) }
    }
    annotations = annotators.isEmpty ? [[]] : annotators.map(\.edits)
  }

  /// The annotator and the correction of a line; no correction where the annotator found nothing.
  private static func edit(_ line: Substring) -> (annotator: Int, edit: GoldEdit?)? {
    let parts = line.components(separatedBy: "|||")
    guard parts.count > 3, let annotator = parts.last.flatMap({ Int($0) }) else { return nil }
    let bounds = parts[0].split(separator: " ").compactMap { Int($0) }
    guard bounds.count == 2 else { return nil }
    if parts[1] == "noop" || parts[1] == "UNK" || bounds[0] < 0 || bounds[1] < bounds[0] { return (annotator, nil) }
    let corrections = parts[2].components(separatedBy: "||").map { correction in
      correction == "-NONE-" ? [] : correction.split(separator: " ").map(String.init)
    }
    return (
      annotator, GoldEdit(tokens: bounds[0]..<bounds[1], corrections: corrections, type: String(parts[1]))
    )
  }
}

extension StringProtocol {
  /// The parts between occurrences of a separator, empty ones too.
  fileprivate func components(separatedBy separator: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = Substring(self)
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return parts + [rest]
  }
}
