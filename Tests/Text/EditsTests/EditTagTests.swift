import Testing

@testable import Edits

@Suite struct EditTagTests {
  @Test func everyTagIsFoundByItsName() {
    let open: [EditTag] = [
      .append(" the"), .append(","), .append(":"), .prepend("The "), .replace("a lot"), .replace(":"),
    ]
    for tag in EditTag.closed + open { #expect(EditTag(name: tag.name) == tag) }
    #expect(Set(EditTag.closed.map(\.name)).count == EditTag.closed.count)
    for name in ["", "append:", "nothing", "split:99", "form:future"] { #expect(EditTag(name: name) == nil) }
  }

  @Test(arguments: [
    ("$KEEP", EditTag.keep), ("$DELETE", .delete), ("$APPEND_the", .append(" the")), ("$APPEND_,", .append(",")),
    ("$REPLACE_on", .replace("on")), ("$MERGE_HYPHEN", .hyphenate), ("$MERGE_SPACE", .join),
    ("$TRANSFORM_CASE_CAPITAL", .transform(.capitalize)), ("$TRANSFORM_AGREEMENT_PLURAL", .transform(.form(.withS))),
    ("$TRANSFORM_VERB_VB_VBZ", .transform(.form(.thirdPerson))),
    ("$TRANSFORM_VERB_VBD_VBN", .transform(.form(.participle))),
  ])
  func aLabelOfGECToRIsATag(label: String, tag: EditTag) { #expect(EditTag(gector: label) == tag) }

  @Test(arguments: ["@@UNKNOWN@@", "@@PADDING@@", "$START", "$APPEND_", "$TRANSFORM_VERB_VB_XX", "keep", ""])
  func otherLabelsAreNoTags(label: String) { #expect(EditTag(gector: label) == nil) }

  @Test(arguments: [
    (WordTransform.article, "A", "An"), (.article, "an", "a"), (.apostrophe, "dont", "don't"),
    (.apostrophe, "Its", "It's"), (.apostrophe, "theyre", "they're"), (.withoutApostrophe, "it’s", "its"),
    (.possessive, "user", "user's"), (.withoutPossessive, "Anna's", "Anna"), (.adverb, "happy", "happily"),
    (.adverb, "basic", "basically"), (.adverb, "gentle", "gently"), (.withoutAdverb, "really", "real"),
    (.withoutAdverb, "possibly", "possible"), (.capitalize, "élan", "Élan"), (.lowercase, "NOT", "not"),
    (.form(.past), "GO", "WENT"), (.form(.withS), "Box", "Boxes"), (.split(2), "infact", "in fact"),
    (.split(-3), "andthe", "and the"),
  ])
  func aTransformMakesTheWord(transform: WordTransform, word: String, expected: String) {
    #expect(transform.apply(to: word) == expected)
  }

  @Test(arguments: [
    (WordTransform.article, "the"), (.apostrophe, "don't"), (.capitalize, "Big"), (.capitalize, ","),
    (.split(8), "short"),
    (.split(-5), "short"), (.withoutAdverb, "fly"), (.adverb, "fully"), (.form(.base), "go"),
  ])
  func aTransformThatDoesNotApplyGivesNothing(transform: WordTransform, word: String) {
    #expect(transform.apply(to: word) == nil)
  }

  @Test func aVocabularyHasClosedTagsThenFrequentOnes() throws {
    let counts: [EditTag: Int] = [
      .append(" the"): 5, .replace("their"): 9, .append(","): 5, .replace("rare"): 1, .keep: 99,
    ]
    let vocabulary = EditVocabulary(counts: counts, minimum: 2)
    #expect(
      Array(vocabulary.tags.dropFirst(EditTag.closed.count)) == [.replace("their"), .append(" the"), .append(",")])
    #expect(vocabulary.row(of: .keep) == 0 && vocabulary.row(of: .replace("rare")) == nil)
    #expect(EditVocabulary(labels: vocabulary.labels) == vocabulary)
    #expect(EditVocabulary(labels: ["keep", "keep"]) == nil && EditVocabulary(labels: ["B-person"]) == nil)
    #expect(EditVocabulary(counts: counts, limit: EditTag.closed.count + 1).tags.last == .replace("their"))
  }
}
