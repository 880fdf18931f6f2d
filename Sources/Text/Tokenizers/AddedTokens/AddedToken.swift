/// A token that is looked for in the text itself, before the model spells words: `[MASK]`, or what a user added.
struct AddedToken: Sendable, Equatable {
  /// What stands in the text.
  var content: String
  /// Its id, which may lie beyond the model's own vocabulary.
  var id: Int32
  /// Whether it only counts when no word character touches it.
  var isSingleWord = false
  /// Whether it swallows the white space on its left.
  var stripsLeft = false
  /// Whether it swallows the white space on its right.
  var stripsRight = false
  /// Whether it is looked for in the normalised text, in its own normalised form.
  var isNormalized = false
  /// Whether it stands for no text: decoding may leave it out.
  var isSpecial = false
}
