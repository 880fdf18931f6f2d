import Edits

/// Small words left out: "want go", "It raining".
struct MissingWords: MistakeKind {
  let name = "missing"

  private static let small = wordSet(
    "to of is are was were be been have has had it that in on at for with as and or will would can not do i he they we you this"
  )

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    Self.small.contains(text.word(index)) ? text.omitting(index) : nil
  }
}
