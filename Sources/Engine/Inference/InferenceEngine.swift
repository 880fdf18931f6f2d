/// Owns the model of a process: batches sentences of all callers together and runs keystroke work first.
///
/// Its work runs on a thread of its own and the encoder's others. Between two batches of a few milliseconds it looks for keystroke work, which
/// overtakes background work there; a cancelled request stops after the batches that were taken from the queue with it.
package actor InferenceEngine {
  private nonisolated let executor = EngineExecutor(label: "stet.inference")
  private nonisolated let queue: RequestQueue
  /// The encoder, for its dimensions and fingerprint.
  package nonisolated let encoder: SentenceEncoder

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// An engine on an encoder.
  ///
  /// - Parameter capacity: sentences that may wait at a time; `embed` throws beyond that.
  package init(encoder: SentenceEncoder, capacity: Int = 1_000_000) {
    self.encoder = encoder
    queue = RequestQueue(capacity: capacity)
  }

  /// How many sentences wait in a lane.
  ///
  /// Synchronous, from any thread.
  package nonisolated func queueLength(_ lane: Lane) -> Int { queue.count(lane) }
  /// How many sentences went through the backbone so far.
  ///
  /// Synchronous, from any thread.
  package nonisolated var modelPasses: Int { encoder.modelPasses }

  /// One vector per text, in order; see `SentenceEncoder.encode`.
  ///
  /// - Throws: `CancellationError` at once when the task is cancelled; `InferenceError` `engine-busy` when too much waits.
  package nonisolated func embed(_ texts: [[UInt8]], lane: Lane) async throws -> [[Float]] {
    try await analyse(texts, heads: [], lane: lane).map(\.vector)
  }

  /// Vector and head outputs of each text, in order; see `SentenceEncoder.analyse`.
  ///
  ///
  /// - Parameters:
  ///   - heads: nil for all that can say something about a sentence alone.
  ///   - vectors: whether they are wanted; without them a pass may end at an inner layer.
  /// - Throws: as `embed`; `InferenceError` `head-unknown` or `head-unfit`.
  package nonisolated func analyse(
    _ texts: [[UInt8]], heads: [String]? = nil, vectors: Bool = true, lane: Lane
  ) async throws -> [SentenceAnalysis] {
    try Task.checkCancellation()
    let heads = heads ?? encoder.sentenceHeads
    try encoder.check(heads: heads)
    return try await analyse(
      texts.map { encoder.input(of: $0, heads: heads) }, Question(heads: heads, wantsVectors: vectors), lane)
  }

  /// The label that each head gives each word of sentences whose words are known, by head and in order.
  ///
  /// Spans have well-formed tags. Words lie in the text with a space between each two.
  ///
  /// - Parameter heads: heads that label words.
  /// - Throws: as `analyse(_:heads:lane:)`.
  package nonisolated func labels(
    ofWords sentences: [[String]], heads: [String], lane: Lane
  ) async throws -> [[String: [String]]] {
    try Task.checkCancellation()
    try encoder.check(wordHeads: heads)
    let windows = sentences.map { encoder.windows(of: $0) }
    let question = Question(heads: heads, wantsVectors: false)
    let found = try await analyse(windows.flatMap(\.inputs), question, lane)
    var next = 0
    return zip(sentences, windows).map { sentence, windows in
      let own = Array(found[next..<next + windows.inputs.count])
      next += windows.inputs.count
      let labels = heads.map { ($0, encoder.labels($0, sentence.count, windows.places, own)) }
      return Dictionary(labels, uniquingKeysWith: { $1 })
    }
  }

  /// Queues sentences and waits for their results; the heads were checked.
  private nonisolated func analyse(
    _ sentences: [AnalysisInput], _ question: Question, _ lane: Lane
  ) async throws -> [SentenceAnalysis] {
    guard !sentences.isEmpty else { return [] }
    let id = queue.reserve()
    defer { queue.forget(id) }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { answer in
        if queue.add(id, sentences, question, lane: lane, answer: answer) { Task { await self.run() } }
      }
    } onCancel: {
      queue.cancel(id)
    }
  }

  /// What heads of sentences say about each sentence of a document; see `SentenceEncoder.analyseDocument`.
  ///
  /// Runs between two batches of the queue.
  package func analyseDocument(_ sentences: [[UInt8]], heads: [String]? = nil) throws -> [[String: HeadOutput]] {
    try encoder.analyseDocument(sentences, heads: heads)
  }

  /// What heads of sentences say about each sentence of some documents; see `SentenceEncoder.analyseDocuments`.
  ///
  /// Runs between two batches of the queue, which wait for it: a few documents as long as a sequence are done in some milliseconds.
  package func analyseDocuments(
    _ documents: [[[UInt8]]], heads: [String]? = nil
  ) throws -> [[[String: HeadOutput]]] {
    try encoder.analyseDocuments(documents, heads: heads)
  }

  /// The best answers to a question in a passage; see `SentenceEncoder.answers`.
  ///
  /// Runs between two batches of the queue.
  package func answers(
    to question: String, in passage: String, head: String? = nil, count: Int = 1
  ) throws -> [TextAnswer] {
    try encoder.answers(to: question, in: passage, head: head, count: count)
  }

  /// Tokens that are taken from a lane at once: background work more, so that threads seldom wait for each other at its end.
  private func limit(of lane: Lane) -> Int {
    encoder.batchTokens * encoder.threads * (lane == .keystroke ? 1 : 8)
  }

  /// Works until nothing waits.
  private func run() {
    while let (lane, batch) = queue.take(limit: { limit(of: $0) }) {
      let results = encoder.analyse(batch.map(\.input), batch[0].question) { [queue] in queue.isUrgent(before: lane) }
      queue.finish(batch, results, lane: lane)
    }
  }
}
