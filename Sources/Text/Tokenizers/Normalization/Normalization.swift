/// What happens to text before it is divided into words, in the order of the properties.
struct Normalization: Sendable, Equatable {
  /// Which marks are dropped.
  enum Stripping: Sendable {
    case nothing
    /// Non-spacing marks, as BERT does.
    case nonspacing
    /// All marks, as the normaliser `StripAccents` does.
    case marks
  }

  /// Composes canonically (NFC), and does nothing else.
  var composes = false
  /// Drops control characters and makes all white space a space.
  var cleansText = false
  /// Puts spaces around Han ideographs.
  var isolatesIdeographs = false
  /// Lower-cases before decomposing.
  var lowercasesFirst = false
  /// Decomposes canonically (NFD).
  var decomposes = false
  /// Drops marks.
  var stripping = Stripping.nothing
  /// Lower-cases after all else.
  var lowercases = false

  /// What BERT's normaliser does; accents go with the case unless told otherwise.
  static func bert(
    cleansText: Bool, isolatesIdeographs: Bool, stripsAccents: Bool?, lowercases: Bool
  ) -> Normalization {
    let strips = stripsAccents ?? lowercases
    return Normalization(
      cleansText: cleansText, isolatesIdeographs: isolatesIdeographs, decomposes: strips,
      stripping: strips ? .nonspacing : .nothing, lowercases: lowercases)
  }

  /// The ASCII byte that `byte` becomes, nil when it is dropped.
  func ascii(_ byte: UInt8, table: ScalarTable) -> UInt8? {
    let properties = table.properties(of: UInt32(byte))
    if cleansText {
      if properties.contains(.removed) { return nil }
      if properties.contains(.whitespace) { return UInt8(ascii: " ") }
    }
    let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    return isUpper && (lowercases || lowercasesFirst) ? byte | 0x20 : byte
  }
}
