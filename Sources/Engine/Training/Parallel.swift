import Dispatch
import Synchronization

/// Loops whose iterations run on several threads.
enum Parallel {
  /// Calls `body` for each element; threads take the next element as they get free.
  static func forEach<Element: Sendable>(
    _ elements: [Element], threads: Int, _ body: @Sendable (Element) -> Void
  ) {
    let workers = min(threads, elements.count)
    guard workers > 1 else { return elements.forEach(body) }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < elements.count else { return }
        body(elements[index])
      }
    }
  }

  /// The results of `body` in the order of the elements.
  static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], threads: Int, _ body: @Sendable (Element) -> Result
  ) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: elements.count))
    forEach(Array(elements.enumerated()), threads: threads) { index, element in
      let result = body(element)
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
