import Foundation
import GRDB
import Text

/// The names in indexed documents.
extension DocumentIndex {
  /// A mention with the document that it stands in.
  package struct MentionHit: Sendable, Equatable {
    package let document: IndexedDocument
    package let mention: IndexedMention
  }

  /// All mentions of the entities with these keys, by path and place.
  package func mentions(keys: Set<String>) throws -> [MentionHit] {
    let marks = keys.map { _ in "?" }.joined(separator: ", ")
    return try hits("WHERE m.key IN (\(marks)) ORDER BY d.path, m.lower", StatementArguments(keys.sorted()))
  }

  /// The first mention of each entity in each document, by name and path.
  ///
  /// - Parameters:
  ///   - letters: letters that the key must have in this order, in small ones; empty for every entity.
  ///   - limit: the most rows.
  package func firstMentions(letters: String, limit: Int) throws -> [MentionHit] {
    // Wild cards among the letters stand for themselves.
    let escaped = letters.map { "\\%_".contains($0) ? "\\\($0)" : String($0) }
    let pattern = "%" + escaped.map { $0 + "%" }.joined()
    return try hits(
      """
      WHERE m.key LIKE ? ESCAPE '\\' AND NOT EXISTS (
        SELECT 1 FROM mention e WHERE e.document = m.document AND e.key = m.key AND e.lower < m.lower)
      ORDER BY m.key, d.path LIMIT ?
      """, [pattern, limit])
  }

  private func hits(_ condition: String, _ arguments: StatementArguments) throws -> [MentionHit] {
    try attempt("read") {
      try pool.read { db in
        try Row.fetchAll(
          db,
          sql: """
            SELECT d.path, d.size, d.modified, d.content, d.title, m.lower, m.upper, m.key, m.name, m.type, m.confidence
            FROM mention m JOIN document d ON d.id = m.document \(condition)
            """, arguments: arguments
        ).compactMap(Self.mentionHit)
      }
    }
  }

  private static func mentionHit(_ row: Row) -> MentionHit? {
    guard let content = ContentHash(data: row[3]) else { return nil }
    let lower: Int = row[5]
    return MentionHit(
      document: IndexedDocument(path: row[0], size: row[1], modified: row[2], content: content, title: row[4]),
      mention: IndexedMention(
        range: lower..<max(lower, row[6]), key: row[7], name: row[8], type: row[9], confidence: row[10]))
  }

  static func insert(_ mentions: [IndexedMention], of document: Int64, _ db: GRDB.Database) throws {
    let statement = try db.cachedStatement(
      sql: "INSERT INTO mention (document, lower, upper, key, name, type, confidence) VALUES (?, ?, ?, ?, ?, ?, ?)")
    for mention in mentions {
      try statement.execute(arguments: [
        document, mention.range.lowerBound, mention.range.upperBound, mention.key, mention.name, mention.type,
        mention.confidence,
      ])
    }
  }
}
