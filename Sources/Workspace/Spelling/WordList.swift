import Foundation
package import Support
import Synchronization

/// A plain text file of words that are right: a person's own or a project's.
///
/// One word a line; `#` starts a comment. A word in small letters matches however it is written; one with a capital
/// matches itself and all capitals. Thread-safe; a file that changed on disk is read again by `reload`, which looks at size
/// and date only. A missing file is an empty list.
package final class WordList: Sendable {
  /// Where the file lies.
  package let path: String

  private struct State {
    var stamp: FileStamp?
    var small: Set<String> = []
    var exact: Set<String> = []
  }

  private let state = Mutex(State())

  /// Reads the file at `path` where there is one.
  ///
  /// - Throws: `SupportError` when it exists and cannot be read.
  package init(path: String) throws {
    self.path = path
    try reload()
  }

  /// The user's own list.
  package static func userPath(_ directories: Directories = Directories()) -> String {
    directories.config + "/dictionary.txt"
  }

  /// The name of a project's list in the project's root.
  package static let projectFileName = ".stet-dictionary.txt"

  /// Whether the list has the word.
  ///
  /// O(1).
  package func contains(_ word: String) -> Bool {
    state.withLock { state in
      if state.small.isEmpty, state.exact.isEmpty { return false }
      if state.exact.contains(word) { return true }
      let small = word.lowercased()
      return state.small.contains(small)
        || word == word.uppercased() && state.exact.contains { $0.lowercased() == small }
    }
  }

  /// All words, sorted.
  package var words: [String] { state.withLock { $0.small.union($0.exact).sorted() } }

  /// Reads the file again if its size or date changed.
  ///
  /// - Returns: whether the words may have changed.
  @discardableResult
  package func reload() throws -> Bool {
    try state.withLock { state in
      let stamp = FileStamp(path: path)
      guard stamp != state.stamp else { return false }
      let lines = try readLines()
      state.small = []
      state.exact = []
      for word in lines.compactMap(Self.word) {
        if word == word.lowercased() { state.small.insert(word) } else { state.exact.insert(word) }
      }
      state.stamp = stamp
      return true
    }
  }

  /// Adds a word and writes the file; the words are sorted, comments stay where they are.
  ///
  /// - Throws: `SupportError` when the file cannot be written.
  package func add(_ word: String) throws {
    let word = word.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !word.isEmpty, !word.contains("\n"), !word.contains("#") else { return }
    try change { lines in
      if !lines.contains(where: { Self.word($0) == word }) { lines.append(word) }
    }
  }

  /// Removes a word and writes the file.
  package func remove(_ word: String) throws {
    try change { lines in lines.removeAll { Self.word($0) == word } }
  }

  /// Changes what is on disk now, not what was read earlier: another process may have added words.
  private func change(_ body: (inout [String]) -> Void) throws {
    try state.withLock { _ in
      var lines = try readLines()
      body(&lines)
      let text = Self.sorted(lines).map { $0 + "\n" }.joined()
      let folder = (path as NSString).deletingLastPathComponent
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try AtomicFile.write(Array(text.utf8), to: path)
    }
    try reload()
  }

  /// Sorts each run of words between comments and blank lines.
  private static func sorted(_ lines: [String]) -> [String] {
    var (out, run): ([String], [String]) = ([], [])
    for line in lines {
      if word(line) != nil {
        run.append(line)
      } else {
        out += run.sorted() + [line]
        run = []
      }
    }
    return out + run.sorted()
  }

  /// The word on a line, without a comment; nil where there is none.
  private static func word(_ line: String) -> String? {
    let word = (line.split(separator: "#", omittingEmptySubsequences: false).first ?? "")
      .trimmingCharacters(in: .whitespaces).replacing("’", with: "'")
    return word.isEmpty ? nil : word
  }

  private func readLines() throws -> [String] {
    guard access(path, F_OK) == 0 else { return [] }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SupportError.posix("read", path: path, errno: errno)
    }
    var lines = String(decoding: data, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
