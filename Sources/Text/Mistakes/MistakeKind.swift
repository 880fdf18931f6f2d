package import Edits

/// A way in which people write something wrong: one file, one kind.
package protocol MistakeKind: Sendable {
  /// Its name in pair files and rates.
  var name: String { get }

  /// The mistake at one token of a clean text; nil where this kind is not made there.
  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement?
}

/// All kinds that need no list, in a fixed order.
package enum MistakeKinds {
  package static let all: [any MistakeKind] = [
    Agreement(), Apostrophes(), Articles(), Capitals(), Commas(), ConfusedWords(), DoubledWords(), ExtraWords(),
    Homophones(),
    Hyphens(), JoinedWords(), MissingWords(), NounNumber(), Prepositions(), PronounCase(), RunOns(), Slips(),
    SoundAlikes(), Tenses(), VerbForms(), WordFormation(), WordOrder(),
  ]
}
