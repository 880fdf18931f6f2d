import ArgumentParser
import Features
import JSON
import Store

/// How passages are written.
enum PassageFormat: String, CaseIterable, ExpressibleByArgument { case text, json }

/// Writes passages for a person or for a program.
struct PassageWriter {
  private let format: PassageFormat
  private let paint: Paint

  init(format: PassageFormat, usesColor: Bool) {
    self.format = format
    paint = Paint(isOn: usesColor)
  }

  func text(_ found: [SimilarPassage]) -> String {
    switch format {
    case .json: JSONValue.array(found.map(json)).encodedText() + "\n"
    case .text: found.map { "\(score($0.score)) \(lines($0))" }.joined()
    }
  }

  func text(_ pairs: [DuplicatePair]) -> String {
    switch format {
    case .json:
      JSONValue.array(
        pairs.map {
          ["score": .number(Double($0.score)), "first": json($0.first), "second": json($0.second)] as JSONValue
        }
      ).encodedText() + "\n"
    case .text: pairs.map { "\(score($0.score)) \(lines($0.first))      \(lines($0.second))\n" }.joined()
    }
  }

  private func score(_ score: Float) -> String {
    let hundredths = Int((score * 100).rounded())
    return paint.cyan("0.\(hundredths < 10 ? "0" : "")\(max(hundredths, 0))".replacing("0.100", with: "1.00"))
  }

  private func lines(_ found: SimilarPassage) -> String {
    let place = "\(found.document.path):\(found.passage.line + 1)"
    return "\(paint.bold(found.document.title))  \(paint.dim(place))\n      \(found.passage.snippet)\n"
  }

  private func json(_ found: SimilarPassage) -> JSONValue {
    [
      "path": .string(found.document.path), "title": .string(found.document.title),
      "line": .integer(Int64(found.passage.line)),
      "bytes": [.integer(Int64(found.passage.range.lowerBound)), .integer(Int64(found.passage.range.upperBound))],
      "score": .number(Double(found.score)), "snippet": .string(found.passage.snippet),
    ]
  }
}
