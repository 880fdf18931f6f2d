import Markup
import Testing
import Text

@testable import Documents

/// Everything that a snapshot tells about one sentence.
struct SentenceRecord: Equatable {
  let text: String
  let literals: [Range<Int>]
  let hash: ContentHash
  let kind: ProseBlock.Kind
  let range: Range<Int>
  let halfRange: Range<Int>
  let block: Int
}

extension DocumentSnapshot {
  var records: [SentenceRecord] {
    (0..<sentenceCount).map { index in
      let sentence = sentence(at: index)
      return SentenceRecord(
        text: String(decoding: sentence.text, as: UTF8.self), literals: sentence.literals, hash: sentence.hash,
        kind: sentence.kind, range: sourceRange(ofSentence: index),
        halfRange: sourceRange(0..<sentence.text.count / 2, inSentence: index), block: blockIndex(ofSentence: index))
    }
  }

  /// The texts of the sentences.
  var texts: [String] { sentences.map { String(decoding: $0.text, as: UTF8.self) } }

  func document() -> Document {
    Document(uri: uri, languageID: languageID, version: version, utf8: rope.bytes)
  }
}

/// Expects that a document is what opening its text anew gives.
func expectFresh(
  _ document: Document, _ note: @autoclosure () -> String = "", _ location: SourceLocation = #_sourceLocation
) {
  let fresh = document.snapshot.document().snapshot
  let (new, old) = (document.snapshot.records, fresh.records)
  #expect(new == old, "\(note())", sourceLocation: location)
  #expect(Array(document.snapshot.blocks) == Array(fresh.blocks), "\(note())", sourceLocation: location)
  let cuts = { (snapshot: DocumentSnapshot) in snapshot.sections.map { [$0.byte, $0.section.cut.count] } }
  #expect(cuts(document.snapshot) == cuts(fresh), "\(note())", sourceLocation: location)
}
