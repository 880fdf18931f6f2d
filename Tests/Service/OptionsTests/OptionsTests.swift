import JSON
import Options
import Support
import Testing

@Suite struct OptionsTests {
  @Test func `defaults hold when nothing is set`() throws {
    let (options, problems) = try OptionFixture().load()
    #expect(options == Options())
    #expect(problems.isEmpty)
    #expect(options.limits.documentBytes == 16 << 20)
    #expect(options.limits.findings == 1000)
  }

  @Test func `every key of a full file is taken over`() throws {
    let (options, problems) = try OptionFixture(project: fullProject).load()
    #expect(problems.map(\.description) == [])
    #expect(options.language == "en-GB")
    #expect(options.ignore == ["drafts/", "*.tmp.md"])
    #expect(options.extensions == ["md"])
    #expect(options.dictionaries.words == ["stet", "jansson"])
    #expect(options.dictionaries.project == "words/list.txt")
    #expect([options.limits.documentBytes, options.limits.findings] == [1000, 7])
    #expect(options.models.encoder == "other")
    #expect([options.highlight.count, options.similar.count] == [3, 9])
    #expect([options.highlight.share, options.similar.minimumScore] == [0.5, 0.25])
    #expect(!options.similar.codeLens)
    #expect(options.complete.enabled == false && options.complete.model == "gpt")
    #expect(options.complete.filetypes == ["org"] && options.complete.ignore == ["poems/"])
    #expect([options.complete.maxTokens, options.complete.candidates, options.complete.words] == [4, 2, 0])
    #expect(options.complete.minimumConfidence == 0.5 && options.complete.contextTokens == 64)
    #expect(!options.complete.personal)
    #expect(options.rules.level(of: "spelling.unknown-word") == .hint)
    #expect(options.rules.level(of: "grammar.agreement") == .off)
    #expect(options.rules.level(of: "style.filler") == nil)
    #expect(options.overrides.map(\.files) == [["*.tex"], ["/CHANGELOG.md"]])
  }

  @Test func `the nearest file above the document applies, and its folder is the root`() throws {
    let fixture = try OptionFixture(project: "limits.findings = 1")
    #expect(fixture.load().options.root == fixture.project)
    try fixture.write(Array("limits.findings = 2".utf8), to: "project/docs/.stet.toml")
    let (options, _) = fixture.load()
    #expect(options.limits.findings == 2)
    #expect(options.root == fixture.project + "/docs")
    #expect(options.projectDictionary == fixture.project + "/docs/.stet-dictionary.txt")
    #expect(options.files == [fixture.project + "/docs/.stet.toml"])
  }

  @Test func `later layers win, and lists that accumulate are joined`() throws {
    let fixture = try OptionFixture(
      user:
        "language = 'de-DE'\nextensions = ['txt']\n[dictionaries]\nwords = ['a']\n[similar]\ncount = 2\n[cache]\ndisk-megabytes = 5",
      project: "language = 'en-GB'\nextensions = ['md']\ndictionaries.words = ['b']")
    let settings: JSONValue = ["language": "fr-FR", "dictionaries": ["words": ["c"]], "cache": ["memoryMegabytes": 8]]
    let (options, problems) = fixture.load(settings: settings)
    #expect(problems.map(\.description) == [])
    #expect(options.language == "fr-FR")
    #expect(options.extensions == ["md"])
    #expect(options.dictionaries.words == ["a", "b", "c"])
    #expect(options.similar.count == 2)
    #expect(options.cache.diskMegabytes == 5)
    #expect(options.cache.memoryMegabytes == 8)
  }

  @Test func `overrides apply to the files that they name, in their order`() throws {
    let options = try OptionFixture(project: fullProject).load().options
    let plain = options.options(for: "docs/page.md")
    #expect(plain.language == "en-GB")
    #expect(plain.rules.level(of: "spelling.unknown-word") == .hint)
    let tex = options.options(for: (options.root ?? "") + "/deep/paper.tex")
    #expect(tex.language == "en-US")
    #expect(tex.rules.level(of: "spelling.unknown-word") == .off)
    #expect(options.options(for: "CHANGELOG.md").rules.level(of: "spelling.unknown-word") == .error)
    #expect(options.options(for: "docs/CHANGELOG.md").rules.level(of: "spelling.unknown-word") == .hint)
  }

  @Test(arguments: [("drafts/a.md", true), ("docs/drafts/b.md", true), ("x.tmp.md", true), ("docs/a.md", false)])
  func `ignored files are recognised`(path: String, isIgnored: Bool) throws {
    let options = try OptionFixture(project: fullProject).load().options
    #expect(options.options(for: path).isIgnored == isIgnored)
  }

  @Test func `a category set later outweighs single rules set before`() {
    var levels = RuleLevels(["spelling.unknown-word": .error, "style.filler": .hint])
    levels.merge(RuleLevels(["spelling": .off]))
    #expect(levels == RuleLevels(["spelling": .off, "style.filler": .hint]))
  }

  @Test func `null settings change nothing`() throws {
    let (options, problems) = try OptionFixture().load(settings: .null)
    #expect(options == Options())
    #expect(problems.isEmpty)
  }

  @Test func `a path with a tilde starts at home`() throws {
    let (options, problems) = try OptionFixture(user: "cache.path = '~/sentences'").load()
    #expect(problems.isEmpty)
    #expect(options.cache.path.hasPrefix("/") && options.cache.path.hasSuffix("/sentences"))
  }
}

let fullProject = """
  language = "en-GB"  # comment
  ignore = ["drafts/", "*.tmp.md"]
  extensions = ["md"]

  [dictionaries]
  words = [
    "stet",  # ours
    "jansson",
  ]
  project = "words/list.txt"

  [rules]
  "spelling.unknown-word" = "hint"
  grammar.agreement = false

  [limits]
  document-bytes = 1000
  findings = 7

  [models]
  encoder = "other"

  [highlight]
  count = 3
  share = 0.5

  [complete]
  enabled = false
  model = "gpt"
  filetypes = ["org"]
  ignore = ["poems/"]
  max-tokens = 4
  candidates = 2
  minimum-confidence = 0.5
  context-tokens = 64
  words = 0
  personal = false

  [similar]
  count = 9
  minimum-score = 0.25
  code-lens = false

  [[overrides]]
  files = ["*.tex"]
  language = "en-US"
  rules = { spelling = "off" }

  [[overrides]]
  files = ["/CHANGELOG.md"]
  [overrides.rules]
  spelling = "error"
  """
