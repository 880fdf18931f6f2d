/// An ordered list of patterns with the meaning that `.gitignore` gives them: the last one that matches decides.
///
/// A leading `!` takes back, a final slash restricts to folders, a pattern without a slash matches at any depth, and
/// what lies in an ignored folder is ignored (gitignore(5)). Paths are relative to the folder of the list.
package struct IgnorePatterns: Sendable, Equatable {
  private struct Rule: Sendable, Equatable {
    let glob: Glob
    let isNegated: Bool
    let isForFolders: Bool
  }

  private var rules: [Rule] = []

  /// Whether no path is ever ignored.
  package var isEmpty: Bool { rules.isEmpty }

  /// Takes one pattern per element; there are no comments here.
  package init(_ patterns: some Sequence<String> = []) {
    for pattern in patterns { append(Substring(pattern)) }
  }

  /// Reads the text of a `.gitignore`: one pattern a line, comments and blank lines left out.
  package init(fileText: String) {
    for line in fileText.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      append(Self.withoutTrailingSpaces(line))
    }
  }

  /// The decision of the last rule that describes `path` itself, or nil when none does.
  package func decision(for path: some StringProtocol, isFolder: Bool) -> Bool? {
    let last = rules.last { (isFolder || !$0.isForFolders) && $0.glob.matches(path) }
    return last.map { !$0.isNegated }
  }

  /// Whether the file at `path`, or a folder on the way to it, is ignored.
  package func ignores(_ path: String) -> Bool {
    if rules.isEmpty { return false }
    for index in path.indices where path[index] == "/" {
      if decision(for: path[..<index], isFolder: true) == true { return true }
    }
    return decision(for: path, isFolder: false) == true
  }

  private mutating func append(_ line: Substring) {
    let isNegated = line.hasPrefix("!")
    let pattern = isNegated ? line.dropFirst() : line
    guard pattern.contains(where: { $0 != "/" }) else { return }
    rules.append(Rule(glob: Glob(String(pattern)), isNegated: isNegated, isForFolders: pattern.hasSuffix("/")))
  }

  /// A space at the end counts only when a backslash stands before it.
  private static func withoutTrailingSpaces(_ line: Substring) -> Substring {
    var line = line
    while line.last == " ", !line.dropLast().hasSuffix("\\") { line.removeLast() }
    return line
  }
}
