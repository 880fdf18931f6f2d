import Edits
import Testing

@Suite struct EditCategoryTests {
  @Test(arguments: [
    ("Their going home.", "They're going home.", "confusion"), ("a apple", "an apple", "article"),
    ("He is student.", "He is a student.", "article"), ("two cat sat", "two cats sat", "number"),
    ("He go home.", "He goes home.", "agreement"), ("It depends of you.", "It depends on you.", "preposition"),
    ("the the cat", "the cat", "doubled"), ("I dont know", "I don't know", "apostrophe"),
    ("on monday we", "on Monday we", "capital"), ("However it is", "However, it is", "punctuation"),
    ("a well known fact", "a well-known fact", "hyphen"), ("It is alot", "It is a lot", "word-spacing"),
    ("I can not go", "I cannot go", "word-spacing"), ("He has took it.", "He has taken it.", "verb"),
    ("I want go.", "I want to go.", "preposition"), ("It often is so.", "It is often so.", "word-order"),
    ("They was late.", "They were late.", "verb"), ("This are cats.", "These are cats.", "confusion"),
  ])
  func `an edit has the category of its mistake`(_ source: String, _ target: String, _ expected: String) {
    let (source, target) = (EditableText(source), EditableText(target))
    let found = EditEncoder().tags(from: source, to: target).enumerated().compactMap { index, tag in
      tag.flatMap { EditCategory($0, at: index, of: source) }
    }
    #expect(found.first?.rawValue == expected)
  }

  @Test func `what changes nothing has none, and any tag at any token has one`() {
    let text = EditableText("Well, \u{201C}no\u{201D} - it's 3.5 \u{1F600}")
    for index in text.tokens.indices {
      #expect(EditCategory(.keep, at: index, of: text) == nil)
      for tag in EditTag.closed.dropFirst() + [.append(" the"), .prepend("("), .replace("there"), .replace("")] {
        #expect(EditCategory(tag, at: index, of: text) != nil)
      }
    }
  }

  @Test func `confused words know their partners and meanings`() {
    #expect(
      ConfusedPairs.has("their", "they're") && ConfusedPairs.has("too", "two") && !ConfusedPairs.has("cat", "dog"))
    #expect(ConfusedPairs.meaning(of: "they're") == "they are" && ConfusedPairs.meaning(of: "cat") == nil)
  }
}
