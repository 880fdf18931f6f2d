import Datasets
import Edits
import Mistakes
import Testing

@Suite struct CleanProseTests {
  @Test(arguments: [
    ("The cat sat on the mat and looked at me.", true), ("\u{201C}It was not there,\u{201D} he said to them.", true),
    ("Introduction to the history of the town", false), ("the cat sat on the mat and looked.", false),
    ("Yes, it is.", false), ("- An item of the list and of the rest.", false),
    ("1. The first of the items is here.", false),
    ("El perro que ladra mucho no muerde nunca a nadie.", false), ("THE CAT SAT ON THE MAT AND LOOKED.", false),
    ("The value `x` of {a: b} <c> is [1] = 2 | 3 {}.", false), ("A b c d e f g h i j k l m n o p.", false),
    ("Der Hund und die Katze sind nicht im Haus.", false),
  ])
  func `sentences of prose are told from the rest`(_ sentence: String, _ isAccepted: Bool) {
    #expect(SentenceFilter.accepts(Array(sentence.utf8)) == isAccepted)
  }

  private let prose = """
    The cat sat on the mat and it was happy. A heading of this
    The dog was not in the house when we came. It had been there for two hours.

    They say that this is the best of all the books.
    """

  @Test func `a seed draws sentences and shuffles paragraphs`() throws {
    try withFile(prose, name: "prose.txt") { path in
      let reader = try CleanProse(path: path)
      let all = reader.sentences(seed: 1, limit: nil)
      #expect(all.count == 4)
      #expect(all == reader.sentences(seed: 1, limit: nil))
      #expect((2...9).contains { reader.sentences(seed: $0, limit: nil) != all })
      #expect(reader.sentences(seed: 1, limit: 2) == Array(all[..<2]))
      #expect(reader.sentences(seed: 1, limit: 0).isEmpty)
    }
  }

  @Test func `two sentences of a paragraph come as one text, and are written as one`() throws {
    let two = "It rained on the hill and in the town. We stayed in the house with them."
    try withFile("\(two) Nobody was there to see what it was.\n", name: "prose.txt") { path in
      let texts = try CleanProse(path: path).sentences(seed: 1, limit: nil, pairs: 1)
      #expect(texts.map { String(decoding: $0, as: UTF8.self) } == [two, "Nobody was there to see what it was."])
      var corruption = Corruption(writer: .learner, seed: 7)
      (corruption.clean, corruption.runOns) = (0, 1)
      let prose = try CorruptedProse(corruption)
      let written = Set((0..<40).map { prose.pair(of: texts[0], index: $0) }.map { $0.kinds.contains("run-on") })
      #expect(written == [true])
    }
  }

  @Test func `pairs of prose follow from the seed, and their targets are sentences of it`() throws {
    try withFile(prose, name: "prose.txt") { path in
      var corruption = Corruption(writer: .learner, seed: 7)
      corruption.clean = 0
      let first = try CorruptedProse(corruption).pairs(from: path, keepsTargets: true)
      let again = try CorruptedProse(corruption).pairs(from: path, keepsTargets: true)
      let sentences = Set(try CleanProse(path: path).sentences(seed: 7, limit: nil))
      #expect(first.count >= 4)
      for index in 0..<first.count {
        #expect(first.source(index) == again.source(index) && sentences.contains(first.target(index)))
      }
      #expect((0..<first.count).contains { first.source($0) != first.target($0) })
    }
  }
}
