import Documents
import JSON
import Reports
import Testing

@Suite struct SARIFFormatterTests {
  private func run(_ reports: [FileReport], _ style: ReportStyle = ReportStyle()) throws -> JSONValue {
    try JSONValue(parsing: render(.sarif, reports, style: style))["runs"][0] ?? .null
  }

  @Test func `a result has a place in lines, UTF-16 columns and bytes`() throws {
    let text = "é🙂\nI 🙂 qick"
    let run = try run([report("docs/ä b.md", text, [finding("qick", in: text)])])
    let location = run["results"][0]["locations"][0]["physicalLocation"]
    #expect(location["artifactLocation"] == ["uri": "docs/%C3%A4%20b.md", "uriBaseId": "%SRCROOT%"])
    #expect(
      location["region"] == [
        "startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 10, "byteOffset": 14, "byteLength": 4,
      ])
    #expect(run["columnKind"] == "utf16CodeUnits")
  }

  @Test func `each rule is listed once and results point to it`() throws {
    var style = ReportStyle()
    style.ruleDescriptions = ["spelling.unknown-word": "A word that no dictionary has."]
    let text = "a b c"
    let findings = [
      finding("a", in: text), finding("b", in: text, code: "grammar.agreement", severity: .hint),
      finding("c", in: text),
    ]
    let run = try run([report("a.md", text, findings)], style)
    let rules = run["tool"]["driver"]["rules"]?.arrayValue ?? []
    #expect(rules.map { $0["id"]?.stringValue } == ["spelling.unknown-word", "grammar.agreement"])
    #expect(rules.first?["shortDescription"]["text"] == "A word that no dictionary has.")
    #expect((0..<3).map { run["results"][$0]["ruleIndex"]?.intValue } == [0, 1, 0])
    #expect((0..<3).map { run["results"][$0]["level"]?.stringValue } == ["warning", "note", "warning"])
  }

  @Test func `fingerprints survive moved lines and tell equal findings apart`() throws {
    func fingerprints(_ text: String) throws -> [String?] {
      let run = try run([report("a.md", text, [0, 1].map { finding("qick", in: text, occurrence: $0) })])
      return (0..<2).map { run["results"][$0]["partialFingerprints"]["stetFinding/v1"]?.stringValue }
    }
    let before = try fingerprints("The qick fox.\nThe qick fox.\n")
    let after = try fingerprints("Something new.\n\n  The qick fox.\n\nThe qick fox.\n")
    #expect(before == after)
    #expect(Set(before).count == 2)
    #expect(try fingerprints("Another qick fox.\nThe qick fox.\n")[0] != before[0])
  }

  @Test func `replacements are fixes`() throws {
    let run = try run([report("a.md", "qick", [finding("qick", in: "qick", replacements: ["quick", ""])])])
    let fixes = run["results"][0]["fixes"]
    #expect(fixes[0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == "quick")
    #expect(fixes[1]["description"]["text"] == "Remove it")
  }

  @Test func `a file that could not be read makes the run unsuccessful`() throws {
    let run = try run([unreadable])
    #expect(run["invocations"][0]["executionSuccessful"] == false)
    #expect(run["invocations"][0]["toolExecutionNotifications"][0]["descriptor"]["id"] == "io-error")
    #expect(run["results"] == [])
  }

  @Test(arguments: [
    ("/etc/a.md", "file:///etc/a.md"), ("./a.md", "a.md"), ("a%b#c?.md", "a%25b%23c%3F.md"), ("-", "-"),
  ])
  func `paths become URIs`(path: String, uri: String) throws {
    let run = try run([report(path, "x", [finding("x", in: "x")])])
    let location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    #expect(location?.stringValue == uri)
  }
}
