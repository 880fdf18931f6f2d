import Architectures
import Dispatch
import Foundation
import Heads
package import Models
import Support
import Synchronization
package import Tensors
import Tokenizers

/// Turns texts into vectors with one model.
///
/// Immutable but for a counter and the taught heads that are attached; any number of threads may share one.
///
/// Every text goes through the backbone as its own sequence, without padding: a text's vector does not depend on its neighbours
/// (up to the rounding of sums, for which see the tests).
package final class SentenceEncoder: Sendable {
  /// The model.
  package let model: ModelBundle
  /// How many threads `encode` may use.
  package let threads: Int
  /// Turns texts into the model's sequences.
  let inputs: InputBuilder
  private let passes = Atomic<Int>(0)
  /// Heads that were attached while it runs, by name.
  let taught = Mutex<[String: TaughtHead]>([:])

  /// Token rows of one packed batch.
  ///
  /// Keystroke work waits behind at most one such batch per thread.
  let batchTokens: Int

  /// Rows of a batch where nobody waits at a keyboard: a long text took 7 % less time than with 64, and 3 % less than with 256 (eight bits, two
  /// threads, Zen 4).
  package static let batchTokensForBulk = 128
  /// Rows of a batch of a process that also answers keystrokes.
  package static let batchTokensForKeystrokes = 64

  /// Loads the model in `directory`.
  ///
  /// - Parameters:
  ///   - threads: 1 or more; nil for one per processor.
  ///   - precision: `fast` to serve people.
  ///   - batchTokens: token rows of a batch.
  /// - Throws: as `ModelBundle`.
  package convenience init(
    directory: String, threads: Int? = nil, precision: WeightPrecision = .exact,
    batchTokens: Int = SentenceEncoder.batchTokensForBulk
  ) throws {
    self.init(
      model: try ModelBundle(directory: directory, precision: precision), threads: threads, batchTokens: batchTokens)
  }

  /// An encoder on a model that is loaded already.
  package init(
    model: ModelBundle, threads: Int? = nil, batchTokens: Int = SentenceEncoder.batchTokensForBulk
  ) {
    self.model = model
    self.batchTokens = batchTokens
    inputs = model.inputs
    self.threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
  }

  /// Names the whole model, all heads included; 32 hexadecimal digits.
  package var fingerprint: String { model.fingerprint.description }
  /// Names what the vectors depend on, so that they stay valid when a head comes or goes; keys cached vectors.
  ///
  /// 32 hexadecimal digits.
  package var vectorFingerprint: String { model.resultFingerprints.vectors }
  /// Width of a vector.
  package var dimensions: Int { model.sentenceHead.dimensions }
  /// Longer texts are cut to this many tokens, special ones included.
  package var maximumTokens: Int { model.maximumTokens }
  /// How many sequences went through the backbone so far.
  package var modelPasses: Int { passes.load(ordering: .relaxed) }

  /// One vector per text, in order.
  ///
  /// Any bytes give a vector; invalid UTF-8 counts as U+FFFD.
  ///
  /// Runs on the calling thread and up to `threads - 1` others, and returns when all is done.
  package func encode(_ texts: [[UInt8]]) -> [[Float]] {
    analyse(texts.map { AnalysisInput(input: inputs.text($0).input) }, Question(heads: [])).map(\.vector)
  }

  /// The ids of a text, cut to `maximumTokens`.
  package func tokenize(_ text: [UInt8]) -> [Int32] { inputs.text(text).input.ids }

  /// One vector per sequence of ids, in order.
  ///
  /// The ids must be those of `tokenize`. Nothing is known about how their words are written.
  package func encode(tokens: [[Int32]]) -> [[Float]] {
    let sequences = tokens.map { ids in
      let zeros = [UInt8](repeating: 0, count: ids.count)
      return AnalysisInput(input: ModelInput(ids: ids, typeIDs: zeros, caseIDs: inputs.usesCase ? zeros : nil))
    }
    return analyse(sequences, Question(heads: [])).map(\.vector)
  }

  /// Calls `body` with the indices of each batch, on the calling thread and up to `threads - 1` others; the results in the order of the
  /// sequences.
  ///
  /// - Parameter lengths: the tokens of each sequence.
  func forEachBatch<Result: Sendable>(
    lengths: [Int], _ body: @Sendable (_ indices: [Int], Execution) -> [Result]
  ) -> [Result] {
    forEachBatch(lengths: lengths, until: { false }, body).compactMap { $0 }
  }

  /// The same until something else is more urgent; nil for the sequences that were not reached.
  ///
  /// - Parameter isEnough: asked before each batch but the first ones.
  func forEachBatch<Result: Sendable>(
    lengths: [Int], until isEnough: @Sendable () -> Bool, _ body: @Sendable (_ indices: [Int], Execution) -> [Result]
  ) -> [Result?] {
    let batches = BatchPlan(lengths: lengths, limit: batchTokens).batches
    let results = Mutex([Result?](repeating: nil, count: lengths.count))
    let next = Atomic<Int>(0)
    let workers = min(threads, batches.count)
    let work: @Sendable (Int) -> Void = { _ in
      let execution = Execution()
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < batches.count, index < workers || !isEnough() else { return }
        let found = body(batches[index], execution)
        results.withLock { results in
          for (place, result) in zip(batches[index], found) { results[place] = result }
        }
      }
    }
    withoutActuallyEscaping(work) { work in
      if workers > 1 { DispatchQueue.concurrentPerform(iterations: workers, execute: work) } else { work(0) }
    }
    return results.withLock { $0 }
  }

  /// Hidden states of a batch, with those of inner layers that some heads, and others, read.
  ///
  /// Counted as model passes.
  ///
  /// - Parameter needsLast: false where nobody but those reads the last layer: the pass ends at the highest layer that is read.
  func states(
    _ batch: PackedBatch, for heads: [String], layers: Set<Int> = [], needsLast: Bool = true, in execution: Execution
  ) -> LayerStates {
    let sources = heads.compactMap { model.heads[$0] }.map { $0.sourceLayer ?? model.backbone.dimensions.layers }
    let wanted = layers.union(sources)
    let last = needsLast ? model.backbone.dimensions.layers : wanted.max() ?? 0
    var inner: [Int: Tensor] = [:]
    let states = encode(batch, through: last, in: execution) { layer, states in
      if wanted.contains(layer) { inner[layer] = states }
    }
    return LayerStates(last: states, inner: inner)
  }

  /// Hidden states of a batch after the layer `last`, counted as model passes.
  func encode(
    _ batch: PackedBatch, through last: Int, in execution: Execution,
    observe: (_ layer: Int, _ states: Tensor) -> Void = { _, _ in }
  ) -> Tensor {
    passes.add(batch.sequenceCount, ordering: .relaxed)
    return model.backbone.encode(batch, through: last, in: execution, observe: observe)
  }
}
