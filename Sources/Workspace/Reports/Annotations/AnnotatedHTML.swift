import Text

/// The source of one text as HTML, its sentences in elements that carry what the model says.
///
/// Marks of several layers may overlap in any way: a sentence is cut at every end of a mark, and each piece says which marks cover it.
/// O(text + marks).
struct AnnotatedHTML {
  private let text: AnnotatedText
  private let bytes: [UInt8]
  private var nextSentence = 0
  /// By layer, the labels of the sentence before in the same block.
  private var shownLabels: [Int: [String]] = [:]
  private(set) var html = HTMLBuffer()

  /// A mark with where it comes from.
  private struct Piece {
    let layer: Int
    let label: Int
    let mark: AnnotatedText.Mark
  }

  init(_ text: AnnotatedText) {
    self.text = text
    bytes = text.text.bytes
    let path = (text.path ?? "stdin.md").lowercased()
    let isMarkdown = path.hasSuffix(".md") || path.hasSuffix(".markdown")
    for block in TextBlocks(bytes, isMarkdown: isMarkdown).blocks { write(block) }
  }

  private mutating func write(_ block: TextBlock) {
    let end = bytes[block.range].lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? block.range.lowerBound
    let start = block.range.lowerBound + block.markerLength(in: bytes, end: end)
    shownLabels = [:]
    html.markup("<p dir=\"auto\" class=\"b \(block.kind.attributes)>")
    if start > block.range.lowerBound {
      html.markup("<span class=\"m\">")
      html.text(bytes[block.range.lowerBound..<start])
      html.markup("</span>")
    }
    writeSentences(start..<max(start, end))
    html.markup("</p>")
    html.text(bytes[max(start, end)..<block.range.upperBound])
  }

  private mutating func writeSentences(_ range: Range<Int>) {
    var at = range.lowerBound
    while nextSentence < text.sentences.count, text.sentences[nextSentence].range.upperBound <= at { nextSentence += 1 }
    while nextSentence < text.sentences.count, text.sentences[nextSentence].range.lowerBound < range.upperBound {
      let sentence = text.sentences[nextSentence]
      let part = sentence.range.clamped(to: at..<range.upperBound)
      html.text(bytes[at..<part.lowerBound])
      write(sentence, part)
      at = part.upperBound
      // The rest of a sentence that a block ends in comes with the next block.
      if sentence.range.upperBound > range.upperBound { break }
      nextSentence += 1
    }
    html.text(bytes[at..<range.upperBound])
  }

  // MARK: Sentences

  private mutating func write(_ sentence: AnnotatedText.Sentence, _ part: Range<Int>) {
    var classes = "s"
    var style = ""
    var titles: [String] = []
    var tags = HTMLBuffer()
    for (index, (layer, value)) in zip(text.layers, sentence.values).enumerated() {
      switch value {
      case .marks: break
      case .score(let score):
        let percent = Int((min(max(score, 0), 1) * 100).rounded())
        classes += " v\(index)"
        style = " style=\"--s:\(percent)%\""
        titles.append("\(layer.name) \(percent)%")
      case .labels(let labels, let scores):
        // Said where it begins, not at every sentence.
        let isNews =
          part.lowerBound == sentence.range.lowerBound && shownLabels.updateValue(labels, forKey: index) != labels
        for label in labels where isNews {
          let place = layer.labels.firstIndex(of: label) ?? 0
          tags.markup("<span class=\"tag g\(index) k\(place % AnnotationStyle.colors)\">")
          tags.text(label)
          tags.markup("</span>")
        }
        for label in labels {
          let place = layer.labels.firstIndex(of: label) ?? 0
          let score = scores.indices.contains(place) ? scores[place] : 0
          titles.append("\(label) \(Int((score * 100).rounded()))%")
        }
      }
    }
    html.append(tags.bytes)
    html.markup("<span class=\"\(classes)\"\(style)")
    if !titles.isEmpty {
      html.markup(" title=\"")
      html.text(titles.joined(separator: ", "))
      html.markup("\"")
    }
    html.markup(">")
    writeMarks(pieces(of: sentence), part)
    html.markup("</span>")
  }

  private func pieces(of sentence: AnnotatedText.Sentence) -> [Piece] {
    sentence.values.enumerated().flatMap { layer, value -> [Piece] in
      guard case .marks(let marks) = value else { return [] }
      return marks.map { mark in
        Piece(layer: layer, label: text.layers[layer].labels.firstIndex(of: mark.label) ?? 0, mark: mark)
      }
    }
  }

  private mutating func writeMarks(_ pieces: [Piece], _ part: Range<Int>) {
    let ends = pieces.flatMap { [$0.mark.range.lowerBound, $0.mark.range.upperBound] }
    let cuts = Set(ends + [part.lowerBound, part.upperBound]).filter { part.contains($0) || $0 == part.upperBound }
      .sorted()
    for (from, to) in zip(cuts, cuts.dropFirst()) {
      let covering = pieces.filter { $0.mark.range.lowerBound <= from && to <= $0.mark.range.upperBound }
      write(from..<to, covering)
    }
  }

  /// A piece of text inside one element for each mark that covers it.
  private mutating func write(_ range: Range<Int>, _ covering: [Piece]) {
    for piece in covering {
      let isStart = piece.mark.range.lowerBound == range.lowerBound
      let isEnd = piece.mark.range.upperBound == range.upperBound
      let layer = text.layers[piece.layer]
      let kind = layer.kind == .words ? "w" : layer.labels.count > 1 ? "e" : "u"
      html.markup("<span class=\"\(kind) l\(piece.layer) t\(piece.layer)-\(piece.label)")
      html.markup(" k\(piece.label % AnnotationStyle.colors)\(isStart ? " from" : "")\(isEnd ? " to" : "")\"")
      if isEnd, kind != "u" {
        html.markup(" data-t=\"")
        html.text(piece.mark.label)
        html.markup("\"")
      }
      if kind != "w" {
        html.markup(" title=\"")
        html.text("\(piece.mark.label) \(Int((piece.mark.confidence * 100).rounded()))%")
        html.markup("\"")
      }
      html.markup(">")
    }
    html.text(bytes[range])
    for _ in covering { html.markup("</span>") }
  }
}
