package import JSON

/// Asks how the words of a document are to be coloured.
package enum SemanticTokensRequest: LSPRequest {
  package typealias Params = TextDocumentParams
  package typealias Response = SemanticTokens
  package static let method = "textDocument/semanticTokens/full"
}

/// Asks what has changed since an earlier answer.
package enum SemanticTokensDeltaRequest: LSPRequest {
  package typealias Params = SemanticTokensDeltaParams
  package typealias Response = SemanticTokensDelta
  package static let method = "textDocument/semanticTokens/full/delta"
}

/// Asks how the words in a part of a document are to be coloured.
package enum SemanticTokensRangeRequest: LSPRequest {
  package typealias Params = DocumentRangeParams
  package typealias Response = SemanticTokens
  package static let method = "textDocument/semanticTokens/range"
}

/// Asks the client to fetch the tokens of its documents again.
package enum SemanticTokensRefreshRequest: LSPServerRequest {
  package typealias Params = NoParams
  package typealias Response = NoResult
  package static let method = "workspace/semanticTokens/refresh"
}

/// A document and the answer that the client still has.
package struct SemanticTokensDeltaParams: DocumentParams, JSONDecodable, Sendable {
  package let uri: DocumentURI
  package let previousResultID: String

  package init(json: JSONValue) throws(JSONError) {
    uri = try json.decodeDocument()
    previousResultID = try json.decode("previousResultId")
  }
}

/// Tokens in the order of the text.
///
/// Five numbers each: lines behind the token before, characters behind it or behind the start of the line, length, type, modifiers.
package struct SemanticTokens: JSONEncodable, Sendable, Equatable {
  /// Names the answer in a later request for what has changed; nil for a part of a document.
  package let resultID: String?
  package let data: [UInt32]

  package init(resultID: String?, data: [UInt32]) {
    self.resultID = resultID
    self.data = data
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("resultId", resultID)
      $0.field("data", data.map { Int($0) })
    }
  }
}

/// What has changed since an earlier answer, or everything where that is not known any more.
package enum SemanticTokensDelta: JSONEncodable, Sendable, Equatable {
  case full(SemanticTokens)
  /// From the number `start` on `deleteCount` numbers of the earlier answer give way to `data`.
  case edits(resultID: String, [Edit])

  /// One replaced run of numbers.
  package struct Edit: JSONEncodable, Sendable, Equatable {
    package let start: Int
    package let deleteCount: Int
    package let data: [UInt32]

    package init(start: Int, deleteCount: Int, data: [UInt32]) {
      (self.start, self.deleteCount, self.data) = (start, deleteCount, data)
    }

    package func encode(to writer: inout JSONWriter) {
      writer.object {
        $0.field("start", start)
        $0.field("deleteCount", deleteCount)
        $0.field("data", data.map { Int($0) })
      }
    }
  }

  package func encode(to writer: inout JSONWriter) {
    switch self {
    case .full(let tokens): tokens.encode(to: &writer)
    case .edits(let resultID, let edits):
      writer.object {
        $0.field("resultId", resultID)
        $0.field("edits", edits)
      }
    }
  }
}
