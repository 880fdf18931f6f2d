package import JSON

/// `stet/teach`: marks something for a head of the user's own, and teaches the head with all marks.
package enum TeachRequest: LSPRequest {
  package typealias Params = TeachParams
  package typealias Response = TeachResult
  package static let method = "stet/teach"
  package static func ordering(of params: Params) -> Ordering { params.source?.ordering ?? .freestanding }
}

/// What is marked as what.
package struct TeachParams: JSONDecodable, Sendable {
  /// The name of the head.
  package let head: String
  /// Nil when nothing is marked, to teach or to remove only.
  package let source: DocumentOrText?
  /// What is marked; nil for the whole text.
  package let range: LSPRange?
  /// Nil takes the marks in the range away.
  package let label: String?
  /// Whether sentences are marked as wholes.
  package let isWhole: Bool
  /// What the user saw; nil for the marked paragraphs.
  package let view: LSPRange?
  /// Whether the head is taught at once.
  package let trains: Bool
  /// Whether the head and all its marks are removed.
  package let removes: Bool

  package init(json: JSONValue) throws(JSONError) {
    head = try json.decode("head")
    let hasSource = json["text"].map { !$0.isNull } ?? false || json["textDocument"].map { !$0.isNull } ?? false
    source = hasSource ? try DocumentOrText(json: json) : nil
    range = try json.decodeIfPresent("range")
    label = try json.decodeIfPresent("label")
    isWhole = try json.decodeIfPresent("whole") ?? false
    view = try json.decodeIfPresent("view")
    trains = try json.decodeIfPresent("train") ?? true
    removes = try json.decodeIfPresent("remove") ?? false
  }
}

/// How the head stands now.
package struct TeachResult: JSONEncodable, Sendable {
  package let head: String
  /// Sentences that were marked by this request.
  package let marked: Int
  /// How often each label is marked by now.
  package let marks: [String: Int]
  /// Sentences that are known for the head, those without marks included.
  package let sentences: Int
  /// Whether the head was taught and serves now.
  package let isTaught: Bool
  /// Seconds of the lesson; nil when there was none.
  package let seconds: Double?
  /// Why the head was not taught though it should have been; nil otherwise.
  package let reason: String?

  package init(
    head: String, marked: Int, marks: [String: Int], sentences: Int, isTaught: Bool, seconds: Double?, reason: String?
  ) {
    (self.head, self.marked, self.marks, self.sentences) = (head, marked, marks, sentences)
    (self.isTaught, self.seconds, self.reason) = (isTaught, seconds, reason)
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("head", head)
      $0.field("marked", marked)
      $0.field("marks", marks)
      $0.field("sentences", sentences)
      $0.field("taught", isTaught)
      $0.field("seconds", seconds)
      $0.field("reason", reason)
    }
  }
}
