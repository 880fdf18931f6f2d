/// One thing that is wrong in a data file.
package struct DataProblem: Sendable, Equatable, CustomStringConvertible {
  /// The file's path as it was given.
  package let file: String
  /// 1-based; nil where the format has no lines.
  package let line: Int?
  /// What is wrong, without a full stop.
  package let reason: String

  /// As a compiler prints it: `file:line: reason`.
  package var description: String {
    file + (line.map { ":\($0)" } ?? "") + ": " + reason
  }
}

/// What is wrong in some files: the first problems in full, of the others the number only.
package struct DataProblems: Sendable, Equatable {
  /// The first problems, at most `limit`.
  package private(set) var listed: [DataProblem] = []
  /// How many there are in all.
  package private(set) var count = 0

  /// How many problems are kept in full.
  package static let limit = 20

  /// No problems.
  package init() {}

  /// Whether nothing is wrong.
  package var isEmpty: Bool { count == 0 }

  /// Notes one more problem.
  package mutating func add(_ reason: String, file: String, line: Int?) {
    count += 1
    if listed.count < Self.limit { listed.append(DataProblem(file: file, line: line, reason: reason)) }
  }

  /// Notes the problems of another file behind one's own.
  package mutating func add(_ others: DataProblems) {
    count += others.count
    listed += others.listed.prefix(Self.limit - listed.count)
  }

  /// Refuses to go on when something is wrong.
  ///
  /// - Throws: `DataError` of code `data-invalid`, whose hint has one problem a line.
  package func check() throws {
    guard !isEmpty else { return }
    var lines = listed.map { "\n  \($0)" }
    if count > listed.count { lines.append("\n  and \(count - listed.count) more") }
    throw DataError(
      code: "data-invalid", message: "the data has \(count) \(count == 1 ? "problem" : "problems")",
      hint: "Correct these lines, or leave the file out of the recipe:" + lines.joined())
  }
}
