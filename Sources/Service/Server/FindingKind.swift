import Documents
import Features
import JSON

/// Findings that are fixed together: those of one rule, or of one misspelt word.
struct FindingKind: Sendable, Equatable {
  let code: String
  /// The misspelt word; nil for findings of rules.
  let word: String?

  init(code: String, word: String?) { (self.code, self.word) = (code, word) }

  init(_ located: LocatedFinding) { self.init(code: located.finding.code, word: located.word) }

  /// The kind that an argument of a command names; nil where it names none.
  init?(json: JSONValue?) {
    guard let code = json?["code"]?.stringValue else { return nil }
    self.init(code: code, word: json?["word"]?.stringValue)
  }

  /// The members of an argument that name the kind.
  var members: [(String, JSONValue)] { [("code", .string(code))] + (word.map { [("word", .string($0))] } ?? []) }

  func includes(_ located: LocatedFinding) -> Bool { self == FindingKind(located) }
}
