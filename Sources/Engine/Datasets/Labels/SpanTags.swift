/// Tags that mark spans of words, whatever the scheme, and their form as BIO.
///
/// BIO (IOB2) opens every span with `B-`; IOB1 does so only between touching spans; BIOES and BILOU also mark the last word and the only one. One rule
/// reads them all: a span begins at `B`, `S` and `U`, and at any other tag that does not continue the span before it. See E. Tjong Kim Sang and
/// J. Veenstra, "Representing text chunks" (1999).
package enum SpanTags {
  /// The tag of words outside of spans.
  package static let outside = "O"

  /// A tag taken apart.
  struct Parts: Equatable {
    /// `B`, `I`, `E` (also written `L`) or `S` (also written `U`).
    let role: Role
    let type: String
  }

  enum Role { case begin, inside, end, single }

  /// Takes `B-PER` apart; nil for `O`.
  ///
  /// - Throws: a `WrongTag` for what has no known prefix.
  static func parts(of tag: String) throws(WrongTag) -> Parts? {
    if tag == outside || tag == "o" || tag == "_" { return nil }
    guard let first = tag.first, let role = roles[first] else { throw WrongTag(tag: tag) }
    let rest = tag.dropFirst()
    if rest.isEmpty { return Parts(role: role, type: "span") }
    guard let divider = rest.first, divider == "-" || divider == "_", rest.count > 1 else { throw WrongTag(tag: tag) }
    return Parts(role: role, type: String(rest.dropFirst()))
  }

  private static let roles: [Character: Role] = [
    "B": .begin, "I": .inside, "M": .inside, "E": .end, "L": .end, "S": .single, "U": .single,
  ]

  /// A tag that is none.
  struct WrongTag: Error {
    let tag: String
    var reason: String { "the tag \"\(shortened(tag))\" is neither O nor of the form B-TYPE, I-TYPE, E-TYPE, S-TYPE" }
  }

  /// Turns the tags of a sentence into BIO, renaming, dropping and ignoring types as `map` says.
  ///
  /// - Throws: `WrongTag` for the first tag that is none.
  static func normalized(_ tags: [String], _ map: LabelMap) throws(WrongTag) -> [String?] {
    var result: [String?] = []
    result.reserveCapacity(tags.count)
    var open: String?
    for tag in tags {
      guard let parts = try parts(of: tag) else {
        open = nil
        result.append(outside)
        continue
      }
      let continues = open == parts.type && (parts.role == .inside || parts.role == .end)
      open = parts.role == .end || parts.role == .single ? nil : parts.type
      switch map.outcome(of: parts.type) {
      case .label(let name): result.append((continues ? "I-" : "B-") + name)
      case .dropped: result.append(outside)
      case .ignored: result.append(nil)
      }
    }
    return result
  }

  /// The types that the tags of a label list name, in order.
  package static func types(of labels: some Sequence<String>) -> [String] {
    var types: [String] = []
    for label in labels where label.hasPrefix("B-") || label.hasPrefix("I-") {
      let type = String(label.dropFirst(2))
      if !types.contains(type) { types.append(type) }
    }
    return types
  }

  /// `O` and then `B-` and `I-` of every type.
  package static func labels(of types: some Sequence<String>) -> [String] {
    [outside] + types.flatMap { ["B-" + $0, "I-" + $0] }
  }
}

/// A label fit for a message: not too long, and on one line.
func shortened(_ label: String) -> String {
  let visible = String(label.prefix(40).map { $0.isNewline || $0 == "\t" ? " " : $0 })
  return label.count > 40 ? visible + "…" : visible
}
