/// The rules by which a Hunspell dictionary makes forms of its stems, as far as English dictionaries use them.
///
/// Reads `SFX` and `PFX` with one-letter flags, after hunspell(5); twofold suffixes, compounds and aliases are left out. Any
/// bytes may be read: a line that makes no sense is no rule.
struct AffixRules: Sendable {
  /// One letter of a condition: one of, or none of, `letters`.
  struct LetterSet: Sendable, Equatable {
    let letters: [UInt8]
    let isNegated: Bool

    func contains(_ letter: UInt8) -> Bool { letters.contains(letter) != isNegated }
  }

  struct Rule: Sendable, Equatable {
    let isSuffix: Bool
    /// What is taken off the stem, and what comes in its place.
    let strip: [UInt8]
    let addition: [UInt8]
    /// What the end (the start, for a prefix) of the stem must look like.
    let condition: [LetterSet]
    /// Whether a prefix and a suffix may come together.
    let crosses: Bool

    /// The form of `stem`; nil where the rule does not fit.
    func apply(to stem: [UInt8]) -> [UInt8]? {
      guard stem.count >= condition.count, stem.count > strip.count else { return nil }
      let part = isSuffix ? stem.suffix(condition.count) : stem.prefix(condition.count)
      guard zip(condition, part).allSatisfy({ $0.contains($1) }) else { return nil }
      if isSuffix { return stem.suffix(strip.count) == strip[...] ? stem.dropLast(strip.count) + addition : nil }
      return stem.starts(with: strip) ? addition + stem.dropFirst(strip.count) : nil
    }
  }

  /// By flag.
  private(set) var rules: [UInt8: [Rule]] = [:]
  /// Flags of words that are not to be proposed: offensive ones, parts of compounds.
  private(set) var hidden: Set<UInt8> = []
  /// Whether flags are single letters.
  private(set) var isReadable = true

  /// Reads an `.aff` file.
  ///
  /// O(n).
  init(_ file: [UInt8]) {
    for line in file.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      let fields = line.split(whereSeparator: { $0 == 32 || $0 == 9 }).map(Array.init)
      guard fields.count >= 2 else { continue }
      switch String(decoding: fields[0], as: UTF8.self) {
      case "FLAG", "AF": isReadable = false
      case "NOSUGGEST", "ONLYINCOMPOUND", "FORBIDDENWORD", "NEEDAFFIX": hidden.insert(fields[1][0])
      case "SFX": add(fields, isSuffix: true)
      case "PFX": add(fields, isSuffix: false)
      default: break
      }
    }
  }

  /// All forms of a stem, the stem itself first.
  func forms(of stem: [UInt8], flags: some Sequence<UInt8>) -> [[UInt8]] {
    let wanted = flags.flatMap { rules[$0] ?? [] }
    var forms = [stem]
    for rule in wanted where rule.isSuffix { rule.apply(to: stem).map { forms.append($0) } }
    for prefix in wanted where !prefix.isSuffix {
      guard let form = prefix.apply(to: stem) else { continue }
      forms.append(form)
      guard prefix.crosses else { continue }
      for suffix in wanted where suffix.isSuffix && suffix.crosses { suffix.apply(to: form).map { forms.append($0) } }
    }
    return forms
  }

  /// `SFX flag strip addition condition`; the line that opens a class has `Y` or `N` and a count there.
  private mutating func add(_ fields: [[UInt8]], isSuffix: Bool) {
    guard fields.count >= 4, fields[1].count == 1 else { return }
    let flag = fields[1][0]
    let isHeader = fields.count == 4 && fields[3].allSatisfy(\.isDigit)
    if isHeader { return crossing[flag] = fields[2] == [UInt8(ascii: "Y")] }
    func text(_ field: [UInt8]) -> [UInt8] { field == [UInt8(ascii: "0")] ? [] : field }
    let addition = text(fields[3].prefix { $0 != UInt8(ascii: "/") })
    rules[flag, default: []].append(
      Rule(
        isSuffix: isSuffix, strip: text(fields[2]), addition: addition,
        condition: Self.condition(fields.count > 4 ? fields[4] : []), crosses: crossing[flag] ?? false))
  }

  private var crossing: [UInt8: Bool] = [:]

  private static func condition(_ text: [UInt8]) -> [LetterSet] {
    var (sets, at): ([LetterSet], Int) = ([], 0)
    while at < text.count {
      guard text[at] == UInt8(ascii: "["), let end = text[at...].firstIndex(of: UInt8(ascii: "]")) else {
        let isAny = text[at] == UInt8(ascii: ".")
        sets.append(LetterSet(letters: isAny ? [] : [text[at]], isNegated: isAny))
        at += 1
        continue
      }
      let isNegated = text[at + 1] == UInt8(ascii: "^")
      sets.append(LetterSet(letters: Array(text[(at + (isNegated ? 2 : 1))..<end]), isNegated: isNegated))
      at = end + 1
    }
    // A condition that is a lone full stop asks for nothing, not even for a letter.
    return text == [UInt8(ascii: ".")] ? [] : sets
  }
}
