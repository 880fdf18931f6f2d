package import JSON

/// `stet/index`: brings the index of similar documents up to date.
package enum IndexRequest: LSPRequest {
  package typealias Params = IndexParams
  package typealias Response = IndexResult
  package static let method = "stet/index"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}

/// Which files.
package struct IndexParams: JSONDecodable, Sendable {
  /// Absolute paths of files and folders; nil for the workspace folders.
  package let paths: [String]?
  package let workDoneToken: ProgressToken?

  package init(json: JSONValue) throws(JSONError) {
    paths = try json.decodeIfPresent("paths")
    workDoneToken = json.lenient("workDoneToken")
  }
}

/// What the index holds now and what became of the files.
package struct IndexResult: JSONEncodable, Sendable {
  package let documents: Int
  package let passages: Int
  package let indexed: Int
  package let unchanged: Int
  package let removed: Int
  package let failed: [(path: String, message: String)]

  package init(
    documents: Int, passages: Int, indexed: Int, unchanged: Int, removed: Int, failed: [(path: String, message: String)]
  ) {
    self.documents = documents
    self.passages = passages
    self.indexed = indexed
    self.unchanged = unchanged
    self.removed = removed
    self.failed = failed
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("documents", documents)
      $0.field("passages", passages)
      $0.field("indexed", indexed)
      $0.field("unchanged", unchanged)
      $0.field("removed", removed)
      $0.field("failed", failed.map { ["path": .string($0.path), "message": .string($0.message)] as JSONValue })
    }
  }
}
