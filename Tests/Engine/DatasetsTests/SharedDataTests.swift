import Datasets
import Foundation
import TestSupport
import Testing

/// The data that the default recipes name: everything in it can be read.
@Suite(.enabled(if: SharedData.folder != nil, "the shared data are not there"))
struct SharedDataTests {
  /// Enough to know the form; reading all of them in a debug build takes a minute.
  private static let limit = 300

  private func source(_ path: String, _ fields: [DataField: String] = [:]) throws -> DataSource {
    let path = try #require(SharedData.path("data/" + path))
    var source = DataSource(path: path, format: try #require(DataFormat(path: path)), fields: fields)
    source.limit = Self.limit
    return source
  }

  @Test(arguments: [
    ("entities/wnut17/dev.conll", "corporation"), ("entities/uner_ewt/dev.conll", "PER"),
    ("entities/gum/dev.conll", "place"),
    ("entities/broad_twitter/dev.conll", "PER"), ("entities/wikigold/train.conll", "MISC"),
    ("entities/crossner_ai/dev.conll", "algorithm"), ("entities/ncbi-disease/dev.conll", "Disease"),
    ("entities/bc5cdr/train.conll", "Chemical"),
  ])
  func `entities`(path: String, type: String) throws {
    let data = try DataReader.tokens(source(path), tags: .spans)
    #expect(data.reasons == [])
    #expect(data.examples.count == Self.limit)
    var counts = LabelCounts()
    counts.add(data.examples)
    #expect(SpanTags.types(of: counts.spanSpace.names).contains(type))
  }

  @Test func `parts of speech, packed ones too`() throws {
    let data = try DataReader.tokens(source("pos/ud_ewt/dev.conllu"), tags: .words)
    #expect(data.reasons == [] && data.examples.count == Self.limit)
    var counts = LabelCounts()
    counts.add(data.examples)
    #expect(counts.space.count == 17)
    #expect(data.examples[1].text.hasPrefix("President Bush on Tuesday nominated"))
    let packed = try DataReader.tokens(source("pos/ud_gum/train.conllu.xz"), tags: .words)
    #expect(packed.reasons == [] && packed.examples.count == Self.limit)
  }

  @Test func `texts rebuilt from CoNLL-U are those of the comments`() throws {
    let source = try source("pos/ud_gum/dev.conllu")
    let texts = try String(contentsOfFile: source.path, encoding: .utf8).split(separator: "\n").compactMap { line in
      line.hasPrefix("# text = ") ? String(line.dropFirst(9)) : nil
    }
    let data = try DataReader.tokens(source, tags: .words)
    #expect(data.examples.map(\.text) == Array(texts.prefix(Self.limit)))
  }

  @Test(arguments: [
    "sst2/dev", "subj/dev", "clinc150/dev", "banking77/train", "movie_reviews/train", "stackoverflow/train",
  ])
  func `classification`(name: String) throws {
    let data = try DataReader.sequences(source("classify/\(name).jsonl"))
    #expect(data.reasons == [] && data.examples.count == Self.limit)
  }

  @Test(arguments: [("qed/dev", 295), ("fairytaleqa/train", 280), ("fairytaleqa/dev", 90), ("qamr/train", 300)])
  func `questions`(name: String, literal: Int) throws {
    let data = try DataReader.questions(source("questions/\(name).jsonl"))
    #expect(data.reasons == [] && data.examples.count == Self.limit)
    #expect(data.examples.count { !$0.spans.isEmpty } >= literal)
  }

  @Test func `documents, pairs and phrases`() throws {
    let roles = try DataReader.documents(source("roles/csabstruct/dev.jsonl"))
    #expect(roles.reasons == [] && roles.examples.count == 295)
    let sections = try DataReader.documents(source("roles/pubmedqa_sections/train.jsonl", [.labels: "raw_labels"]))
    #expect(sections.reasons == [] && sections.examples.count == Self.limit)
    let highlights = try DataReader.documents(source("highlight/scitldr/dev.jsonl", [.scores: "labels"]))
    #expect(highlights.reasons == [] && highlights.examples.count == Self.limit)
    let fields: [DataField: String] = [.sentences: "sentences.text", .scores: "sentences.prominence"]
    let prominence = try DataReader.documents(source("highlight/gum_prominence/dev.jsonl", fields))
    #expect(prominence.reasons == [] && prominence.examples.count == 14)
    let pairs = try DataReader.pairs(source("similarity/stsb/dev.jsonl", [.text: "a", .pair: "b"]))
    #expect(pairs.reasons == [] && pairs.examples.count == Self.limit)
    var phrases = try source("phrases/semeval2017.jsonl", [.phrases: "keyphrases"])
    phrases.limit = 30
    #expect(try DataReader.tokens(phrases, tags: .spans).examples.count == 30)
  }
}
