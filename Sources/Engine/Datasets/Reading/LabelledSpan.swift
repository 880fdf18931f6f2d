/// Bytes of a text that carry a label, nil where it is to be ignored.
struct LabelledSpan {
  let range: Range<Int>
  let label: String?

  /// The words of `text` with BIO labels after `spans`, which ascend and do not overlap; nil without words.
  ///
  /// Words are also divided where a span begins or ends. O(text + spans).
  static func example(_ text: String, _ spans: [LabelledSpan]) -> TokenExample? {
    var words: [Range<Int>] = []
    var labels: [String?] = []
    var position = 0
    var cuts: [Int] = []
    for span in spans { cuts += [span.range.lowerBound, span.range.upperBound] }
    for word in SimpleWords.ranges(of: text, cuts: cuts) {
      while position < spans.count, spans[position].range.upperBound <= word.lowerBound { position += 1 }
      words.append(word)
      guard position < spans.count, spans[position].range.lowerBound <= word.lowerBound else {
        labels.append(SpanTags.outside)
        continue
      }
      let begins = words.count < 2 || words[words.count - 2].lowerBound < spans[position].range.lowerBound
      labels.append(spans[position].label.map { (begins ? "B-" : "I-") + $0 })
    }
    return words.isEmpty ? nil : TokenExample(text: text, words: words, labels: labels)
  }
}

/// Words as stretches of letters, digits and marks; every other character that is no space stands alone.
///
/// Tokenizers of the BERT kind divide at the same places, so that a label never falls into the middle of a piece.
enum SimpleWords {
  /// UTF-8 byte ranges, ascending; `cuts`, ascending offsets, are boundaries too.
  ///
  /// O(text).
  static func ranges(of text: String, cuts: [Int] = []) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var cuts = cuts[...]
    var offset = 0
    var isOpen = false
    for scalar in text.unicodeScalars {
      while let cut = cuts.first, cut <= offset {
        isOpen = isOpen && cut < offset
        cuts.removeFirst()
      }
      let end = offset + UTF8.width(scalar)
      if isWord(scalar) {
        if isOpen {
          words[words.count - 1] = words[words.count - 1].lowerBound..<end
        } else {
          words.append(offset..<end)
        }
        isOpen = true
      } else {
        if !scalar.properties.isWhitespace, !isInvisible(scalar) { words.append(offset..<end) }
        isOpen = false
      }
      offset = end
    }
    return words
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) }
    switch scalar.properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return scalar.properties.isAlphabetic
    }
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .unassigned: true
    default: false
    }
  }
}
