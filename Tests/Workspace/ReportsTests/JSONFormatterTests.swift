import Documents
import JSON
import Reports
import Testing

@Suite struct JSONFormatterTests {
  private let text = "é🙂\nThe qick fox"

  @Test func `a line of jsonl has the members of the contract in their order`() throws {
    let output = try render(.jsonl, [report("a b.md", text, [finding("qick", in: text, replacements: ["quick"])])])
    #expect(
      output == """
        {"path":"a b.md","range":{"start":{"line":1,"character":4},"end":{"line":1,"character":8}},"bytes":[11,15],\
        "code":"spelling.unknown-word","category":"spelling","severity":"warning","message":"Unknown word.",\
        "replacements":["quick"],"confidence":0.8}

        """)
  }

  @Test func `characters are UTF-16 code units`() throws {
    let line = try JSONValue(parsing: render(.jsonl, [report("a", "é🙂x", [finding("x", in: "é🙂x")])]))
    #expect(line["range"]["start"]["character"] == 3)
    #expect(line["bytes"] == [6, 7])
  }

  @Test func `jsonl tells findings only`() throws {
    #expect(try render(.jsonl, [unreadable, report("a", "x", [])]) == "")
    #expect(!ReportFormat.jsonl.tellsErrors)
  }

  @Test func `json is one document with version, files and summary`() throws {
    let findings = [finding("qick", in: text), finding("The", in: text, code: "grammar.article", severity: .error)]
    let document = try JSONValue(parsing: render(.json, [report("a.md", text, findings), unreadable]))
    #expect(document["version"] == 1)
    #expect(document["files"][0]["path"] == "a.md")
    #expect(document["files"][0]["findings"][0]["code"] == "grammar.article")
    #expect(document["files"][0]["findings"][1]["path"] == nil)
    #expect(document["files"][1]["error"]["code"] == "io-error")
    #expect(document["summary"]["files"] == 2)
    #expect(document["summary"]["failures"] == 1)
    #expect(document["summary"]["categories"] == ["grammar": 1, "spelling": 1])
    #expect(document["summary"]["severities"] == ["error": 1, "warning": 1, "information": 0, "hint": 0])
  }

  @Test func `a report without files is a document`() throws {
    #expect(try JSONValue(parsing: render(.json, []))["files"] == [])
  }
}
