import Inference
import Synchronization

/// The texts that wait to be continued, by lane, and which of them somebody still wants.
///
/// All methods are synchronous and may be called from any thread.
final class GenerationQueue: Sendable {
  /// One text of one caller.
  struct Request: Sendable {
    let id: Int
    let text: [UInt8]
    let options: CompletionOptions
    let personal: PersonalModel?
    let lane: Lane
    /// Whose newest request counts alone; nil for one that stands by itself.
    let owner: String?
    /// Resumed once.
    let answer: CheckedContinuation<[Completion], any Error>
  }

  private struct State {
    var nextID = 0
    var isRunning = false
    /// Those that are not answered yet.
    var open: [Int: Request] = [:]
    /// By lane, the next one first; numbers that are no longer open are passed over.
    var waiting: [[Int]] = Lane.allCases.map { _ in [] }
    /// Cancelled before they were queued.
    var cancelled: Set<Int> = []
    /// Whether the text that is being continued was told to give way.
    var gaveWay = false

    func isWaiting(_ lane: Lane) -> Bool { waiting[lane.rawValue].contains { open[$0] != nil } }
  }

  private let state = Mutex(State())

  /// How many wait in a lane.
  func count(_ lane: Lane) -> Int {
    state.withLock { state in state.waiting[lane.rawValue].count { state.open[$0] != nil } }
  }

  /// A number for a new request.
  func reserve() -> Int {
    state.withLock {
      $0.nextID += 1
      return $0.nextID
    }
  }

  /// Queues a request, in place of older ones of its owner that are not more urgent.
  ///
  /// - Returns: whether the caller must start the engine.
  func add(_ request: Request) -> Bool {
    let (isCancelled, replaced, start) = state.withLock { state -> (Bool, [Request], Bool) in
      if state.cancelled.remove(request.id) != nil { return (true, [], false) }
      let replaced = state.open.values.filter {
        $0.owner != nil && $0.owner == request.owner && $0.lane.rawValue >= request.lane.rawValue
      }
      for old in replaced { state.open[old.id] = nil }
      state.open[request.id] = request
      state.waiting[request.lane.rawValue].append(request.id)
      defer { state.isRunning = true }
      return (false, replaced, !state.isRunning)
    }
    if isCancelled { request.answer.resume(throwing: CancellationError()) }
    for old in replaced { old.answer.resume(throwing: GenerationError.superseded()) }
    return start
  }

  /// Ends a request with a `CancellationError`.
  func cancel(_ id: Int) {
    let request = state.withLock { state in
      let request = state.open.removeValue(forKey: id)
      if request == nil { state.cancelled.insert(id) }
      return request
    }
    request?.answer.resume(throwing: CancellationError())
  }

  /// Forgets that a request was cancelled after it had ended.
  func forget(_ id: Int) { state.withLock { _ = $0.cancelled.remove(id) } }

  /// The next text, one of a keystroke before all others; nil ends the engine's run.
  func take() -> Request? {
    state.withLock { state in
      state.gaveWay = false
      for lane in state.waiting.indices {
        while !state.waiting[lane].isEmpty {
          if let request = state.open[state.waiting[lane].removeFirst()] { return request }
        }
      }
      state.isRunning = false
      return nil
    }
  }

  /// Whether the text that is being continued must not get another token: nobody wants it, or somebody waits at the keyboard.
  func mustStop(_ id: Int) -> Bool {
    state.withLock { state in
      guard let request = state.open[id] else { return true }
      if request.lane == .background, state.isWaiting(.keystroke) { state.gaveWay = true }
      return state.gaveWay
    }
  }

  /// Answers a request, if somebody still waits for it; one that gave way waits again, before the others of its lane.
  func finish(_ request: Request, _ result: Result<[Completion], any Error>) {
    let isDone = state.withLock { state in
      guard state.open[request.id] != nil else { return false }
      if state.gaveWay {
        state.waiting[request.lane.rawValue].insert(request.id, at: 0)
        return false
      }
      state.open[request.id] = nil
      return true
    }
    if isDone { request.answer.resume(with: result) }
  }
}
