import Support
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("*.md", "a.md", true), ("*.md", "docs/a.md", true), ("*.md", "a.mdx", false), ("/*.md", "docs/a.md", false),
    ("docs/*.md", "docs/a.md", true), ("docs/*.md", "docs/x/a.md", false), ("docs/**/*.md", "docs/a.md", true),
    ("docs/**/*.md", "docs/x/y/a.md", true), ("docs/**", "docs/x/y", true), ("docs/**", "docs", false),
    ("**/x", "x", true), ("**/x", "a/b/x", true), ("**/x", "ax", false), ("a/**/b", "a/b", true),
    ("a?c", "abc", true), ("a?c", "a/c", false), ("a?c", "aéc", true), ("[a-c]x", "bx", true), ("[!a-c]x", "bx", false),
    ("[^a]x", "bx", true), ("[]]x", "]x", true), ("[a", "[a", true), ("*.{md,txt}", "a.txt", true),
    ("*.{md,txt}", "a.rst", false), ("{a,b{c,d}}/x", "bd/x", true), ("{a,}b", "b", true), ("{a", "{a", true),
    ("\\*", "*", true), ("\\*", "x", false), ("drafts/", "drafts", true), ("./a.md", "a.md", true),
    ("a**b", "axxb", true),
    ("", "", false), ("日*", "日本", true), ("*a*b*c*", "xxaxxbxxcxx", true), ("*", ".hidden", true),
  ])
  func `patterns describe paths`(pattern: String, path: String, matches: Bool) {
    #expect(Glob(pattern).matches(path) == matches)
  }

  @Test func `a pattern that makes others exponential is answered at once`() {
    let pattern = String(repeating: "*a", count: 50) + "b"
    #expect(!Glob(pattern).matches(String(repeating: "a", count: 500)))
    #expect(!Glob(String(repeating: "{a,b}", count: 200)).matches("a"))
    #expect(!Glob(String(repeating: "{", count: 5000) + String(repeating: "}", count: 5000)).matches("a"))
  }

  @Test(
    arguments: [
      (["*.log", "!keep.log"], "keep.log", false), (["!keep.log", "*.log"], "keep.log", true),
      (["build/"], "build", false), (["build/"], "a/build/x", true), (["/build"], "a/build", false),
      (["a/b"], "a/b/c", true), (["a/b"], "x/a/b", false), (["a/", "!a/x"], "a/x", true),
      (["*", "!*.md"], "x.md", false),
      (["\\#x"], "#x", true), (["\\!x"], "!x", true), (["/"], "a", false), ([], "a", false),
    ] as [([String], String, Bool)])
  func `the last pattern decides, and folders pass it on`(patterns: [String], path: String, isIgnored: Bool) {
    #expect(IgnorePatterns(patterns).ignores(path) == isIgnored)
  }

  @Test func `a file's comments, blank lines and trailing spaces do not count`() {
    let patterns = IgnorePatterns(fileText: "# no\r\n\r\nyes.md  \r\nspace\\ \n")
    #expect(patterns.ignores("yes.md"))
    #expect(patterns.ignores("space "))
    #expect(!patterns.ignores("# no"))
  }
}
