import Documents
import TestSupport
import Testing
import Text

@testable import Features

/// Where text may be suggested, and what the model is given there; `|` is the caret.
@Suite struct TypingPlaceTests {
  private func place(_ marked: String, language: String = "markdown") -> (place: TypingPlace?, source: String) {
    let source = marked.replacing("|", with: "", maxReplacements: 1)
    let caret = marked.utf8.firstIndex(of: UInt8(ascii: "|")).map {
      marked.utf8.distance(from: marked.startIndex, to: $0)
    }
    let document = Document(uri: "file:///a", languageID: language, version: 1, utf8: Array(source.utf8))
    let offset = caret ?? 0
    return (TypingPlace(in: document, replacing: offset..<offset), source)
  }

  private func prompt(_ marked: String, language: String = "markdown") -> String? {
    place(marked, language: language).place.map { String(decoding: $0.prompt, as: UTF8.self) }
  }

  @Test(arguments: [
    ("The keeper lit the la|", "The keeper lit the la"), ("The keeper |", "The keeper "), ("|", ""),
    ("One.\n\nTwo **bold** words and|\n\nThree.", "One.\nTwo bold words and"),
    ("# A *title*\n\nText [with a link](http://a.b/c) and `code` he|", "A title\nText with a link and code he"),
    ("- first\n- sec|", "first\nsec"), ("- first\n- |", "first\n"), ("> A quo|", "A quo"),
    ("Hard-wrapped\nlines go\non|", "Hard-wrapped lines go on"), ("One line\n|", "One line "), ("One.\n\n|", "One.\n"),
    ("An **opened emph|", "An opened emph"), ("An _opened|", "An opened"), ("A **wh|**", "A wh"),
    ("Two * three|", "Two * three"), ("Fish &amp; ch|", "Fish & ch"), ("A 😀 caf\u{E9} na|", "A 😀 café na"),
    ("See (the|", "See (the"), ("*Done.* And|", "Done. And"), ("# Head|", "Head"),
    ("It's the keeper's|", "It's the keeper's"),
  ]) func `is the prose before the caret`(_ marked: String, _ expected: String) {
    #expect(prompt(marked) == expected)
  }

  @Test(arguments: [
    "```\nlet x|\n```\n", "```sw|", "    indented co|\n", "---\ntitle: My no|\n---\n\nText.\n", "See `co|de`",
    "See `co|",
    "See http://exam|", "Look at www.exa|", "Mail ada@exam|", "A [link](docs/re|", "A [link](docs/re|)", "A <spa|",
    "A formula $x + y|$ here", "---|", "**|", "in src/ma|",
    "the snake_ca|", "<!-- stet off -->\n\nThe kee|\n", "<!-- stet of|", "<div>\nso|\n</div>\n", "the kee|per",
    "C:\\us|",
    "a = b|c",
  ]) func `is nowhere else`(_ marked: String) {
    #expect(prompt(marked) == nil)
  }

  @Test func `a table has none`() {
    let source = "| a | b |\n|---|---|\n| c  | d |\n"
    let document = Document(uri: "file:///a.md", languageID: "markdown", version: 1, utf8: Array(source.utf8))
    #expect(TypingPlace(in: document, replacing: 23..<23) == nil)
  }

  @Test func `remarks switch it off and on again`() {
    #expect(prompt("<!-- stet off -->\n\nA.\n\n<!-- stet on -->\n\nThe kee|\n") == "A.\nThe kee")
    // A rule that is off says nothing of suggestions.
    #expect(prompt("<!-- stet off spelling -->\n\nThe kee|\n") == "The kee")
  }

  @Test func `plain text keeps what is markup elsewhere`() {
    #expect(prompt("Two *stars* and |", language: "plaintext") == "Two *stars* and ")
    #expect(prompt("    indented te|", language: "plaintext") == "indented te")
  }

  @Test(arguments: [
    ("The kee|", "kee", true), ("The |", "", true), ("(né|)", "né", true), ("“It’s|”", "It’s", true),
    ("The kee| lit it", "kee", false), ("A **wh|** and", "wh", false), ("x2|", "x2", true), ("one-tw|", "tw", true),
  ]) func `knows the word and what follows`(_ marked: String, _ word: String, _ isAtEnd: Bool) throws {
    let found = try #require(place(marked).place)
    #expect(String(decoding: found.word, as: UTF8.self) == word)
    #expect(found.isAtLineEnd == isAtEnd)
  }

  @Test func `what is chosen elsewhere counts as typed`() throws {
    let document = Document(uri: "file:///a", languageID: "markdown", version: 1, utf8: Array("The kee now".utf8))
    let found = try #require(TypingPlace(in: document, replacing: 4..<7, with: Array("keeper".utf8)))
    #expect(String(decoding: found.prompt, as: UTF8.self) == "The keeper")
    #expect(String(decoding: found.word, as: UTF8.self) == "keeper")
  }

  @Test func `the prompt of a long document begins at the same place while one types`() throws {
    let paragraph = "The lens turned all night long, and ships saw the light from far away.\n\n"
    let source = String(repeating: paragraph, count: 1000)
    var document = Document(uri: "file:///a", languageID: "markdown", version: 1, utf8: Array(source.utf8))
    var prompts: [[UInt8]] = []
    for letter in "The keeper lit the lamp" {
      let end = document.snapshot.rope.count
      document.apply(edits: [TextEdit(range: end..<end, replacement: Array(String(letter).utf8))], version: 2)
      prompts.append(try #require(TypingPlace(in: document, replacing: end + 1..<end + 1)).prompt)
    }
    #expect(prompts.allSatisfy { (8_000..<17_000).contains($0.count) })
    #expect(zip(prompts, prompts.dropFirst()).allSatisfy { $1.starts(with: $0) && $1.count == $0.count + 1 })
  }

  @Test func `any text at any place gives a place or none, and the word is what stands there`() throws {
    var random = SeededRandom(7)
    let parts = [
      "word", " ", "\n", "\n\n", "`", "**", "_", "[a](", ")", "# ", "- ", "> ", "<!-- ", "-->", "😀", "é", "$", "```\n",
      "    ", "|",
    ]
    for _ in 0..<300 {
      let source = Array((0..<12).map { _ in parts.randomElement(using: &random) ?? "" }.joined().utf8)
      let document = Document(uri: "file:///a.md", languageID: "markdown", version: 1, utf8: source)
      let offset = document.snapshot.rope.scalarStart(Int.random(in: 0...source.count, using: &random))
      guard let place = TypingPlace(in: document, replacing: offset..<offset) else { continue }
      #expect(source[..<offset].suffix(place.word.count).elementsEqual(place.word))
      #expect(place.prompt.suffix(place.word.count).elementsEqual(place.word))
    }
  }

  @Test(arguments: [
    ("The keeper lit| the lamp.", " the lamp", true), ("The keeper lit|\nthe\nlamp.", " the lamp.", true),
    ("The keeper lit| the **lamp** now.", "the lamp now.", true), ("The keeper|\n\nlit the lamp", "lit the", true),
    ("The keeper lit| the lamps.", " the lamp", false), ("The keeper lit| a lamp.", " the lamp", false),
    ("The keeper lit|", " the lamp", false), ("The keeper lit| the", " the lamp", false),
  ]) func `what stands behind a place is known, however its lines are broken`(
    _ text: String, _ words: String, _ isThere: Bool
  ) throws {
    let place = try #require(place(text).place)
    #expect(place.isFollowed(by: Array(words.utf8)) == isThere)
  }
}
