import Dispatch

/// Runs an actor's jobs on a thread of its own queue, so that long products never hold a thread of the shared pool.
package final class EngineExecutor: SerialExecutor {
  private let queue: DispatchQueue

  /// - Parameter label: names the thread in debuggers.
  package init(label: String) { queue = DispatchQueue(label: label, qos: .userInitiated) }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  package func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
}
