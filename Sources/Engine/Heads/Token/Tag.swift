/// A label of a token head taken apart: whether and how a word belongs to a span.
struct Tag: Sendable, Equatable {
  enum Role: Sendable {
    case outside, begin, inside, end, single
  }

  let role: Role
  /// The type of the span, empty outside of spans; "span" for tags without a type.
  let type: String

  /// Reads `O`, `B-PER`, `I-PER`, and `E` or `L` for the last word, `S` or `U` for an only one.
  ///
  /// Nil for what is no tag.
  init?(_ label: String) {
    let roles: [Character: Role] = [
      "B": .begin, "I": .inside, "M": .inside, "E": .end, "L": .end, "S": .single, "U": .single,
    ]
    if label == "O" {
      (role, type) = (.outside, "")
      return
    }
    guard let first = label.first, let role = roles[first] else { return nil }
    let rest = label.dropFirst()
    guard rest.isEmpty || (rest.count > 1 && (rest.first == "-" || rest.first == "_")) else { return nil }
    (self.role, type) = (role, rest.isEmpty ? "span" : String(rest.dropFirst()))
  }

  /// The tags that labels are; nil when one of them is none, or none is `O`.
  static func tags(_ labels: [String]) -> [Tag]? {
    let tags = labels.compactMap(Tag.init)
    return tags.count == labels.count && tags.contains { $0.role == .outside } ? tags : nil
  }
}
