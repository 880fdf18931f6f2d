import Architectures
package import Inference
package import Models
import Synchronization

/// Owns the language model of a process: continues one text at a time, on a thread of its own.
///
/// Keystroke work goes first: a background text gives way before its next token and is taken up again afterwards; what was computed for it is
/// remembered. Of requests with one owner only the newest counts.
package actor GenerationEngine {
  private nonisolated let executor = EngineExecutor(label: "stet.generation")
  private nonisolated let queue = GenerationQueue()
  private nonisolated let work = Mutex(Work())
  /// The model, for its name and fingerprint.
  package nonisolated let model: ModelBundle
  private let generator: TextGenerator

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// What the engine has done so far.
  package struct Work: Sendable, Equatable {
    /// Texts that the model was asked about; those that gave way count once for each attempt.
    package var generations = 0
    /// Tokens that went through the model.
    package var computedTokens = 0
    /// Bytes that the memory of texts takes.
    package var cachedBytes = 0
  }

  /// An engine on a model.
  ///
  /// Takes some milliseconds, for the vocabulary.
  ///
  /// - Parameter cacheLimit: bytes that the memory of texts may take.
  /// - Throws: `GenerationError` `model-unfit` for a model that predicts no tokens.
  package init(_ model: ModelBundle, cacheLimit: Int = 64 << 20) throws {
    self.model = model
    generator = try TextGenerator(model, cacheLimit: cacheLimit)
  }

  /// The width of its hidden states.
  package nonisolated var dimensions: Int { model.backbone.dimensions.hidden }

  /// What was done so far.
  ///
  /// Synchronous, from any thread.
  package nonisolated var statistics: Work { work.withLock { $0 } }

  /// How many texts wait in a lane, without the one that is being continued.
  ///
  /// Synchronous, from any thread.
  package nonisolated func queueLength(_ lane: Lane) -> Int { queue.count(lane) }

  /// How `text` may go on; see `TextGenerator.complete`.
  ///
  /// - Parameters:
  ///   - personal: the person's own texts in this model's tokens; nil for the model alone.
  ///   - owner: a newer request of the same owner ends this one, unless it is less urgent; nil for a request that stands by itself.
  /// - Throws: `CancellationError` at once when the task is cancelled; `GenerationError` `superseded` when a newer request took its place,
  ///   `option-invalid`.
  package nonisolated func complete(
    _ text: [UInt8], _ options: CompletionOptions = CompletionOptions(), personal: PersonalModel? = nil,
    owner: String? = nil, lane: Lane
  ) async throws -> [Completion] {
    try Task.checkCancellation()
    let id = queue.reserve()
    defer { queue.forget(id) }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { answer in
        let request = GenerationQueue.Request(
          id: id, text: text, options: options, personal: personal, lane: lane, owner: owner, answer: answer)
        if queue.add(request) { Task { await self.run() } }
      }
    } onCancel: {
      queue.cancel(id)
    }
  }

  /// Works until nothing waits.
  private func run() {
    while let request = queue.take() {
      let result = Result {
        try generator.complete(request.text, request.options, personal: request.personal) { [queue] in
          queue.mustStop(request.id)
        }
      }
      note()
      queue.finish(request, result)
    }
  }

  private func note() {
    let (tokens, bytes) = (generator.computedTokens, generator.cachedBytes)
    work.withLock { $0 = Work(generations: $0.generations + 1, computedTokens: tokens, cachedBytes: bytes) }
  }
}
