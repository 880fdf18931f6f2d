import Dispatch

/// Runs work that blocks or computes for long on a thread of its own.
///
/// Swift's pool has one thread for each processor. Loading a model on it would keep, on two processors, half of all tasks waiting:
/// a server could not answer its first request before the model is there.
func offThePool<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
  try await withCheckedThrowingContinuation { answer in
    DispatchQueue.global(qos: .utility).async { answer.resume(with: Swift.Result { try work() }) }
  }
}

/// The same for work that cannot fail.
func offThePool<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
  await withCheckedContinuation { answer in
    DispatchQueue.global(qos: .utility).async { answer.resume(returning: work()) }
  }
}
