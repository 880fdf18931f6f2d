import Tensors

/// The sizes and choices of an encoder whose layers add and then normalise, whatever its family.
struct EncoderShape: Sendable, Equatable {
  var hidden: Int
  var layers: Int
  var heads: Int
  /// Width of the feed-forward middle.
  var inner: Int
  var vocabulary: Int
  /// Rows of the table of positions.
  var positions: Int
  /// Rows of the table of segments; 0 for a family without one.
  var types: Int
  var activation: Activation
  var epsilon: Float
  /// Rows of the table of case features; 0 for none.
  var caseFeatures = 0
  /// The id of padding in a family that numbers positions from the one after it; nil where positions start at 0.
  var padding: Int?

  /// The most tokens of a sequence.
  var maximumTokens: Int { positions - (padding.map { $0 + 1 } ?? 0) }

  /// The row of the table of positions for each of a sequence's tokens.
  ///
  /// RoBERTa and its relatives start behind the id of padding, and padding itself has no place and takes none.
  func places(of ids: ArraySlice<Int32>) -> [Int32] {
    guard let padding else { return Array(0..<Int32(ids.count)) }
    var place = Int32(padding)
    return ids.map { id in
      guard id != Int32(padding) else { return Int32(padding) }
      place += 1
      return place
    }
  }
}
