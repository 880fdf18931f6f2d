/// Reads data files as typed examples.
///
/// Only what concerns a file as a whole is thrown: `SupportError` when it cannot be read, `DataError` when it cannot be unpacked or its format cannot hold
/// such examples. Whatever is wrong with a line is a problem of the data set, and the line is left out. Everything blocks; O(file).
package enum DataReader {
  /// How the labels of words are to be understood.
  package enum TagKind: Sendable {
    /// Spans of words: any scheme in, BIO out.
    case spans
    /// A label for each word by itself, such as its part of speech.
    case words
  }

  /// Words with labels.
  ///
  /// In jsonl either `tokens` with `tags`, or `text` with `spans` (objects with `start`, `end`, `label`, or lists of the three), or `text` with `phrases`,
  /// a list of texts that are looked for in it and become spans of the type `phrase`.
  package static func tokens(_ source: DataSource, tags: TagKind) throws -> Dataset<TokenExample> {
    switch source.format {
    case .conll, .conllu: try ColumnReader(source: source, tags: tags).read()
    case .jsonl: try RecordFile.read(source) { record, _ throws(Record.Wrong) in try record.tokenExample(tags: tags) }
    case .squad, .tsv: throw unsuited(source, "words with labels", [.conll, .conllu, .jsonl])
    }
  }

  /// Texts with labels or a score: `text`, optionally `pair`, and `label`, `labels` or `score`, whichever is named or there.
  package static func sequences(_ source: DataSource) throws -> Dataset<SequenceExample> {
    try requireRecords(source, "texts with labels")
    return try RecordFile.read(source) { record, _ throws(Record.Wrong) in try record.sequenceExample() }
  }

  /// Questions: the format squad, or jsonl with `context`, `question`, `answers` and `answer_start`.
  ///
  /// An answer is looked for at its offset first and then wherever it is nearest; one that stands nowhere has no span. Missing answers, an empty list of
  /// them and `is_impossible` say that the context does not answer.
  package static func questions(_ source: DataSource) throws -> Dataset<SpanExample> {
    switch source.format {
    case .squad: try SQuADReader(source: source).read()
    case .jsonl: try RecordFile.read(source) { record, line throws(Record.Wrong) in try record.spanExample(line: line) }
    case .conll, .conllu, .tsv: throw unsuited(source, "questions", [.squad, .jsonl])
    }
  }

  /// Pairs of texts: `text` and `pair`, with `score` or `label` where they are there.
  package static func pairs(_ source: DataSource) throws -> Dataset<PairExample> {
    try requireRecords(source, "pairs of texts")
    return try RecordFile.read(source) { record, _ throws(Record.Wrong) in try record.pairExample() }
  }

  /// Triplets: `anchor`, `positive`, `negative`.
  package static func triplets(_ source: DataSource) throws -> Dataset<TripletExample> {
    try requireRecords(source, "triplets")
    return try RecordFile.read(source) { record, _ throws(Record.Wrong) in
      TripletExample(
        anchor: try record.filledText(.anchor), positive: try record.filledText(.positive),
        negative: try record.filledText(.negative))
    }
  }

  /// Documents as sentences: `sentences`, and `labels` or `scores`, each with one element a sentence.
  package static func documents(_ source: DataSource) throws -> Dataset<SentencesExample> {
    guard source.format == .jsonl else { throw unsuited(source, "documents of sentences", [.jsonl]) }
    return try RecordFile.read(source) { record, _ throws(Record.Wrong) in try record.sentencesExample() }
  }

  /// Texts without labels: `text` of jsonl and tsv; for distillation and for embedding.
  package static func texts(_ source: DataSource) throws -> Dataset<String> {
    try requireRecords(source, "texts")
    return try RecordFile.read(source) { record, _ throws(Record.Wrong) in try record.filledText(.text) }
  }

  private static func requireRecords(_ source: DataSource, _ what: String) throws {
    guard source.format == .jsonl || source.format == .tsv else { throw unsuited(source, what, [.jsonl, .tsv]) }
  }

  private static func unsuited(_ source: DataSource, _ what: String, _ formats: [DataFormat]) -> DataError {
    DataError(
      code: "data-format", message: "\(source.path): the format \(source.format.rawValue) cannot hold \(what)",
      hint: "Use one of \(formats.map(\.rawValue).joined(separator: ", ")).")
  }
}
