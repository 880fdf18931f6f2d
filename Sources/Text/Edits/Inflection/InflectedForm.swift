/// A form of a noun or of a verb.
package enum InflectedForm: String, Sendable, CaseIterable, Hashable {
  /// The plural of a noun or the third person of a verb, made from the word as it stands: "cat" and "run" to "cats" and "runs".
  case withS = "with-s"
  /// The word that `withS` came from: "cats", "men", "has" to "cat", "man", "have".
  case withoutS = "without-s"
  /// The base form of an inflected verb: "went", "going" to "go".
  case base
  /// The third person of an inflected verb: "went", "going" to "goes".
  case thirdPerson = "third-person"
  /// The past tense; also the past participle where both are the same.
  case past
  /// The past participle where it differs from the past tense: "gone".
  case participle
  /// The form that ends in -ing.
  case gerund
}
