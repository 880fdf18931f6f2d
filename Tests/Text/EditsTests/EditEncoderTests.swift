import Testing

@testable import Edits

@Suite struct EditEncoderTests {
  /// Each token that gets a tag, with the tag's name.
  @Test(arguments: [
    (
      "Their going two the store accept for John", "They're going to the store except for John",
      "Their=replace:they're two=replace:to accept=replace:except"
    ),
    ("He go home", "He goes home", "go=form:with-s"),
    ("He have went", "He has gone", "have=form:with-s went=form:participle"),
    ("two cat", "two cats", "cat=form:with-s"), ("a apple", "an apple", "a=article"),
    ("on monday", "on Monday", "monday=capitalize"),
    ("I dont know", "I don't know", "dont=apostrophe"), ("it's tail", "its tail", "it's=withoutApostrophe"),
    ("can not go", "cannot go", "can=join"), ("well known fact", "well-known fact", "well=hyphenate"),
    ("the back-end is", "the back end is", "-=dehyphenate"), ("e-mail", "email", "-=delete"),
    ("tradeoff", "trade-off", "tradeoff=replace:trade-off"), ("a  b", "a b", "a=space"),
    ("infact so", "in fact so", "infact=split:2"), ("The end.Next one", "The end. Next one", ".=space"),
    ("Wait , please", "Wait, please", "Wait=join"), ("I said yes but no", "I said yes, but no", "yes=append:,"),
    ("He is student", "He is a student", "is=append: a"), ("Cat sat", "The cat sat", "Cat=prepend:The "),
    ("He is is here", "He is here", "is=delete"), ("That you are right", "That are you right", "you=swap"),
    ("see (below for more", "see (below) for more", "below=append:)"),
    ("see below) now", "see (below) now", "below=prepend:("),
    ("She runs quick", "She runs quickly", "quick=adverb"), ("all right", "all right", ""),
  ])
  func tagsSayWhatIsWrong(source: String, target: String, expected: String) {
    let (text, wanted) = (EditableText(source), EditableText(target))
    let tags = EditEncoder().tags(from: text, to: wanted)
    let named = zip(text.tokens, tags).filter { $0.1 != .keep }.map { "\($0.0.text)=\($0.1?.name ?? "nil")" }
    // What waits for a second pass is not in the table.
    #expect(named.joined(separator: " ").hasPrefix(expected) && (expected.isEmpty ? named.isEmpty : true))
  }

  @Test func whatTheVocabularyLacksIsSpellingOrUnknown() {
    let encoder = EditEncoder(vocabulary: EditVocabulary(counts: [.replace("their"): 3]))
    let source = EditableText("Thier recieve is zebra")
    #expect(
      encoder.tags(from: source, to: EditableText("Their receive is umbrella")) == [
        .replace("their"), .spelling, .keep, nil,
      ])
  }
}
