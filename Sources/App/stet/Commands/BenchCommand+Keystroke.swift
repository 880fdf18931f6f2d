import ArgumentParser
import Documents
import Features
import Foundation
import JSON
import Rules
import Spelling

extension BenchCommand {
  /// Edits of a document and the findings after each, in this process: no protocol, no model.
  struct Keystroke: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Time edits of a document and the findings after each.")

    @Argument(help: "A Markdown file.")
    var path: String

    @ArgumentParser.Option(
      help: "How many edits: a letter comes into a sentence in the middle and goes again, in turn.")
    var edits = 100

    func validate() throws {
      if edits < 1 { throw ValidationError("--edits must be at least 1") }
    }

    func run() throws {
      let bytes = try InputFile.read(path)
      var document = Document(uri: path, languageID: "markdown", version: 0, utf8: bytes)
      var findings = DocumentFindings()
      let checker = try SpellChecker()
      findings.update(to: document.snapshot, changes: nil, checker: checker)
      guard document.snapshot.sentenceCount > 0 else { throw ValidationError("\(path) has no sentence") }
      let place = document.snapshot.sourceRange(ofSentence: document.snapshot.sentenceCount / 2).lowerBound
      var (found, times) = (0, [Double]())
      for edit in 0..<edits {
        let change = TextEdit(
          range: edit % 2 == 0 ? place..<place : place..<place + 1, replacement: edit % 2 == 0 ? [0x71] : [])
        times.append(
          ContinuousClock().measure {
            let changes = [document.apply(edits: [change], version: edit + 1)]
            findings.update(to: document.snapshot, changes: changes, checker: checker)
            found = findings.findings(in: document.snapshot, policy: .standard, checker: checker).count
          } / .milliseconds(1))
      }
      let record: JSONValue = [
        "bytes": .integer(Int64(bytes.count)), "sentences": .integer(Int64(document.snapshot.sentenceCount)),
        "findings": .integer(Int64(found)), "median_ms": .number(times.sorted()[times.count / 2]),
      ]
      StandardOutput.write(record.encodedText() + "\n")
    }
  }
}
