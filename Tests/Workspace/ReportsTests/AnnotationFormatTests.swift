import Documents
import Foundation
import JSON
import Reports
import Support
import Testing
import Text

/// Annotated texts in every format.
@Suite struct AnnotationFormatTests {
  private let source = "# A\n\n*Ada* Lovelace <b>met</b> Bob 🕯 in Paris.\n"
  private let layers = [
    AnnotatedText.Layer(name: "entities", kind: .spans, labels: ["person", "location"]),
    AnnotatedText.Layer(name: "phrases", kind: .spans, labels: ["phrase"]),
    AnnotatedText.Layer(name: "pos", kind: .words, labels: ["PROPN", "VERB"]),
    AnnotatedText.Layer(name: "roles", kind: .classes, labels: ["method", "result"]),
    AnnotatedText.Layer(name: "salience", kind: .score, labels: ["salience"]),
  ]

  private func range(_ part: String) throws -> Range<Int> {
    let bytes = Array(source.utf8)
    let wanted = Array(part.utf8)
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: wanted) })
    return start..<start + wanted.count
  }

  /// Of one sentence, its marks overlapping in every way.
  private func text(path: String? = "a.md") throws -> AnnotatedText {
    func mark(_ label: String, _ part: String) throws -> AnnotatedText.Mark {
      AnnotatedText.Mark(label: label, range: try range(part), confidence: 0.75)
    }
    let words = try ["Ada", "Lovelace", "met", "Bob", "Paris"].map {
      AnnotatedText.Word(text: $0, range: try range($0))
    }
    let sentence = AnnotatedText.Sentence(
      range: try range("*Ada* Lovelace <b>met</b> Bob 🕯 in Paris."), text: "Ada Lovelace met Bob 🕯 in Paris.",
      words: words,
      values: [
        .marks([try mark("person", "Ada* Lovelace"), try mark("person", "Bob"), try mark("location", "Paris")]),
        .marks([try mark("phrase", "Lovelace <b>met</b> Bob")]),
        .marks([try mark("PROPN", "Ada"), try mark("VERB", "met")]), .labels(["method"], scores: [0.9, 0.1]),
        .score(0.5),
      ])
    return AnnotatedText(path: path, text: Rope(utf8: Array(source.utf8)), layers: layers, sentences: [sentence])
  }

  private func output(_ format: AnnotationFormat, _ texts: [AnnotatedText], color: Bool = false) -> String {
    var style = ReportStyle()
    style.usesColor = color
    var formatter = format.makeFormatter(style)
    let bytes = texts.flatMap { formatter.add($0) } + formatter.end()
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `columns have a word a line`() throws {
    #expect(
      output(.conll, [try text()]) == """
        Ada\tB-person\tO\tPROPN\tmethod\t0.5
        Lovelace\tI-person\tB-phrase\t_\tmethod\t0.5
        met\tO\tI-phrase\tVERB\tmethod\t0.5
        Bob\tB-person\tI-phrase\t_\tmethod\t0.5
        Paris\tB-location\tO\t_\tmethod\t0.5


        """)
    #expect(
      AnnotationColumnFormatter.lines(["a\tb", "c"], [["O", "B-x"], ["X", "Y"]])
        == Array("a b\tO\tX\nc\tB-x\tY\n\n".utf8))
  }

  @Test func `records have bytes and positions`() throws {
    let line = output(.jsonl, [try text()])
    let json = try JSONValue(parsing: Array(line.utf8))
    #expect(json["path"] == "a.md" && json["salience"]?.doubleValue == 0.5)
    #expect(json["roles"]["labels"] == ["method"] && json["roles"]["scores"]["result"]?.doubleValue == 0.1)
    let paris = json["entities"][2]
    #expect(paris["label"] == "location" && paris["text"] == "Paris" && paris["confidence"]?.doubleValue == 0.75)
    let start = try range("Paris").lowerBound
    #expect(paris["bytes"][0]?.intValue == start)
    // The candle has four bytes and two units.
    #expect(paris["range"]["start"]["character"]?.intValue == start - 5 - 2)
    #expect(json["text"] == "Ada Lovelace met Bob 🕯 in Paris.")
    #expect(output(.jsonl, [try text(path: nil)]).contains("\"path\"") == false)
  }

  @Test func `text is for people, and safe for their terminals`() throws {
    let plain = output(.text, [try text()])
    #expect(
      plain.contains(
        "    3  method salience 50 %  *Ada* Lovelace [person] <b>met</b> Bob [person] 🕯 in Paris [location]."))
    #expect(plain.contains("phrases: Lovelace <b>met</b> Bob\n") && plain.contains("pos: Ada/PROPN met/VERB\n"))
    let colored = output(.text, [try text()], color: true)
    #expect(!plain.contains("\u{1B}") && colored.contains("\u{1B}[1;"))
    let hostile = AnnotatedText(
      path: "\u{1B}[31m.md", text: Rope(utf8: Array("a \u{1B}]0;x\u{07} b".utf8)), layers: [],
      sentences: [AnnotatedText.Sentence(range: 0..<11, text: "", words: [], values: [])])
    #expect(!output(.text, [hostile]).contains("\u{1B}"))
  }

  @Test func `the page shows all of the source and nothing that acts`() throws {
    let page = output(.html, [try text(), try text(path: "<script>.md")])
    #expect(!page.contains("<script>") && page.contains("&lt;b&gt;"))
    #expect(Self.elementsAreBalanced(page))
    let start = try #require(page.range(of: "<main"))
    let body = String(page[start.lowerBound...].prefix { $0 != "\u{0}" })
    let shown = body.replacing(/<h2>.*?<\/header>/, with: "").replacing(/<span class="tag.*?<\/span>/, with: "")
      .replacing(/<[^>]*>/, with: "")
    #expect(shown.contains("*Ada* Lovelace &lt;b&gt;met&lt;/b&gt; Bob 🕯 in Paris."))
    for id in ["layer0", "layer4", "show0-0", "show0-1"] { #expect(page.contains("id=\"\(id)\"")) }
    #expect(page.contains("data-t=\"person\"") && page.contains("--s:50%"))
  }

  @Test func `what could not be read is told in the page, and nothing is no text`() {
    let failed = AnnotatedText(
      path: "b.md", layers: layers, error: SupportError(code: "io-error", message: "b.md cannot be <read>"))
    #expect(output(.html, [failed]).contains("cannot be &lt;read&gt;"))
    for format in AnnotationFormat.allCases where format != .html { #expect(output(format, []).isEmpty) }
    #expect(Self.elementsAreBalanced(output(.html, [])))
  }

  @Test func `sentences that a block cuts, or that reach behind the text, lose nothing`() {
    let source = "- one\n- two\n\nthree"
    let sentence = AnnotatedText.Sentence(
      range: 2..<99, text: "", words: [],
      values: [.marks([AnnotatedText.Mark(label: "person", range: 2..<11, confidence: 1)])])
    let text = AnnotatedText(
      path: "a.md", text: Rope(utf8: Array(source.utf8)), layers: [layers[0]], sentences: [sentence])
    let page = output(.html, [text])
    #expect(Self.elementsAreBalanced(page))
    let main = page.components(separatedBy: "<div class=\"text\">")[1].components(separatedBy: "</div>")[0]
    #expect(main.replacing(/<[^>]*>/, with: "") == source)
  }

  /// Whether every element is closed by the tag that matches it.
  private static func elementsAreBalanced(_ page: String) -> Bool {
    var open: [Substring] = []
    for tag in page.matches(of: /<(\/?)([a-z0-9]+)[^>]*>/) where !["meta", "input"].contains(tag.2) {
      if tag.1.isEmpty { open.append(tag.2) } else if open.popLast() != tag.2 { return false }
    }
    return open.isEmpty
  }
}
