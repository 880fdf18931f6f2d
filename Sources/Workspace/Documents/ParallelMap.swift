import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// The same as `map`, by all processors when there is enough to do.
  ///
  /// The calling thread works, too, and returns when all is done.
  ///
  /// - Parameter grain: elements that are worth a processor's attention; for fewer than two such portions nobody else is asked.
  package func parallelMap<Result: Sendable>(
    grain: Int, _ body: @Sendable (Element) -> Result
  ) -> [Result] {
    guard count >= 2 * grain else { return map(body) }
    // More portions than processors: some take longer than others.
    let portions = (count + grain - 1) / grain
    let results = Mutex([[Result]](repeating: [], count: portions))
    DispatchQueue.concurrentPerform(iterations: portions) { portion in
      let part = self[portion * grain..<Swift.min((portion + 1) * grain, count)].map(body)
      results.withLock { $0[portion] = part }
    }
    return results.withLock { Array<Result>($0.joined()) }
  }
}
