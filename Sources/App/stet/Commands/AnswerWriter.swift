import Features
import Foundation
import JSON
import Reports
import Text

/// Writes answers for a person or for a program.
struct AnswerWriter {
  private let format: PassageFormat
  private let paint: Paint
  /// Columns of the terminal.
  private let width: Int

  init(format: PassageFormat, usesColor: Bool, width: Int) {
    self.format = format
    paint = Paint(isOn: usesColor)
    self.width = max(40, width)
  }

  func text(_ answers: [FoundAnswer], to question: String) -> String {
    switch format {
    case .json: json(answers, question).encodedText() + "\n"
    case .text: answers.isEmpty ? "No answer.\n" : answers.map(entry).joined(separator: "\n")
    }
  }

  // MARK: For people

  private func entry(_ answer: FoundAnswer) -> String {
    let start = answer.rope.position(at: answer.range.lowerBound, in: .utf16)
    let place = "\(shownPath(answer.path)):\(start.line + 1):\(start.character + 1)"
    let text = paint.bold(line(answer.text[...]))
    let title = answer.title.isEmpty ? "" : "  " + line(answer.title[...])
    return "\(text)  \(paint.cyan(percent(answer.confidence)))\n"
      + "  \(paint.dim(DisplayText.safe(place) + title))\n  \(excerpt(answer))\n"
  }

  /// The words around the answer, about two lines of them.
  private func excerpt(_ answer: FoundAnswer) -> String {
    let bytes = Array(answer.context.utf8)
    let room = max(20, 2 * width - 8 - answer.bytesInContext.count)
    let before = min(
      answer.bytesInContext.lowerBound, max(room / 2, room - (bytes.count - answer.bytesInContext.upperBound)))
    let start = wordStart(answer.bytesInContext.lowerBound - before, bytes)
    let end = wordEnd(min(bytes.count, answer.bytesInContext.upperBound + room - before), bytes)
    let parts = [
      start..<answer.bytesInContext.lowerBound, answer.bytesInContext, answer.bytesInContext.upperBound..<end,
    ]
    .map { line(String(decoding: bytes[$0], as: UTF8.self)[...]) }
    return (start > 0 ? "…" : "") + parts[0] + paint.bold(parts[1]) + parts[2] + (end < bytes.count ? "…" : "")
  }

  private func wordStart(_ offset: Int, _ bytes: [UInt8]) -> Int {
    guard offset > 0 else { return 0 }
    return bytes[..<offset].lastIndex(of: 0x20).map { $0 + 1 } ?? 0
  }

  private func wordEnd(_ offset: Int, _ bytes: [UInt8]) -> Int {
    bytes[offset...].firstIndex(of: 0x20) ?? bytes.count
  }

  /// Text on one line that a terminal takes for text.
  private func line(_ text: Substring) -> String {
    DisplayText.safe(text.replacing("\r\n", with: " ").replacing("\n", with: " ").replacing("\t", with: " "))
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  /// Relative to the working directory where it lies in it.
  private func shownPath(_ path: String) -> String {
    let folder = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  }

  // MARK: For programs

  private func json(_ answers: [FoundAnswer], _ question: String) -> JSONValue {
    ["question": .string(question), "answered": .bool(!answers.isEmpty), "answers": .array(answers.map(json))]
  }

  private func json(_ answer: FoundAnswer) -> JSONValue {
    [
      "text": .string(answer.text), "confidence": .number(answer.confidence), "path": .string(answer.path),
      "title": .string(answer.title), "range": answer.rope.jsonRange(of: answer.range),
      "bytes": Self.pair(answer.range), "context": .string(answer.context),
      "contextBytes": Self.pair(answer.contextRange), "answerInContext": Self.pair(answer.bytesInContext),
      "similarity": .number(answer.similarity),
    ]
  }

  private static func pair(_ range: Range<Int>) -> JSONValue {
    [.integer(Int64(range.lowerBound)), .integer(Int64(range.upperBound))]
  }
}

extension Rope {
  /// A range as findings have it: lines and characters from 0, characters in UTF-16 code units.
  func jsonRange(of bytes: Range<Int>) -> JSONValue {
    func json(_ offset: Int) -> JSONValue {
      let position = position(at: offset, in: .utf16)
      return ["line": .integer(Int64(position.line)), "character": .integer(Int64(position.character))]
    }
    return ["start": json(bytes.lowerBound), "end": json(bytes.upperBound)]
  }
}
