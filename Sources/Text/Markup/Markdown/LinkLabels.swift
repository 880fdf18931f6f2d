/// The labels of link references (CommonMark 0.30, sections 4.7 and 6.3) that a section defines and might use.
enum LinkLabels {
  /// The longest label that counts, in bytes.
  static let longest = 999

  /// The names of a section.
  ///
  /// Whether `[label]:` defines anything is for md4c to say; what might use a label is every innermost pair of
  /// brackets, which is more than what does, so that no use is missed.
  static func names(in section: [UInt8]) -> SectionNames {
    guard section.contains(0x5B) else { return SectionNames() }
    let found = section.withUnsafeBufferPointer(labels)
    let candidates = Set(found.lazy.filter(\.isBeforeColon).map(\.label))
    let defined =
      candidates.isEmpty ? [] : MarkdownParser(section: section, defined: []).definitions(among: candidates.sorted())
    return SectionNames(defined: defined, used: Set(found.map(\.label)).subtracting(defined).sorted())
  }

  /// Labels match when they are equal after this: case folded, white space collapsed (CommonMark 0.30, section 6.3).
  static func normalized(_ label: some Collection<UInt8>) -> String {
    let words = label.split { $0.isBlank || $0.isLineEnd }
    return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self).lowercased()
  }

  /// The contents of innermost brackets, normalised, without footnotes and blank ones.
  private static func labels(
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> [(label: String, isBeforeColon: Bool)] {
    var result: [(label: String, isBeforeColon: Bool)] = []
    var open: Int?
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x5C: index += 1
      case 0x5B: open = index + 1
      case 0x5D:
        if let start = open, isLabel(bytes[start..<index]) {
          let isBeforeColon = index + 1 < bytes.count && bytes[index + 1] == 0x3A
          result.append((normalized(bytes[start..<index]), isBeforeColon))
        }
        open = nil
      default: break
      }
      index += 1
    }
    return result
  }

  private static func isLabel(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    text.count <= longest && text.first != 0x5E && text.contains { !$0.isBlank && !$0.isLineEnd }
  }
}
