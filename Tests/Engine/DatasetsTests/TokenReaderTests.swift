import Datasets
import Support
import TestSupport
import Testing

@Suite struct TokenReaderTests {
  @Test(arguments: [
    ("a O\nb B-X\nc I-X\n", "a/O b/B-X c/I-X"),  // IOB2
    ("a I-X\nb I-X\nc B-X\nd I-Y\n", "a/B-X b/I-X c/B-X d/B-Y"),  // IOB1
    ("a B-X\nb E-X\nc S-X\nd S-X\n", "a/B-X b/I-X c/B-X d/B-X"),  // BIOES
    ("a B-X\nb L-X\nc U-Y\nd I-Y\n", "a/B-X b/I-X c/B-Y d/B-Y"),  // BILOU
    ("a\tx\tB-X\r\nb\ty\tI-X\r\n\r\n", "a/B-X b/I-X"),  // CRLF, further columns
    ("\u{FEFF}a B-creative-work\n", "a/B-creative-work"),  // byte order mark
    ("-DOCSTART- -X- O\n\n# id = 1\na O\n#\tO\n", "a/O #/O"),
    ("a O", "a/O"),
  ])
  func `every scheme is read as BIO`(content: String, expected: String) throws {
    let data = try tokens(content)
    #expect(data.examples.map(\.shown) == [expected])
    #expect(data.problems.isEmpty)
  }

  @Test func `types are renamed, dropped and ignored`() throws {
    var map = LabelMap()
    map.renamed = ["corporation": "organization"]
    map.dropped = ["abstract"]
    map.ignored = ["misc"]
    let data = try tokens("a B-corporation\nb I-corporation\nc B-abstract\nd B-misc\ne B-person\n", labels: map)
    #expect(data.examples.map(\.shown) == ["a/B-organization b/I-organization c/O d/? e/B-person"])
    map.kept = ["person"]
    let kept = try tokens("a B-corporation\nb B-time\nc B-person\n", labels: map)
    #expect(kept.examples.map(\.shown) == ["a/B-organization b/O c/B-person"])
  }

  @Test func `wrong lines are told with their numbers, and their sentences left out`() throws {
    let data = try tokens("a O\nb\n\nc PERSON\n\nd O\n")
    #expect(data.examples.map(\.shown) == ["d/O"])
    #expect(data.reasons.count == 2)
    #expect(data.reasons[0] == "2: one column only, but a word and its tag are needed")
    #expect(data.reasons[1].hasPrefix("4: the tag \"PERSON\" is neither O"))
    #expect(throws: DataError.self) { try data.problems.check() }
  }

  @Test func `only the first problems are listed`() throws {
    let data = try tokens(String(repeating: "x\n\n", count: 50))
    #expect(data.problems.listed.count == DataProblems.limit)
    #expect(data.problems.count == 50)
    let error = #expect(throws: DataError.self) { try data.problems.check() }
    #expect(error?.hint.hasSuffix("and 30 more") == true)
  }

  @Test func `CoNLL-U gives words their place in the text`() throws {
    let content = """
      # text = I didn't, del río.
      1\tI\tI\tPRON\t_\t_\t_\t_\t_\t_
      2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
      2\tdid\tdo\tAUX\t_\t_\t_\t_\t_\t_
      3\tn't\tnot\tPART\t_\t_\t_\t_\t_\t_
      4\t,\t,\tPUNCT\t_\t_\t_\t_\t_\t_
      5-6\tdel\t_\t_\t_\t_\t_\t_\t_\t_
      5\tde\t_\tADP\t_\t_\t_\t_\t_\t_
      6\tel\t_\tDET\t_\t_\t_\t_\t_\t_
      6.1\tempty\t_\tX\t_\t_\t_\t_\t_\t_
      7\trío\t_\tNOUN\t_\t_\t_\t_\t_\tSpaceAfter=No
      8\t.\t.\tPUNCT\t_\t_\t_\t_\t_\t_

      """
    let data = try tokens(content, .conllu, tags: .words)
    let example = try #require(data.examples.first)
    #expect(data.problems.isEmpty)
    #expect(example.text == "I didn't, del río.")
    #expect(example.shown == "I/PRON did/AUX n't/PART ,/PUNCT de/ADP del/DET río/NOUN ./PUNCT")
    let lemmas = try tokens(content, .conllu, tags: .words, fields: [.tags: "lemma"])
    #expect(lemmas.examples[0].labels[1] == "do")
    #expect(throws: DataError.self) { try tokens(content, .conllu, fields: [.tags: "colour"]) }
  }

