package import JSON

/// `stet/annotate`: what the model's heads say about the sentences of a document or a text.
package enum AnnotateRequest: LSPRequest {
  package typealias Params = AnnotateParams
  package typealias Response = AnnotateResult
  package static let method = "stet/annotate"
  package static func ordering(of params: Params) -> Ordering { params.source.ordering }
}

/// What is annotated, and by which heads.
package struct AnnotateParams: JSONDecodable, Sendable {
  package let source: DocumentOrText
  /// Nil for all that do not label texts as a whole.
  package let kinds: [String]?

  package init(json: JSONValue) throws(JSONError) {
    source = try DocumentOrText(json: json)
    kinds = try json.decodeIfPresent("kinds")
  }
}

/// The sentences in the order of the text.
package struct AnnotateResult: JSONEncodable, Sendable {
  package let version: Int?
  /// The heads that were asked.
  package let kinds: [Kind]
  package let sentences: [Sentence]

  package init(version: Int?, kinds: [Kind], sentences: [Sentence]) {
    (self.version, self.kinds, self.sentences) = (version, kinds, sentences)
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("version", version)
      $0.field("kinds", kinds)
      $0.field("sentences", sentences)
    }
  }

  /// A head, and what it may say.
  package struct Kind: JSONEncodable, Sendable {
    package let name: String
    /// `spans`, `words`, `labels` or `score`.
    package let says: String
    package let labels: [String]

    package init(name: String, says: String, labels: [String]) {
      (self.name, self.says, self.labels) = (name, says, labels)
    }

    package func encode(to writer: inout JSONWriter) {
      writer.object {
        $0.field("name", name)
        $0.field("says", says)
        $0.field("labels", labels)
      }
    }
  }

  /// A sentence with what each head says about it.
  package struct Sentence: JSONEncodable, Sendable {
    package let range: LSPRange
    package let bytes: Range<Int>
    /// In the order of `kinds`; nil where a head says nothing.
    package let annotations: [(kind: String, value: Value?)]

    package init(range: LSPRange, bytes: Range<Int>, annotations: [(kind: String, value: Value?)]) {
      (self.range, self.bytes, self.annotations) = (range, bytes, annotations)
    }

    package func encode(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("range", range)
        writer.field("bytes", [bytes.lowerBound, bytes.upperBound])
        writer.field("annotations", Values(values: annotations))
      }
    }
  }

  /// What one head says about one sentence.
  package enum Value: JSONEncodable, Sendable {
    case marks([Mark])
    /// Those that hold, the likeliest first.
    case labels([(label: String, confidence: Double)])
    case score(Double)

    package func encode(to writer: inout JSONWriter) {
      switch self {
      case .marks(let marks): marks.encode(to: &writer)
      case .labels(let labels):
        labels.map { ["label": .string($0.label), "confidence": .number($0.confidence)] as JSONValue }
          .encode(to: &writer)
      case .score(let score): score.encode(to: &writer)
      }
    }
  }

  /// A piece of text with a label.
  package struct Mark: JSONEncodable, Sendable {
    package let label: String
    package let range: LSPRange
    package let bytes: Range<Int>
    package let confidence: Double

    package init(label: String, range: LSPRange, bytes: Range<Int>, confidence: Double) {
      (self.label, self.range, self.bytes, self.confidence) = (label, range, bytes, confidence)
    }

    package func encode(to writer: inout JSONWriter) {
      writer.object {
        $0.field("label", label)
        $0.field("range", range)
        $0.field("bytes", [bytes.lowerBound, bytes.upperBound])
        $0.field("confidence", confidence)
      }
    }
  }

  private struct Values: JSONEncodable {
    let values: [(kind: String, value: Value?)]

    func encode(to writer: inout JSONWriter) {
      writer.object { writer in
        for (kind, value) in values {
          if let value { writer.field(named: kind, value) }
        }
      }
    }
  }
}
