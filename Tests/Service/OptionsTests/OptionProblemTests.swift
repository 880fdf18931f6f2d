import Foundation
import JSON
import Options
import Testing

@Suite struct OptionProblemTests {
  /// A line of TOML and what must be said about it.
  @Test(arguments: [
    ("langauge = 'en-US'", 1, "there is no option \"langauge\". Did you mean \"language\"?"),
    ("\n[limit]\nfindings = 3", 2, "there is no option \"limit\". Did you mean \"limits\"?"),
    ("[limits]\n\nfindigns = 3", 3, "there is no option \"limits.findigns\". Did you mean \"limits.findings\"?"),
    (
      "[limits]\ndocumentBytes = 3", 2,
      "there is no option \"limits.documentBytes\". Did you mean \"limits.document-bytes\"?"
    ),
    ("findings = 3", 1, "there is no option \"findings\". Did you mean \"limits.findings\"?"),
    ("zzzzzzzzzzzz = 3", 1, "there is no option \"zzzzzzzzzzzz\""),
    ("language = 3", 1, "language must be a language tag such as \"en-GB\", but an integer was found"),
    ("language = 'no tag!'", 1, "language must be a language tag such as \"en-GB\", but another string was found"),
    ("limits = 3", 1, "limits is a section, but an integer was found"),
    ("limits.findings = 0", 1, "limits.findings must be an integer from 1 to 1000000, but 0 was found"),
    ("limits.findings = 2.5", 1, "limits.findings must be an integer from 1 to 1000000, but a number was found"),
    ("highlight.share = 2", 1, "highlight.share must be a number from 0 to 1, but 2 was found"),
    ("highlight.share = nan", 1, "highlight.share must be a number from 0 to 1, but nan was found"),
    ("[similar]\ncode-lens = 'yes'", 2, "similar.code-lens must be true or false, but a string was found"),
    ("ignore = 'x'", 1, "ignore must be a list of strings, but a string was found"),
    ("ignore = [\n 'x', 2]", 1, "element 2 of ignore must be a string, but an integer was found"),
    ("ignore = 1979-05-27", 1, "ignore must be a list of strings, but a date or time was found"),
    (
      "dictionaries.project = '../x'", 1,
      "dictionaries.project must be a path inside the project, but another string was found"
    ),
    ("rules = 'off'", 1, "rules must be a table of rules, but a string was found"),
    (
      "[rules]\n'spelling.unknown-word' = 'warn'", 2,
      "rules.spelling.unknown-word must be one of off, on, hint, information, warning, error, true or false. Did you mean \"warning\"?"
    ),
    (
      "[rules]\nspelling.unknwon-word = 'off'", 2,
      "there is no rule \"rules.spelling.unknwon-word\". Did you mean \"spelling.unknown-word\"?"
    ),
    ("[[overrides]]\nrules = {}", 1, "overrides.0 names no files. Add files = [\"pattern\"]."),
    (
      "[[overrides]]\nfiles=['a']\n[[overrides]]\nfiles=['b']\nlang = 'x'", 5,
      "there is no option \"overrides.1.lang\". Did you mean \"language\"?"
    ),
    ("overrides = 1", 1, "overrides must be a list of tables, but an integer was found"),
    (
      "[server]\nthreads = 2", 2,
      "server.threads cannot be set by a project. Set it in the user's own config.toml, because all projects share the daemon that follows it."
    ),
  ])
  func `what is not understood is reported with its line, and the rest applies`(
    text: String, line: Int, message: String
  ) throws {
    let fixture = try OptionFixture(project: text + "\n[similar2]\n[models]\nencoder = 'kept'\n")
    let (options, problems) = fixture.load(ruleCodes: ["spelling.unknown-word", "grammar.agreement"])
    let own = problems.filter { $0.key != "similar2" }
    #expect(own.map(\.description) == ["\(fixture.project)/.stet.toml:\(line): \(message)"])
    #expect(problems.count == own.count + 1)
    #expect(options.models.encoder == "kept")
  }

  @Test func `editor settings are reported in their own spelling`() throws {
    let (options, problems) = try OptionFixture().load(settings: [
      "limits": ["documentBytez": 3, "findings": 4], "similar": ["minimumScore": "high"],
    ])
    #expect(options.limits.findings == 4)
    #expect(
      problems.map(\.description) == [
        "editor settings: there is no option \"limits.documentBytez\". Did you mean \"limits.documentBytes\"?",
        "editor settings: similar.minimumScore must be a number from -1 to 1, but a string was found",
      ])
  }

  @Test(arguments: [.bool(true), .integer(1), .string("x"), .array([1])] as [JSONValue])
  func `settings that are no object are one problem`(settings: JSONValue) throws {
    let (options, problems) = try OptionFixture().load(settings: settings)
    #expect(options == Options())
    #expect(problems.map(\.code) == ["option-invalid-value"])
  }

  @Test func `wrong syntax is a problem with its line`() throws {
    let (options, problems) = try OptionFixture(project: "language = 'en-GB'\n[limits\n").load()
    #expect(options.language == Options().language)
    #expect(problems.map(\.code) == ["option-syntax"])
    #expect(problems.first?.line == 2)
  }

  @Test func `a folder in place of the file is a problem`() throws {
    let fixture = try OptionFixture()
    try FileManager.default.createDirectory(
      atPath: fixture.project + "/.stet.toml", withIntermediateDirectories: true)
    #expect(fixture.load().problems.map(\.code) == ["option-file"])
  }

  @Test func `a problem of the user's file does not keep the project's from applying`() throws {
    let (options, problems) = try OptionFixture(user: "= = =", project: "limits.findings = 3").load()
    #expect(options.limits.findings == 3)
    #expect(problems.map(\.code) == ["option-syntax"])
  }
}
