import Models
import Synchronization

/// The sentences that wait for the model, by lane, and the callers that wait for them.
///
/// All methods are synchronous and may be called from any thread.
final class RequestQueue: Sendable {
  typealias Answer = CheckedContinuation<[SentenceAnalysis], any Error>

  /// One sentence of one request.
  struct Item: Sendable {
    let request: Int
    let index: Int
    let input: AnalysisInput
    let question: Question
  }

  private struct Request {
    let answer: Answer
    var results: [SentenceAnalysis?]
    var missing: Int
  }

  private struct State {
    var nextID = 0
    var running = false
    var requests: [Int: Request] = [:]
    /// Cancelled before they were queued.
    var cancelled: Set<Int> = []
    /// By lane, the next item last, so that taking one is O(1).
    var waiting: [[Item]] = Lane.allCases.map { _ in [] }

    var count: Int { waiting.reduce(0) { $0 + $1.count } }
  }

  private let state = Mutex(State())
  private let capacity: Int

  /// - Parameter capacity: sentences that may wait; a request beyond it is refused.
  init(capacity: Int) { self.capacity = capacity }

  /// How many sentences wait in a lane.
  func count(_ lane: Lane) -> Int { state.withLock { $0.waiting[lane.rawValue].count } }

  /// A number for a new request.
  func reserve() -> Int {
    state.withLock {
      $0.nextID += 1
      return $0.nextID
    }
  }

  /// Queues a request's sentences; `answer` is resumed once, now or later.
  ///
  /// - Returns: whether the caller must start the engine.
  func add(_ id: Int, _ sentences: [AnalysisInput], _ question: Question, lane: Lane, answer: Answer) -> Bool {
    let (refusal, start): ((any Error)?, Bool) = state.withLock { state in
      if state.cancelled.remove(id) != nil { return (CancellationError(), false) }
      guard state.count + sentences.count <= capacity else { return (InferenceError.busy(state.count), false) }
      state.requests[id] = Request(
        answer: answer, results: [SentenceAnalysis?](repeating: nil, count: sentences.count), missing: sentences.count)
      let items = sentences.enumerated().map {
        Item(request: id, index: $0.offset, input: $0.element, question: question)
      }
      state.waiting[lane.rawValue].insert(contentsOf: items.reversed(), at: 0)
      defer { state.running = true }
      return (nil, !state.running)
    }
    if let refusal { answer.resume(throwing: refusal) }
    return start
  }

  /// Ends a request with a `CancellationError`; sentences of it that wait are dropped.
  func cancel(_ id: Int) {
    let request = state.withLock { state in
      let request = state.requests.removeValue(forKey: id)
      if request == nil { state.cancelled.insert(id) }
      for lane in state.waiting.indices { state.waiting[lane].removeAll { $0.request == id } }
      return request
    }
    request?.answer.resume(throwing: CancellationError())
  }

  /// Forgets that a request was cancelled after it had ended.
  func forget(_ id: Int) { state.withLock { _ = $0.cancelled.remove(id) } }

  /// The next batch, of one lane, one question and any number of requests: keystroke sentences before all others.
  ///
  /// Nil ends the engine's run.
  ///
  /// - Parameter limit: the tokens of a batch of a lane; a longer sentence has a batch of its own.
  func take(limit: (Lane) -> Int) -> (lane: Lane, batch: [Item])? {
    state.withLock { state in
      guard let lane = state.waiting.firstIndex(where: { !$0.isEmpty }), let name = Lane(rawValue: lane) else {
        state.running = false
        return nil
      }
      let limit = limit(name)
      var batch: [Item] = []
      var tokens = 0
      while let item = state.waiting[lane].last, batch.isEmpty || tokens + item.input.input.count <= limit,
        batch.isEmpty || batch[0].question == item.question
      {
        state.waiting[lane].removeLast()
        batch.append(item)
        tokens += item.input.input.count
      }
      return (name, batch)
    }
  }

  /// Whether sentences of a lane before this one wait.
  func isUrgent(before lane: Lane) -> Bool {
    lane != .keystroke && state.withLock { state in state.waiting[..<lane.rawValue].contains { !$0.isEmpty } }
  }

  /// Hands out the results of a batch and answers the requests that are complete; what has no result is the next of its lane again.
  func finish(_ batch: [Item], _ results: [SentenceAnalysis?], lane: Lane) {
    let complete = state.withLock { state in
      var complete: [Request] = []
      let left = zip(batch, results).filter { $0.1 == nil && state.requests[$0.0.request] != nil }
      state.waiting[lane.rawValue] += left.reversed().map(\.0)
      for case (let item, let result?) in zip(batch, results) {
        guard var request = state.requests.removeValue(forKey: item.request) else { continue }
        request.results[item.index] = result
        request.missing -= 1
        if request.missing == 0 { complete.append(request) } else { state.requests[item.request] = request }
      }
      return complete
    }
    for request in complete { request.answer.resume(returning: request.results.compactMap { $0 }) }
  }
}
