package import JSON

/// `stet/ask`: answers to a question with words of the workspace, of an open document or of a text.
package enum AskRequest: LSPRequest {
  package typealias Params = AskParams
  package typealias Response = AskResult
  package static let method = "stet/ask"
  package static func ordering(of params: Params) -> Ordering { params.source?.ordering ?? .freestanding }
}

/// The question, and where answers may come from.
package struct AskParams: JSONDecodable, Sendable {
  /// In natural language.
  package let question: String
  /// One document or text; nil for the workspace.
  package let source: DocumentOrText?
  /// Absolute paths of files and folders of the workspace, which are read into the index first; nil for all that is in the index.
  package let paths: [String]?
  package let count: Int?
  /// How many passages are read.
  package let passages: Int?
  /// From which an answer counts, 0 to 1.
  package let minimumConfidence: Double?
  package let head: String?
  package let workDoneToken: ProgressToken?

  package init(json: JSONValue) throws(JSONError) {
    question = try json.decode("question")
    let isAboutOne = json["text"].isGiven || json["textDocument"].isGiven
    source = isAboutOne ? try DocumentOrText(json: json) : nil
    paths = try json.decodeIfPresent("paths")
    count = try json.decodeIfPresent("count")
    passages = try json.decodeIfPresent("passages")
    minimumConfidence = try json.decodeIfPresent("minimumConfidence")
    head = try json.decodeIfPresent("head")
    workDoneToken = json.lenient("workDoneToken")
  }
}

extension JSONValue? {
  fileprivate var isGiven: Bool { self.map { !$0.isNull } ?? false }
}

/// The answers, the surest first.
package struct AskResult: JSONEncodable, Sendable {
  package let version: Int?
  package let answers: [Answer]

  package init(version: Int?, answers: [Answer]) { (self.version, self.answers) = (version, answers) }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("version", version)
      $0.field("answered", !answers.isEmpty)
      $0.field("answers", answers)
    }
  }

  /// One answer with the place where it stands.
  package struct Answer: JSONEncodable, Sendable {
    package let text: String
    package let confidence: Double
    /// Nil for a text that came with the request.
    package let uri: DocumentURI?
    package let title: String
    package let range: LSPRange
    package let bytes: Range<Int>
    /// The prose that was read, without markup.
    package let context: String
    package let contextRange: LSPRange
    /// The answer's bytes in `context`.
    package let answerInContext: Range<Int>
    package let similarity: Double

    package init(
      text: String, confidence: Double, uri: DocumentURI?, title: String, range: LSPRange, bytes: Range<Int>,
      context: String, contextRange: LSPRange, answerInContext: Range<Int>, similarity: Double
    ) {
      (self.text, self.confidence, self.uri, self.title) = (text, confidence, uri, title)
      (self.range, self.bytes, self.context, self.contextRange) = (range, bytes, context, contextRange)
      (self.answerInContext, self.similarity) = (answerInContext, similarity)
    }

    package func encode(to writer: inout JSONWriter) {
      writer.object {
        $0.field("text", text)
        $0.field("confidence", confidence)
        $0.field("uri", uri)
        $0.field("title", title)
        $0.field("range", range)
        $0.field("bytes", [bytes.lowerBound, bytes.upperBound])
        $0.field("context", context)
        $0.field("contextRange", contextRange)
        $0.field("answerInContext", [answerInContext.lowerBound, answerInContext.upperBound])
        $0.field("similarity", similarity)
      }
    }
  }
}
