package import Datasets

/// A person's notes in two parts: what a language model learns, and what it is measured on.
package struct AdaptationText: Sendable {
  package let training: ProseText
  /// About a tenth, spread over all notes.
  package let heldOut: ProseText

  /// Fewer words than this say nothing about a person.
  package static let fewestWords = 300
  /// A passage has as many words, or ends with the document.
  private static let passageWords = 150

  /// Cuts the notes between paragraphs into passages and holds every tenth back, one at least.
  ///
  /// - Parameter documents: each the paragraphs of a document, without markup and line breaks.
  /// - Throws: `FineTuningError` `training-text` for too little text.
  package init(_ documents: [[[UInt8]]]) throws {
    let passages = documents.map(Self.passages)
    let count = passages.reduce(0) { $0 + $1.count }
    let words = documents.joined().reduce(0) { $0 + Self.words(in: $1) }
    guard words >= Self.fewestWords, count > 1 else { throw FineTuningError.littleText(words: words) }
    let step = min(10, count)
    var (training, heldOut, number) = ([[UInt8]](), [[UInt8]](), 0)
    for document in passages {
      var isGoingOn = false
      for passage in document {
        let isHeldOut = number % step == step / 2
        if isHeldOut {
          heldOut.append(passage)
        } else if isGoingOn {
          training[training.count - 1] += [0x0A] + passage
        } else {
          training.append(passage)
        }
        (isGoingOn, number) = (!isHeldOut, number + 1)
      }
    }
    (self.training, self.heldOut) = (ProseText(documents: training), ProseText(documents: heldOut))
  }

  /// The passages of a document, paragraphs on lines.
  private static func passages(of document: [[UInt8]]) -> [[UInt8]] {
    var (passages, open, count) = ([[UInt8]](), [[UInt8]](), 0)
    for paragraph in document {
      open.append(paragraph)
      count += words(in: paragraph)
      guard count >= passageWords else { continue }
      passages.append(Array(open.joined(separator: [0x0A])))
      (open, count) = ([], 0)
    }
    return open.isEmpty ? passages : passages + [Array(open.joined(separator: [0x0A]))]
  }

  private static func words(in paragraph: [UInt8]) -> Int {
    paragraph.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.count
  }
}