  @Test func `jsonl holds tokens with tags`() throws {
    let data = try tokens("{\"tokens\":[\"é\",\"b\"],\"ner\":[\"B-X\",\"I-X\"]}\n", .jsonl, fields: [.tags: "ner"])
    #expect(data.examples.map(\.shown) == ["é/B-X b/I-X"])
  }

  @Test(arguments: [
    (OffsetUnit.characters, 2, 5), (.bytes, 5, 10), (.utf16, 3, 6),
  ])
  func `jsonl holds spans in any unit`(unit: OffsetUnit, start: Int, end: Int) throws {
    let content = "{\"text\":\"😀 Åbo, x\",\"spans\":[{\"start\":\(start),\"end\":\(end),\"label\":\"LOC\"}]}"
    // Åbo is four bytes; the comma belongs to the span in bytes, to show that words are cut there.
    try withFile(content) { path in
      var source = DataSource(path: path, format: .jsonl)
      source.offsets = unit
      let data = try DataReader.tokens(source, tags: .spans)
      #expect(data.problems.isEmpty)
      let comma = unit == .bytes ? "I-LOC" : "O"
      #expect(data.examples.map(\.shown) == ["😀/O Åbo/B-LOC ,/\(comma) x/O"])
    }
  }

  @Test(arguments: [
    ("{\"text\":\"ab\",\"spans\":[[0,3,\"X\"]]}", "does not lie in the text"),
    ("{\"text\":\"abcd\",\"spans\":[[0,2,\"X\"],[1,3,\"Y\"]]}", "overlap"),
    ("{\"text\":\"ab\",\"spans\":[{\"start\":0}]}", "a span needs"),
    ("{\"tokens\":[\"a\"],\"tags\":[]}", "1 tokens, but 0 tags"),
    ("{\"tokens\":[\"a\"],\"tags\":[\"X\"]}", "neither O"), ("{\"tokens\":[\"a\"", "the text ends too early"),
    ("[1]", "must be a JSON object"), ("{\"text\":5,\"spans\":[]}", "must be a text, but a number"),
  ])
  func `wrong records say what is wrong`(line: String, reason: String) throws {
    let data = try tokens("{\"text\":\"ok\",\"spans\":[]}\n" + line + "\n", .jsonl)
    #expect(data.examples.count == 1)
    #expect(data.reasons.count == 1 && data.reasons[0].hasPrefix("2: ") && data.reasons[0].contains(reason))
  }

  @Test func `phrases are found by their words`() throws {
    let content =
      "{\"text\":\"Deep learning; deep-learning nets learn.\",\"keys\":[\"deep learning\",\"Deep\",\"nets\"]}"
    let data = try tokens(content, .jsonl, fields: [.phrases: "keys"])
    #expect(
      data.examples.map(\.shown) == [
        "Deep/B-phrase learning/I-phrase ;/O deep/B-phrase -/O learning/O nets/B-phrase learn/O ./O"
      ])
  }

  @Test(arguments: ["a.conll.xz", "a.conll.gz"])
  func `a damaged packed file is an error`(name: String) throws {
    let error = #expect(throws: DataError.self) {
      try withFile([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00, 0x04], name: name) { path in
        try DataReader.tokens(DataSource(path: path, format: .conll), tags: .spans)
      }
    }
    #expect(error?.code == "data-unpack")
  }

  @Test func `a missing file is an error`() {
    #expect(throws: SupportError.self) {
      try DataReader.tokens(DataSource(path: "/nonexistent/a.conll.xz", format: .conll), tags: .spans)
    }
  }

  @Test func `random bytes end in problems, not in a crash`() throws {
    var random = SeededRandom(5)
    let pieces = [
      "a\tO\n", "\n", "#", "\t", "\r\n", " ", "{\"tokens\":[", "B-X", "1-2\t", "\u{0}", "é", "-", "1\tx\ty\tz",
    ]
    for round in 0..<200 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<30, using: &random) {
        bytes += pieces.randomElement(using: &random)?.utf8.map(\.self) ?? []
        if round % 3 == 0 { bytes.append(UInt8.random(in: 0...255, using: &random)) }
      }
      try withFile(bytes) { path in
        for format in [DataFormat.conll, .conllu, .jsonl] {
          let data = try DataReader.tokens(DataSource(path: path, format: format), tags: .spans)
          #expect(data.examples.allSatisfy { $0.words.count == $0.labels.count })
        }
        #expect(try DataReader.questions(DataSource(path: path, format: .squad)).examples.isEmpty)
        _ = try DataReader.sequences(DataSource(path: path, format: .tsv))
      }
    }
  }
}
