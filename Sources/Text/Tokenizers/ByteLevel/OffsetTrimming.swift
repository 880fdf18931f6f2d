/// How blanks at the ends of tokens leave their ranges (`trim_offsets` of the post-processors).
struct OffsetTrimming: Sendable, Equatable {
  /// Whether the one blank at the start of a text counts as added, and stays.
  var keepsPrefix: Bool
}

extension Encoding {
  /// Takes the blanks of the tokens from `first` on out of their ranges, in characters of `text`, as the reference does.
  mutating func trim(
    from first: Int, _ trimming: OffsetTrimming, _ tokenizer: ByteLevelTokenizer, _ text: UnsafeBufferPointer<UInt8>
  ) {
    for index in first..<count {
      let blanks = tokenizer.blanks(of: ids[index], range(at: index), text)
      guard blanks.leading > 0 || blanks.trailing > 0 else { continue }
      var (start, end) = (Int(starts[index]), Int(ends[index]))
      let isPrefix = trimming.keepsPrefix && blanks.leading == 1 && (index == first || start == 0)
      for _ in 0..<(isPrefix ? 0 : blanks.leading) where start < end { start += decodeScalar(text, at: start).length }
      for _ in 0..<blanks.trailing where end > start { end = scalarStart(text, before: end) }
      setRange(min(start, end)..<end, at: index)
    }
  }

  private func scalarStart(_ text: UnsafeBufferPointer<UInt8>, before position: Int) -> Int {
    for length in 2...4 where position - length >= 0 {
      let start = position - length
      if text[start] >= 0xC0, decodeScalar(text, at: start).length == length { return start }
    }
    return position - 1
  }
}

extension ByteLevelTokenizer {
  /// How many blanks a token begins and ends with; an added token counts those that it swallowed in the text.
  func blanks(
    of id: Int32, _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>
  ) -> (leading: Int, trailing: Int) {
    guard added.content(of: id) == nil else { return blanks(String(decoding: text[range], as: UTF8.self)) }
    let bytes = configuration.vocabulary.bytes(id)
    guard bytes.first == 0x20 || bytes.last == 0x20 else { return (0, 0) }
    return (bytes.prefix { $0 == 0x20 }.count, bytes.reversed().prefix { $0 == 0x20 }.count)
  }

  private func blanks(_ text: String) -> (leading: Int, trailing: Int) {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      // The alphabet's form of a blank counts too.
      scalar.value == 0x120 || characters.characterClass(of: scalar.value) == .space
    }
    let scalars = text.unicodeScalars
    return (scalars.prefix(while: isBlank).count, scalars.reversed().prefix(while: isBlank).count)
  }
}
