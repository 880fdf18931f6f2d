import Datasets
import Testing

@Suite struct DataReaderTests {
  private func source(_ path: String, _ format: DataFormat = .jsonl, _ fields: [DataField: String] = [:]) -> DataSource
  {
    DataSource(path: path, format: format, fields: fields)
  }

  @Test func `texts have a label, labels or a score`() throws {
    let content = """
      {"text":"a","label":"x"}
      {"text":"b","label":3}
      {"text":"c","labels":["x","y"]}
      {"text":"d","score":2.5}

      {"text":"  ","label":"x"}
      {"text":"e"}
      """
    try withFile(content) { path in
      let data = try DataReader.sequences(source(path))
      #expect(
        data.examples == [
          .init(text: "a", labels: ["x"]), .init(text: "b", labels: ["3"]), .init(text: "c", labels: ["x", "y"]),
          .init(text: "d", score: 2.5),
        ])
      #expect(
        data.reasons == ["6: the field \"text\" is blank", "7: the field \"label\" is missing; there is \"text\""])
    }
  }

  @Test func `a table has its names in the first line`() throws {
    try withFile("sentence\tclass\nI like it\tgood\nbroken\n", name: "a.tsv") { path in
      let data = try DataReader.sequences(source(path, .tsv, [.text: "sentence", .label: "class"]))
      #expect(data.examples == [.init(text: "I like it", labels: ["good"])])
      #expect(data.reasons == ["3: 1 columns, but the first line names 2"])
    }
  }

  @Test func `a format that cannot hold the examples is refused`() throws {
    #expect(throws: DataError.self) { try DataReader.sequences(source("x", .conll)) }
    #expect(throws: DataError.self) { try DataReader.tokens(source("x", .squad), tags: .words) }
    #expect(throws: DataError.self) { try DataReader.documents(source("x", .tsv)) }
  }

  @Test func `pairs and triplets are read`() throws {
    try withFile("{\"a\":\"x\",\"b\":\"y\",\"score\":5}\n{\"a\":\"x\",\"b\":\"y\"}\n") { path in
      let data = try DataReader.pairs(source(path, .jsonl, [.text: "a", .pair: "b"]))
      #expect(data.examples == [.init(first: "x", second: "y", score: 5), .init(first: "x", second: "y")])
    }
    try withFile("{\"anchor\":\"x\",\"positive\":\"y\",\"negative\":\"z\"}\n{\"anchor\":\"x\"}\n") { path in
      let data = try DataReader.triplets(source(path))
      #expect(data.examples == [.init(anchor: "x", positive: "y", negative: "z")])
      #expect(data.problems.count == 1)
    }
  }

  @Test func `documents have a label or a score a sentence`() throws {
    let content = """
      {"sentences":["a","b"],"labels":["method","other"]}
      {"sentences":[{"text":"a","p":2},{"text":"b","p":4}]}
      {"sentences":["a"],"labels":["x","y"]}
      """
    try withFile(content) { path in
      let data = try DataReader.documents(source(path))
      #expect(data.examples == [.init(sentences: ["a", "b"], labels: ["method", "other"])])
      #expect(data.problems.count == 2)
      #expect(data.reasons[1] == "3: 1 sentences, but 2 elements in the field \"labels\"")
      let nested = try DataReader.documents(
        source(path, .jsonl, [.sentences: "sentences.text", .scores: "sentences.p"]))
      #expect(nested.examples == [.init(sentences: ["a", "b"], scores: [2, 4])])
    }
  }

  @Test func `answers are found by offset, else at the nearest place`() throws {
    let content = """
      {"context":"Åbo, the Åbo","question":"q","answers":["Åbo"],"answer_start":9}
      {"context":"one two one","question":"q","answers":["one","two"],"answer_start":7}
      {"context":"one","question":"q","answers":["uno"],"answer_start":-1}
      {"context":"one","question":"q","answers":[]}
      {"context":"one","question":"q","answers":[""]}
      {"context":"one","question":"q","answers":{"text":["one"],"answer_start":[0]}}
      {"context":"one","question":"q","answers":[""],"answer_start":-1}
      {"context":"so he left, and","question":"q","answers":["He left."],"answer_start":3}
      """
    try withFile(content) { path in
      let data = try DataReader.questions(source(path))
      #expect(data.examples.map(\.spans) == [[10..<14], [8..<11, 4..<7], [], [], [0..<3], [3..<10]])
      #expect(data.examples.map(\.isImpossible) == [false, false, false, true, false, false])
      #expect(data.examples.map(\.isTrainable) == [true, true, false, true, true, true])
      #expect(data.problems.listed.map(\.line) == [5])
    }
  }

  @Test func `SQuAD is read in both versions`() throws {
    let content = """
      {"version":"v2.0","data":[{"title":"t","paragraphs":[{"context":"In Rome.","qas":[
      {"id":"1","question":"Where?","answers":[{"text":"Rome","answer_start":3}]},
      {"id":"2","question":"When?","answers":[],"is_impossible":true},
      {"id":"3","answers":[]}]}, {"qas":[]}]}]}
      """
    try withFile(content) { path in
      let data = try DataReader.questions(source(path, .squad))
      #expect(data.examples.map(\.id) == ["1", "2"])
      #expect(data.examples.map(\.spans) == [[3..<7], []])
      #expect(
        data.reasons == [
          "-: data[0].paragraphs[0].qas[2] needs \"question\"",
          "-: data[0].paragraphs[1] needs \"context\" and \"qas\"",
        ])
    }
    try withFile(String(content.prefix(40))) { path in
      let data = try DataReader.questions(source(path, .squad))
      #expect(data.problems.count == 1)
    }
  }

  @Test(arguments: [
    ("a/train.conllu.xz", DataFormat.conllu), ("b.JSONL", .jsonl), ("c.conll", .conll), ("d.json", .squad),
    ("e.tsv", .tsv),
    ("f.txt", nil), ("", nil),
  ])
  func `names tell formats`(path: String, format: DataFormat?) {
    #expect(DataFormat(path: path) == format)
  }

  @Test func `label spaces are ordered and compared`() {
    var counts = LabelCounts()
    counts.add([TokenExample(words: ["a", "b", "c"], labels: ["O", "I-PER", nil])])
    #expect(counts.spanSpace.names == ["O", "B-PER", "I-PER"])
    #expect(counts.unknown(to: LabelSpace(["O"])) == ["I-PER"])
    let space = LabelSpace.bio(types: ["LOC", "PER"])
    #expect(space.id(of: "B-PER") == 3)
    #expect(space.mask(marking: ["PER"]) == [true, false, false, true, true])
  }
}
