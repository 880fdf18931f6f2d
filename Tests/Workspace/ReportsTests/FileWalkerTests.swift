import Foundation
import Reports
import Support
import Testing

/// A tree of files, removed with the object.
private final class Tree {
  let root: String

  init(_ files: [String: String]) throws {
    let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    root = base + "/stet-walk-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    for (path, text) in files {
      let full = root + "/" + path
      let folder = String(full.prefix(upTo: full.lastIndex(of: "/") ?? full.endIndex))
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: full))
    }
  }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: root + "/" + path, withDestinationPath: target)
  }

  /// What a walk over `paths` in the tree finds, relative to it.
  func walk(_ paths: [String] = [""], _ walker: FileWalker = FileWalker()) -> (files: [String], problems: [String]) {
    let result = walker.walk(paths.map { $0.isEmpty ? root : root + "/" + $0 })
    return (
      result.files.map { String($0.dropFirst(root.count + 1)) },
      result.problems.map { String($0.path.dropFirst(root.count + 1)) }
    )
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }
}

@Suite struct FileWalkerTests {
  @Test func `known files are found in the order of their names`() throws {
    let tree = try Tree([
      "b.md": "", "a/z.txt": "", "a/b/c.MD": "", "a.png": "", "Z.tex": "", "noextension": "", "b/x.html": "",
    ])
    #expect(tree.walk().files == ["Z.tex", "a/b/c.MD", "a/z.txt", "b/x.html", "b.md"])
  }

  @Test func `hidden entries, builds and node_modules are left out`() throws {
    let tree = try Tree([
      ".hidden/a.md": "", ".a.md": "", ".build/a.md": "", "node_modules/a.md": "", "x/node_modules/y/a.md": "",
      "k.md": "",
    ])
    #expect(tree.walk().files == ["k.md"])
  }

  @Test func `a file is taken whatever its name is, and once`() throws {
    let tree = try Tree(["a.weird": "", ".hidden.md": "", "b.md": ""])
    #expect(tree.walk(["a.weird", ".hidden.md", "b.md", "", "a.weird"]).files == ["a.weird", ".hidden.md", "b.md"])
  }

  @Test func `what is missing is a problem and the rest goes on`() throws {
    let tree = try Tree(["a.md": ""])
    let result = tree.walk(["gone.md", "a.md", "gone/"])
    #expect(result.files == ["a.md"])
    #expect(result.problems == ["gone.md", "gone/"])
  }

  @Test func `links are followed but never in circles`() throws {
    let tree = try Tree(["a/x.md": "", "other/y.md": ""])
    try tree.link("a/loop", to: "..")
    try tree.link("a/self", to: "self")
    try tree.link("a/broken", to: "nowhere")
    try tree.link("a/there", to: "../other")
    #expect(tree.walk(["a"]).files == ["a/loop/other/y.md", "a/x.md"])
    #expect(tree.walk().files == ["a/there/y.md", "a/x.md"])
  }

  @Test func `gitignore files are honoured, the nearest one last`() throws {
    let tree = try Tree([
      ".gitignore": "# comment\n*.txt\n/top.md\nbuild/\n!keep.txt\n", "top.md": "", "sub/top.md": "", "a.txt": "",
      "keep.txt": "",
      "build/a.md": "", "sub/build/b.md": "", "sub/.gitignore": "!a.txt\nsecret.md", "sub/a.txt": "",
      "sub/secret.md": "", "secret.md": "",
      "docs/build": "", ".ignore": "generated.md", "generated.md": "",
    ])
    #expect(tree.walk().files == ["keep.txt", "secret.md", "sub/a.txt", "sub/top.md"])
  }

  @Test func `a repository's gitignore counts below its root`() throws {
    let tree = try Tree([".git/config": "", ".gitignore": "sub/drafts/", "sub/drafts/a.md": "", "sub/b.md": ""])
    #expect(tree.walk(["sub"]).files == ["sub/b.md"])
  }

  @Test func `what the caller ignores outweighs what files take back`() throws {
    let tree = try Tree([".gitignore": "!a.md", "a.md": "", "b/c/d.md": "", "b/e.md": ""])
    let walker = FileWalker(ignore: IgnorePatterns(["a.md", "b/**/d.md"]), root: tree.root)
    #expect(tree.walk([""], walker).files == ["b/e.md"])
  }

  @Test func `other extensions can be asked for`() throws {
    let tree = try Tree(["a.md": "", "b.adoc": ""])
    #expect(tree.walk([""], FileWalker(extensions: ["adoc"])).files == ["b.adoc"])
  }
}
