import ArgumentParser
import JSON
import Store
import Support
import Text

/// What was let stand, for a person's own use: it never leaves the machine.
struct FeedbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feedback", abstract: "Print the findings that were let stand, one JSON object a line.",
    discussion: "Sentences and the words in them are hashes: the store keeps no text.")

  func run() throws {
    let store = try FeedbackStore(path: Directories().data + "/feedback.sqlite")
    for dismissal in try store.all() {
      let line: JSONValue = [
        "code": .string(dismissal.code), "sentence": .string(dismissal.sentence.description),
        "flagged": .string(dismissal.flagged.description),
      ]
      StandardOutput.write(line.encodedText() + "\n")
    }
    store.close()
  }
}
