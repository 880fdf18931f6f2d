/// How a data file is written.
package enum DataFormat: String, Sendable, CaseIterable {
  /// A token a line with columns, a blank line between sentences (the CoNLL shared tasks).
  case conll
  /// Universal Dependencies, version 2.
  case conllu
  /// A JSON object a line.
  case jsonl
  /// The nested JSON of SQuAD, versions 1 and 2.
  case squad
  /// Columns divided by tabs, with their names in the first line.
  case tsv

  /// The format that a file's name tells, `.xz` and `.gz` aside.
  package init?(path: String) {
    var parts = path.lowercased().split(separator: ".")
    if let last = parts.last, last == "xz" || last == "gz" { parts.removeLast() }
    switch parts.last {
    case "conll", "bio", "iob", "iob2": self = .conll
    case "conllu": self = .conllu
    case "jsonl", "ndjson": self = .jsonl
    case "json": self = .squad
    case "tsv": self = .tsv
    default: return nil
    }
  }
}

/// What a field of a record is used for; a recipe gives the field's own name where it differs.
package enum DataField: String, Sendable, CaseIterable {
  case text, pair, label, labels, score, scores
  case tokens, tags, spans, phrases
  case sentences, title, summaries
  case context, question, answers
  case answerStart = "answer-start"
  case anchor, positive, negative
  case source, target
}

/// The unit of the offsets in a file.
package enum OffsetUnit: String, Sendable, CaseIterable {
  /// Unicode code points, as Python counts.
  case characters
  /// UTF-8 code units.
  case bytes
  /// UTF-16 code units, as JavaScript and Java count.
  case utf16
}

/// Which records of a file count, so that one file can serve to learn and to judge.
package enum HeldOut: Sendable, Equatable {
  /// All but one of every so many: for training.
  case left(every: Int)
  /// Only that one: for judging.
  case taken(every: Int)

  /// Whether the record with this number, from 0, counts.
  func contains(_ number: Int) -> Bool {
    switch self {
    case .left(let every): number % every != every - 1
    case .taken(let every): number % every == every - 1
    }
  }
}

/// One data file and how to read it.
package struct DataSource: Sendable, Equatable {
  /// The file; `.xz` and `.gz` are unpacked by the system's own programs.
  package var path: String
  package var format: DataFormat
  /// The names of fields that are not called as `DataField` calls them.
  ///
  /// In jsonl a name may be a path (`sentences.text`) or several joined by `+` (`title+abstract`). In conll and conllu `tokens` and `tags` are column
  /// numbers from 1, or names of CoNLL-U columns (`upos`); a negative number counts from the last column.
  package var fields: [DataField: String] = [:]
  /// What becomes of the labels.
  package var labels = LabelMap()
  /// In what unit the file gives offsets.
  package var offsets = OffsetUnit.characters
  /// Which records of a jsonl or tsv file count; nil for all.
  package var heldOut: HeldOut?
  /// Only so many examples are used, the first ones; nil for all.
  package var limit: Int?

  /// A source with the names that `DataField` gives.
  package init(path: String, format: DataFormat, fields: [DataField: String] = [:], labels: LabelMap = LabelMap()) {
    self.path = path
    self.format = format
    self.fields = fields
    self.labels = labels
  }

  /// The name of a field in the file.
  func name(_ field: DataField) -> String { fields[field] ?? field.rawValue.replacing("-", with: "_") }
}

extension String {
  /// The string with each `old` replaced; one character each, so no Foundation is needed.
  fileprivate func replacing(_ old: Character, with new: Character) -> String { String(map { $0 == old ? new : $0 }) }
}
