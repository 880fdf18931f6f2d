import Documents
import Edits
import Testing

@testable import Features

/// What a person reads about a correction.
@Suite struct GrammarReasonTests {
  private func reason(_ text: String, _ index: Int, _ tag: String) -> (EditCategory?, String) {
    let text = EditableText(text)
    guard let tag = EditTag(name: tag), let category = EditCategory(tag, at: index, of: text) else { return (nil, "") }
    let choice = EditSelection.Choice(tag: tag, category: category, probability: 0.9)
    let tags = text.tokens.indices.map { $0 == index ? tag : nil }
    let new = text.replacements(for: tags) { _ in "receive" }.first
    return (category, GrammarReason.text(choice, at: index, of: text, replacement: new?.text ?? ""))
  }

  private static let cases: [(EditCategory, String, Int, String, String)] = [
    (.agreement, "She go home", 1, "form:with-s", "The verb does not agree with its subject: “goes”, not “go”"),
    (.apostrophe, "We dont know", 1, "apostrophe", "Written with an apostrophe: “don't”"),
    (.apostrophe, "the user name", 1, "possessive", "Possession takes an apostrophe: “user's”"),
    (
      .apostrophe, "It has it's door", 2, "withoutApostrophe",
      "“it's” (it is, it has) should probably be “its” (belonging to it)"
    ),
    (.article, "He is student", 1, "append: a", "The article is missing before “student”: “a student”"),
    (.article, "go to the school", 2, "delete", "No article is needed before “school”"),
    (.article, "a apple", 0, "article", "“an” is the article for the sound of “apple”"),
    (.article, "saw a sun", 1, "replace:the", "The article “the” fits better here than “a”"),
    (.capital, "on monday", 1, "capitalize", "“Monday” begins with a capital here"),
    (.capital, "The Cat", 1, "decapitalize", "“cat” begins with a small letter here"),
    (
      .confusion, "Their here", 0, "replace:they're",
      "“Their” (belonging to them) should probably be “They're” (they are)"
    ),
    (.confusion, "He runs quick", 2, "adverb", "The adverb is needed here: “quickly”"),
    (.confusion, "a xyz b", 1, "replace:xylophone", "“xylophone” is probably meant, not “xyz”"),
    (.doubled, "the the cat", 1, "delete", "“the” stands here twice"),
    (.extraWord, "can very swim", 1, "delete", "“very” is one word too many here"),
    (.hyphen, "well known fact", 0, "hyphenate", "Written with a hyphen: “well-known”"),
    (.missingWord, "wants go", 0, "append: not", "“not” is missing behind “wants”"),
    (.number, "two cat", 1, "replace:cats", "“cats” is probably meant, not “cat”"),
    (.preposition, "depends of you", 1, "replace:on", "The usual preposition here is “on”, not “of”"),
    (.preposition, "depends you", 0, "append: on", "The preposition “on” is missing behind “depends”"),
    (.pronoun, "you and I", 2, "replace:me", "In this place the pronoun has the form “me”, not “I”"),
    (.punctuation, "However we", 0, "append:,", "A comma is missing behind “However”"),
    (.punctuation, "Yes, but, no", 3, "delete", "No comma belongs here"),
    (.punctuation, "here .", 0, "join", "Written as one word: “here.”"),
    (.spelling, "We recieve", 1, "spelling", "“recieve” is misspelt; “receive” is meant"),
    (.verb, "He has went", 2, "form:participle", "The past participle is needed here: “gone”"),
    (.verb, "to going", 1, "form:base", "The verb stands in its base form here: “go”"),
    (.wordOrder, "this is", 0, "swap", "The words are in the wrong order: “is this”"),
    (.wordSpacing, "Thanks alot", 1, "split:1", "Written as two words: “a lot”"),
    (.wordSpacing, "can not", 0, "join", "Written as one word: “cannot”"),
  ]

  @Test(arguments: cases.indices) func `names the words and says what is the matter`(index: Int) {
    let (category, text, place, tag, expected) = Self.cases[index]
    let (found, reason) = reason(text, place, tag)
    #expect(reason == expected)
    if category != .number, tag != "join" { #expect(found == category) }
  }

  @Test func `exist for every category`() {
    #expect(Set(Self.cases.map(\.0)) == Set(EditCategory.allCases))
    for description in GrammarCatalogue.descriptions {
      #expect(!description.reason.isEmpty && description.examples[0].wrong != description.examples[0].right)
      #expect(FindingCatalogue.codes.contains(description.code))
    }
  }

  @Test func `tell words apart that have a meaning`() {
    for word in ["their", "its", "accept", "affect", "than", "lose", "weather", "lie", "adopt", "won't"] {
      #expect(ConfusedPairs.meaning(of: word) != nil)
    }
  }
}
