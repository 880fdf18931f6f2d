import Datasets
import Foundation

/// Writes `content` to a file that lives as long as `body` runs.
func withFile<T>(_ content: String, name: String = "data.jsonl", _ body: (String) throws -> T) throws -> T {
  try withFile(Array(content.utf8), name: name, body)
}

/// Writes `content` to a file that lives as long as `body` runs.
func withFile<T>(_ content: [UInt8], name: String = "data.jsonl", _ body: (String) throws -> T) throws -> T {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stet-data-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.appendingPathComponent(name).path
  try Data(content).write(to: URL(fileURLWithPath: path))
  return try body(path)
}

/// Reads `content` as words with labels.
func tokens(
  _ content: String, _ format: DataFormat = .conll, tags: DataReader.TagKind = .spans,
  fields: [DataField: String] = [:], labels: LabelMap = LabelMap()
) throws -> Dataset<TokenExample> {
  try withFile(content) { path in
    try DataReader.tokens(DataSource(path: path, format: format, fields: fields, labels: labels), tags: tags)
  }
}

extension TokenExample {
  /// `word/label` for each word, for comparisons.
  var shown: String {
    words.indices.map { "\(word($0))/\(labels[$0] ?? "?")" }.joined(separator: " ")
  }
}

extension Dataset {
  /// The problems without the path.
  var reasons: [String] { problems.listed.map { "\($0.line.map(String.init) ?? "-"): \($0.reason)" } }
}
