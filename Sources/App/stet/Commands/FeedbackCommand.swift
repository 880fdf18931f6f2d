import ArgumentParser
import JSON
import Store
import Support
import Text

/// What was let stand, for a person's own use: it never leaves the machine.
struct FeedbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feedback", abstract: "Print the findings that were let stand.",
    discussion: """
      With jsonl each sentence is a pair that needs no correction, as tasks of the kind "edits" read it: a model learns from it that the \
      sentence is right as it stands. Nothing leaves this machine.
      """)

  /// How findings are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, jsonl }

  @ArgumentParser.Option(help: "text or jsonl.")
  var format = Format.jsonl

  func run() throws {
    let store = try FeedbackStore(path: FeedbackStore.path())
    let all = try store.allWithText()
    for (dismissal, text) in all {
      switch (format, text) {
      case (.text, _): StandardOutput.write(Self.line(dismissal, text) + "\n")
      case (.jsonl, let text?): StandardOutput.write(Self.record(dismissal, text).encodedText() + "\n")
      case (.jsonl, nil): break
      }
    }
    let bare = all.count { $0.text == nil }
    if format == .jsonl, bare > 0 {
      StandardError.write("stet: of \(bare) more findings only hashes are known; --format text lists them\n")
    }
    store.close()
  }

  /// A finding on one line, the flagged words in brackets.
  private static func line(_ dismissal: Dismissal, _ text: DismissedText?) -> String {
    guard let text else { return "\(dismissal.code)\t(sentence \(dismissal.sentence))" }
    var bytes = Array(text.sentence.utf8)
    bytes.insert(contentsOf: "]".utf8, at: text.range.upperBound)
    bytes.insert(contentsOf: "[".utf8, at: text.range.lowerBound)
    let proposal = text.replacement.map { " (not \($0))" } ?? ""
    return "\(dismissal.code)\t\(String(decoding: bytes, as: UTF8.self).replacing("\n", with: " "))\(proposal)"
  }

  /// A training record: what stands in `source` is right.
  private static func record(_ dismissal: Dismissal, _ text: DismissedText) -> JSONValue {
    [
      "source": .string(text.sentence), "target": .string(text.sentence), "verdict": "dismissed",
      "code": .string(dismissal.code),
      "bytes": [.integer(Int64(text.range.lowerBound)), .integer(Int64(text.range.upperBound))],
      "replacement": text.replacement.map { .string($0) } ?? .null,
    ]
  }
}
