import Store
import Synchronization

/// Which results are being computed at this moment, so that two callers who miss the same sentence cost one model pass.
///
/// Thread-safe. A claim is given back whatever happens; who waited looks into the cache then, and computes what is still missing.
final class ResultsInFlight: Sendable {
  /// The end of one caller's computation.
  final class Flight: Sendable {
    private let waiting = Mutex<[CheckedContinuation<Void, Never>]?>([])

    /// Returns when the computation is over, at once if it is already.
    func wait() async {
      await withCheckedContinuation { continuation in
        let isOver = waiting.withLock { waiting in
          waiting?.append(continuation)
          return waiting == nil
        }
        if isOver { continuation.resume() }
      }
    }

    fileprivate func end() {
      let continuations = waiting.withLock { waiting in
        defer { waiting = nil }
        return waiting ?? []
      }
      for continuation in continuations { continuation.resume() }
    }
  }

  private let flights = Mutex<[CacheKey: Flight]>([:])

  /// Splits positions of `keys` into those that this caller is to compute and those that somebody computes already.
  func claim(_ positions: ArraySlice<Int>, of keys: [CacheKey]) -> (own: [Int], others: [Int: Flight], flight: Flight) {
    let flight = Flight()
    return flights.withLock { flights in
      var own: [Int] = []
      var others: [Int: Flight] = [:]
      for position in positions {
        if let other = flights[keys[position]] {
          others[position] = other
        } else {
          flights[keys[position]] = flight
          own.append(position)
        }
      }
      return (own, others, flight)
    }
  }

  /// Gives a claim back.
  func end(_ flight: Flight, _ positions: [Int], of keys: [CacheKey]) {
    flights.withLock { flights in for position in positions { flights[keys[position]] = nil } }
    flight.end()
  }
}
