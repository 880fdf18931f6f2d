/// Puts the changes of one pass upon those of the passes before it.
///
/// Places that overlap or touch become one, so that a word corrected twice is one change.
struct RevisionGroups {
  private var old: ArraySlice<Revision.Change>
  /// How much longer the text before the current place is than the original.
  private var growth = 0
  /// How much longer the text before the current place becomes by this pass.
  private var shift = 0

  init(_ changes: [Revision.Change]) { old = changes[...] }

  /// The changes from the original to the text with `replacements` in place.
  ///
  /// O(changes + replacements).
  mutating func compose(with replacements: [TextReplacement]) -> [Revision.Change] {
    var new = replacements[...]
    var result: [Revision.Change] = []
    while let start = [old.first?.current.lowerBound, new.first?.range.lowerBound].compactMap(\.self).min() {
      var end = start
      let (before, moved) = (growth, shift)
      var grew = true
      while grew {
        grew = false
        while let change = old.first, change.current.lowerBound <= end {
          end = max(end, change.current.upperBound)
          growth += change.current.count - change.original.count
          old.removeFirst()
          grew = true
        }
        while let replacement = new.first, replacement.range.lowerBound <= end {
          end = max(end, replacement.range.upperBound)
          shift += replacement.text.utf8.count - replacement.range.count
          new.removeFirst()
          grew = true
        }
      }
      result.append(Revision.Change(original: start - before..<end - growth, current: start + moved..<end + shift))
    }
    return result
  }
}
