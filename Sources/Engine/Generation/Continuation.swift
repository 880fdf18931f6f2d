import Text

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Tokens that were chosen behind a typed text, and what they stand for.
struct Continuation {
  /// What the tokens must stand for first.
  private let pending: [UInt8]
  /// The end of the settled text, by which ends of sentences are judged.
  private let before: [UInt8]
  private(set) var tokens: [Int32] = []
  /// What the tokens stand for, the pending bytes among it.
  private(set) var bytes: [UInt8] = []
  /// The sum over the tokens; natural logarithm.
  private(set) var logProbability = 0.0
  /// Places between words in `bytes`, each with the sum up to there and the number of tokens.
  private var places: [(end: Int, logProbability: Double, tokens: Int)] = []

  /// How much of the text before is looked at.
  static let window = 256

  /// - Parameter before: ends where `pending` begins.
  init(pending: [UInt8], before: some Collection<UInt8>) {
    (self.pending, self.before) = (pending, Array(before.suffix(Self.window)))
  }

  /// What the next token must stand for, or begin with.
  var rest: ArraySlice<UInt8> { pending.dropFirst(bytes.count) }

  /// Adds a token.
  mutating func append(_ choice: TokenDistribution.Choice, _ vocabulary: TokenVocabulary) {
    let addition = vocabulary.bytes(of: choice.id)
    if Self.beginsWord(addition) { noteWordEnd() }
    tokens.append(choice.id)
    bytes += addition
    logProbability += choice.logProbability
  }

  /// Whether a token begins something new, so that what stands before it is whole.
  static func beginsWord(_ bytes: some Collection<UInt8>) -> Bool {
    guard let first = bytes.first else { return true }
    let isLetter = (first | 0x20) >= UInt8(ascii: "a") && (first | 0x20) <= UInt8(ascii: "z")
    let isDigit = first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9")
    return !(isLetter || isDigit || first >= 0x80 || first == UInt8(ascii: "'") || first == UInt8(ascii: "-"))
  }

  /// Notes that what is there is whole words.
  mutating func noteWordEnd() { places.append((bytes.count, logProbability, tokens.count)) }

  /// Where the first sentence that ends behind the typed text ends, in `bytes`; nil while none has.
  ///
  /// It takes the beginning of the next one to be sure.
  func sentenceEnd(_ segmenter: SentenceSegmenter) -> Int? {
    let marks: [UInt8] = [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), 0xA6]
    guard bytes.count > pending.count, bytes.contains(where: marks.contains) else { return nil }
    let sentences = segmenter.sentences(in: before + bytes)
    let ends = sentences.dropLast().map { $0.upperBound - before.count }
    return ends.first { $0 > pending.count }
  }

  /// Where the first line that ends behind the typed text ends, in `bytes`; nil while none has.
  var lineEnd: Int? {
    guard bytes.count > pending.count else { return nil }
    return bytes[pending.count...].firstIndex { $0 == 0x0A || $0 == 0x0D }
  }

  /// Whether no longer completion can be probable enough: probabilities only fall.
  func isHopeless(_ minimumConfidence: Double) -> Bool { exp(logProbability) < minimumConfidence }

  /// The completion up to `limit`, cut to what is probable enough; nil where nothing is left.
  func completion(_ end: Completion.End, upTo limit: Int? = nil, minimumConfidence: Double) -> Completion? {
    let limit = limit ?? bytes.count
    let whole = limit == bytes.count ? [(end: bytes.count, logProbability: logProbability, tokens: tokens.count)] : []
    // The sum belongs to the first place at or behind the cut.
    let all = places + whole + (limit < bytes.count ? [(bytes.count, logProbability, tokens.count)] : [])
    let cut = all.first { $0.end >= limit }.map { [(end: limit, logProbability: $0.logProbability, tokens: $0.tokens)] }
    let possible = all.filter { $0.end < limit } + (cut ?? [])
    let sure = possible.filter { $0.end > pending.count && exp($0.logProbability) >= minimumConfidence }
    guard let chosen = sure.last else { return nil }
    let text = Self.wholeCharacters(bytes[pending.count..<chosen.end])
    guard !text.isEmpty else { return nil }
    let cuts = sure.map {
      Completion.Cut(
        end: Self.wholeCharacters(bytes[pending.count..<$0.end]).count, probability: exp($0.logProbability))
    }
    return Completion(
      bytes: text, cuts: cuts.filter { $0.end > 0 }, probability: exp(chosen.logProbability),
      tokens: Array(tokens[..<chosen.tokens]),
      end: chosen.end < limit ? .confidence : end)
  }

  /// Without a character at the end of which bytes are missing.
  private static func wholeCharacters(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var start = bytes.endIndex
    while start > bytes.startIndex, bytes.endIndex - start < 3, bytes[start - 1] & 0xC0 == 0x80 { start -= 1 }
    guard start > bytes.startIndex, bytes[start - 1] >= 0xC0 else { return Array(bytes) }
    let lead = bytes[start - 1]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    return Array(bytes.endIndex - (start - 1) < length ? bytes[..<(start - 1)] : bytes)
  }
}
