package import Documents
import Heads
package import Inference
import Models
import Text
import Tokenizers

/// A sentence of a document with its words and with what heads say about it.
package struct AnnotatedSentence: Sendable {
  /// Source bytes.
  package let range: Range<Int>
  /// The prose, without markup.
  package let text: String
  /// The words as a reader tells them apart, in order.
  package let words: [Word]
  /// By the head's name; ranges are source bytes.
  package let annotations: SentenceAnnotations

  /// A word of a sentence.
  package struct Word: Sendable, Equatable {
    /// Without markup.
    package let text: String
    /// Source bytes.
    package let range: Range<Int>
  }
}

extension Annotator {
  /// The sentences of a document with what heads say about them, in order.
  ///
  /// - Throws: as `annotations(of:heads:lane:)`.
  package func sentences(
    of snapshot: DocumentSnapshot, heads names: [String], lane: Lane
  ) async throws -> [AnnotatedSentence] {
    let found = try await annotations(of: snapshot, heads: names, lane: lane)
    let tokenizer = engine.encoder.model.tokenizer
    return found.map { annotations in
      let text = snapshot.sentence(at: annotations.sentence).text
      let pieces = tokenizer.encode(text).words(in: text).map(\.bytes)
      let words = WordJoiner.words(of: pieces, in: text).map { word in
        AnnotatedSentence.Word(
          text: String(decoding: text[word], as: UTF8.self),
          range: snapshot.sourceRange(word, inSentence: annotations.sentence))
      }
      return AnnotatedSentence(
        range: snapshot.sourceRange(ofSentence: annotations.sentence), text: String(decoding: text, as: UTF8.self),
        words: words, annotations: annotations)
    }
  }

  /// The heads that annotate when nobody names any: all but those that label texts as a whole, and those for texts of one field.
  package var usualHeads: [String] {
    heads.filter { ($0.kind != .classes || $0.seesNeighbours) && !Self.fieldHeads.contains($0.name) }.map(\.name)
  }

  /// Heads of the default bundle that learned from texts of one field, and see its things in all others, too.
  private static let fieldHeads: Set = ["biomedical"]

  /// What heads say about sentences whose words are known: by head one column, a value for each word.
  ///
  /// Heads of words label the words themselves; what others say about a sentence stands at each of its words, a number with two digits behind
  /// the point. Heads that see neighbours take the sentences for those of one document.
  ///
  /// - Throws: as `annotations(of:heads:lane:)`.
  package func columns(
    ofWords sentences: [[String]], heads names: [String], lane: Lane
  ) async throws -> [[String: [String]]] {
    try engine.encoder.check(heads: names)
    let known = names.compactMap(head)
    let wordHeads = known.filter { $0.kind == .spans || $0.kind == .words }.map(\.name)
    var columns = try await engine.labels(ofWords: sentences, heads: wordHeads, lane: lane)
    let texts = sentences.map { Array($0.joined(separator: " ").utf8) }
    for head in known where !wordHeads.contains(head.name) {
      let outputs =
        head.seesNeighbours
        ? try await engine.analyseDocument(texts, heads: [head.name])
        : try await engine.analyse(texts, heads: [head.name], vectors: false, lane: lane).map(\.outputs)
      for (index, output) in outputs.enumerated() {
        let value = Self.column(output[head.name], head.labels)
        columns[index][head.name] = sentences[index].map { _ in value }
      }
    }
    return columns
  }

  private static func column(_ output: HeadOutput?, _ labels: [String]) -> String {
    switch output {
    case .classes(let classes)?: classes.chosen.isEmpty ? "_" : classes.chosen.map { labels[$0] }.joined(separator: "|")
    case .salience(let score)?:
      { (hundredths: Int) in "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)" }(
        Int((max(0, score) * 100).rounded()))
    case .words?, .edits?, nil: "_"
    }
  }
}
