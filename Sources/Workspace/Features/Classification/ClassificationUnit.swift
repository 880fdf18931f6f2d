package import Documents
import Text

/// What gets labels of its own when a document is classified.
package enum ClassificationUnit: String, Sendable, CaseIterable {
  /// The document as a whole.
  case document
  /// A paragraph, heading, list item or quotation.
  case paragraph
  case sentence
  /// A line of the source as it is, whatever markup it holds; an empty line too.
  case line
}

/// A text that is classified.
package struct ClassifiableText: Sendable, Equatable {
  /// Its source bytes.
  package let range: Range<Int>
  /// Without markup, unless it is a line; UTF-8.
  package let text: [UInt8]
  /// Where `text` may be divided when it is too long for the model, ascending.
  let joints: [Int]

  init(range: Range<Int>, text: [UInt8], joints: [Int] = []) {
    (self.range, self.text, self.joints) = (range, text, joints)
  }
}

extension DocumentSnapshot {
  /// The texts that get labels, in order; a document has one whatever is in it.
  package func texts(by unit: ClassificationUnit) -> [ClassifiableText] {
    switch unit {
    case .document: [joined(0..<sentenceCount, range: 0..<rope.count)]
    case .paragraph: blocks.filter { !$0.sentences.isEmpty }.map { joined($0.sentences, range: $0.range) }
    case .sentence:
      (0..<sentenceCount).map { ClassifiableText(range: sourceRange(ofSentence: $0), text: sentence(at: $0).text) }
    case .line: lines
    }
  }

  private func joined(_ sentences: Range<Int>, range: Range<Int>) -> ClassifiableText {
    var text: [UInt8] = []
    var joints: [Int] = []
    for index in sentences {
      if !text.isEmpty {
        text.append(0x20)
        joints.append(text.count)
      }
      text += sentence(at: index).text
    }
    return ClassifiableText(range: range, text: text, joints: joints)
  }

  /// What follows the last line end is a line only when there is something.
  private var lines: [ClassifiableText] {
    var lines: [ClassifiableText] = []
    let bytes = rope.bytes
    var start = 0
    while start < bytes.count {
      let feed = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let end = feed > start && feed < bytes.count && bytes[feed - 1] == 0x0D ? feed - 1 : feed
      lines.append(ClassifiableText(range: start..<end, text: Array(bytes[start..<end])))
      start = feed + 1
    }
    return lines
  }
}
