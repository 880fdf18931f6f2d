import Dispatch

/// Runs an actor's jobs on a thread of its own queue, so that long products never hold a thread of the shared pool.
final class EngineExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "stet.inference", qos: .userInitiated)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
}
