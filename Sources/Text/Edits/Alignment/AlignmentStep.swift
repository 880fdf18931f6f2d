/// How a token of a source, or two, became one or two of a target.
package enum AlignmentStep: Sendable, Hashable {
  /// The same text at a source's and a target's token.
  case same(Int, Int)
  /// Another text.
  case substitute(Int, Int)
  /// A source's token that the target lacks.
  case delete(Int)
  /// A target's token that the source lacks.
  case insert(Int)
  /// A token of the source whose letters are two tokens of the target, the first of which is named.
  case split(Int, Int)
  /// Two tokens of the source, the first of which is named, that together are one of the target.
  case join(Int, Int)
  /// Two tokens of the source with a hyphen between, the first of which is named, that without it are one of the target.
  case close(Int, Int)
  /// A token of the source that with a hyphen inside is three of the target, the first of which is named.
  case open(Int, Int)
  /// Two tokens that stand in the other order in the target; the first of each is named.
  case swap(Int, Int)

  /// How many tokens of source and target the step takes.
  var size: (source: Int, target: Int) {
    switch self {
    case .same, .substitute: (1, 1)
    case .delete: (1, 0)
    case .insert: (0, 1)
    case .split: (1, 2)
    case .join: (2, 1)
    case .close: (3, 1)
    case .open: (1, 3)
    case .swap: (2, 2)
    }
  }
}
