import Datasets
import Edits
import Testing

@Suite struct EditPairsTests {
  private func pairs(_ texts: [(String, String)], keepsTargets: Bool = false) -> EditPairs {
    var pairs = EditPairs(keepsTargets: keepsTargets)
    for (source, target) in texts { pairs.append(from: EditableText(source), to: EditableText(target)) }
    return pairs
  }

  private func names(_ pairs: EditPairs, _ index: Int) -> [String] {
    pairs.numbers(index).map { $0 < 0 ? "?" : pairs.choices[Int($0)].tag.name }
  }

  @Test func `a pair is its wrong text with what to do at each token`() {
    let found = pairs([("He go home.", "He goes home."), ("All is well.", "All is well.")], keepsTargets: true)
    #expect(found.count == 2)
    #expect(String(decoding: found.source(0), as: UTF8.self) == "He go home.")
    #expect(String(decoding: found.target(0), as: UTF8.self) == "He goes home.")
    #expect(names(found, 0) == ["keep", "form:with-s", "keep", "keep"])
    #expect(names(found, 1) == ["keep", "keep", "keep", "keep"])
    #expect(found.tagCounts[.keep] == 7)
  }

  @Test func `the sentence of the issue is reached in a few passes`() {
    let target = "They're going to the store except for John."
    let found = pairs([("Their going two the store accept for John.", target)], keepsTargets: true)
    #expect(
      names(found, 0) == [
        "replace:they're", "keep", "replace:to", "keep", "keep", "replace:except", "keep", "keep", "keep",
      ])
    let last = EditableText(found.source(found.count - 1))
    let tags = found.numbers(found.count - 1).map { $0 < 0 ? nil : found.choices[Int($0)].tag }
    #expect(last.applying(last.replacements(for: tags)).string == target)
  }

  @Test func `what needs another pass is a pair of its own`() {
    let found = pairs([("He want go.", "He wants to go.")])
    #expect(found.count == 2)
    #expect(String(decoding: found.source(1), as: UTF8.self) != "He want go.")
  }

  @Test func `white space that a tokenizer does not see is not to be learned`() {
    #expect(names(pairs([("Wait ,what", "Wait, what")]), 0).contains("?"))
    #expect(names(pairs([("I can not go", "I cannot go")]), 0) == ["keep", "join", "keep", "keep"])
  }

  @Test func `parts make the same set as the whole`() {
    let texts = [("a cats sat", "a cat sat"), ("teh dog", "the dog"), ("a cats ran", "a cat ran")]
    let whole = pairs(texts)
    var joined = pairs(Array(texts[..<1]))
    joined.append(pairs(Array(texts[1...])))
    #expect(joined.count == whole.count && joined.tagCounts == whole.tagCounts)
    for index in 0..<whole.count {
      #expect(names(joined, index) == names(whole, index) && joined.source(index) == whole.source(index))
    }
  }

  @Test func `a vocabulary takes what it can say, spelling what is near, and nothing else`() {
    let found = pairs([("a definately big elephant", "a definitely huge elephant")])
    let rows = found.rows(in: EditVocabulary(counts: [:]))
    let tags = EditVocabulary(counts: [:]).tags
    let said = found.numbers(0).map { rows[Int($0)] < 0 ? "?" : tags[Int(rows[Int($0)])].name }
    #expect(said == ["keep", "spelling", "?", "keep"])
  }

  @Test func `records of pairs are read, by their label where one is named`() throws {
    let lines = """
      {"src": "a cats", "tgt": "a cat", "intent": "fluency"}
      {"src": "one", "tgt": "two", "intent": "clarity"}
      {"src": "x"}
      """
    try withFile(lines) { path in
      var source = DataSource(
        path: path, format: .jsonl, fields: [.source: "src", .target: "tgt", .label: "intent"])
      source.labels.kept = ["fluency"]
      let found = try DataReader.edits(source)
      #expect(found.pairs.count == 1 && found.problems.count == 1)
    }
  }
}
