extension EditableText {
  /// What tags change, in the order of the text, without overlap; what no replacement covers stays as it is, to the byte.
  ///
  /// A tag that does not apply to its token ("form:past" of a comma) changes nothing. O(bytes).
  /// - Parameters:
  ///   - tags: one for each token; nil stands for `keep`. Tags beyond the last token are not looked at.
  ///   - spelling: proposes a word for one that is tagged as misspelt; nil where it knows none.
  package func replacements(for tags: [EditTag?], spelling: (String) -> String? = { _ in nil }) -> [TextReplacement] {
    var draft = TextDraft(self)
    draft.apply(tags, spelling)
    return draft.replacements()
  }

  /// The text with replacements in place, which must be in order and without overlap.
  package func applying(_ replacements: [TextReplacement]) -> EditableText {
    EditableText(bytes.applying(replacements, offset: 0))
  }
}

extension RandomAccessCollection<UInt8> where Index == Int {
  /// The bytes with replacements in place whose ranges count from `offset` before the first byte's index 0.
  func applying(_ replacements: some Sequence<TextReplacement>, offset: Int) -> [UInt8] {
    var result: [UInt8] = []
    var position = startIndex
    for replacement in replacements {
      result += self[position..<replacement.range.lowerBound - offset]
      result += Array(replacement.text.utf8)
      position = replacement.range.upperBound - offset
    }
    return result + self[position...]
  }
}
