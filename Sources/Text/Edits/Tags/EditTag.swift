/// What to do with one token: the label that a grammar head gives it.
///
/// Tags of one text are applied together; what needs two tags on one token needs two passes.
package enum EditTag: Sendable, Hashable {
  /// Nothing.
  case keep
  /// Takes the token away, and the white space on one side of it.
  case delete
  /// Puts a text behind the token; it brings its own space: " the", ",".
  case append(String)
  /// Puts a text before the token: "The ", "(".
  case prepend(String)
  /// Puts a text, in small letters unless it is always written otherwise, in the token's place, written large as the token was.
  case replace(String)
  case transform(WordTransform)
  /// Takes the white space behind the token away: "can not" to "cannot", "word ," to "word,".
  case join
  /// Makes the white space behind the token one space where there is none or there are several: "end.Next" to "end. Next".
  case space
  /// Puts a hyphen in place of the white space behind the token.
  case hyphenate
  /// Puts a space in the token's place, which is a hyphen.
  case dehyphenate
  /// Exchanges the token and the one behind it.
  case swap
  /// Puts in the token's place what a spelling checker finds for it.
  case spelling

  /// The tags that need no vocabulary, in a fixed order.
  package static let closed: [EditTag] =
    [.keep, .delete, .join, .space, .hyphenate, .dehyphenate, .swap, .spelling] + WordTransform.all.map(transform)

  /// The tag's name, the label of a head: `keep`, `append: the`, `replace:their`, `form:past`.
  package var name: String {
    switch self {
    case .append(let text): "append:\(text)"
    case .prepend(let text): "prepend:\(text)"
    case .replace(let text): "replace:\(text)"
    case .transform(let transform): transform.name
    default: "\(self)"
    }
  }

  private static let byName = Dictionary(closed.map { ($0.name, $0) }) { first, _ in first }

  /// The tag of a name; nil for one that no tag has.
  package init?(name: String) {
    if let tag = Self.byName[name] {
      self = tag
      return
    }
    guard let colon = name.firstIndex(of: ":") else { return nil }
    let text = String(name[name.index(after: colon)...])
    switch (name[..<colon], text.isEmpty) {
    case ("append", false): self = .append(text)
    case ("prepend", false): self = .prepend(text)
    case ("replace", false): self = .replace(text)
    default: return nil
    }
  }
}
