import Documents
import Features
import LSP
import Options
import Text

/// Semantic tokens: what is known of a document as colours.
extension Session {
  /// The tokens of the whole document, under a name of their own.
  func tokens(of open: OpenDocument) -> SemanticTokens {
    let data = tokenData(of: open, in: nil)
    return SemanticTokens(resultID: open.remember(data, earlier: "").id, data: data)
  }

  /// What has changed since the answer `previous`; everything when that is not the newest.
  func tokenChanges(of open: OpenDocument, since previous: String) -> SemanticTokensDelta {
    let data = tokenData(of: open, in: nil)
    let (id, earlier) = open.remember(data, earlier: previous)
    guard let earlier else { return .full(SemanticTokens(resultID: id, data: data)) }
    return .edits(resultID: id, Self.edits(from: earlier, to: data))
  }

  /// The tokens of the sentences that a range touches.
  func tokens(of open: OpenDocument, in range: LSPRange) -> SemanticTokens {
    SemanticTokens(resultID: nil, data: tokenData(of: open, in: range))
  }

  private func tokenData(of open: OpenDocument, in range: LSPRange?) -> [UInt32] {
    let (state, entities) = open.entities()
    let snapshot = state.snapshot
    let rules = open.currentRules
    guard !rules.isIgnored, let annotator = open.extraction?.annotator else { return [] }
    let sentences =
      range.map { snapshot.sentenceIndices(in: state.rope.bytes(of: $0, in: encoding)) } ?? 0..<snapshot.sentenceCount
    var builder = SemanticTokenBuilder()
    for name in rules.annotations.semanticTokens {
      if name == AnalysisPlan.entities {
        builder.add(
          entities.mentions(in: snapshot, sentences: sentences).map {
            SemanticTokenBuilder.Piece(range: $0.range, type: TokenLegend.number(of: $0.type))
          })
      } else if annotator.head(name) != nil {
        let known = annotator.cached(of: snapshot, sentences: sentences, heads: [name])
        builder.add(known.flatMap { $0.map { Self.pieces(of: $0, name, in: snapshot) } ?? [] })
      }
    }
    return builder.data(in: snapshot.rope, encoding: encoding)
  }

  private static func pieces(
    of sentence: SentenceAnnotations, _ head: String, in snapshot: DocumentSnapshot
  ) -> [SemanticTokenBuilder.Piece] {
    switch sentence[head] {
    case .spans(let ranges)?:
      let isPhrase = head == "phrases"
      return ranges.map {
        .init(range: $0.range, type: TokenLegend.number(of: isPhrase ? "phrase" : $0.label))
      }
    case .words(let ranges)?: return ranges.map { .init(range: $0.range, type: TokenLegend.number(of: $0.label)) }
    case .classes(_, let chosen)?:
      guard let label = chosen.first else { return [] }
      return [.init(range: snapshot.sourceRange(ofSentence: sentence.sentence), type: TokenLegend.number(of: label))]
    case .salience?, nil: return []
    }
  }

  /// One edit of all between the first and the last token that differ; none when nothing does.
  static func edits(from old: [UInt32], to new: [UInt32]) -> [SemanticTokensDelta.Edit] {
    if old == new { return [] }
    let limit = min(old.count, new.count)
    var head = 0
    while head < limit, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < limit - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
    // Whole tokens: clients are known to take numbers that are not in fives for a mistake.
    head -= head % 5
    tail -= tail % 5
    return [
      SemanticTokensDelta.Edit(
        start: head, deleteCount: old.count - tail - head, data: Array(new[head..<new.count - tail]))
    ]
  }
}
