import Architectures
package import Heads
import Models
import Synchronization
import Tensors
import Tokenizers

extension SentenceEncoder {
  /// The heads that were taught and attached, by name.
  package var taughtHeads: [TaughtHead] { taught.withLock { $0.values.sorted { $0.name < $1.name } } }

  /// The taught head with this name; nil when none is attached.
  package func taughtHead(_ name: String) -> TaughtHead? { taught.withLock { $0[name] } }

  /// Serves a taught head from now on, instead of one of that name that is attached already.
  ///
  /// - Throws: `InferenceError` `backbone-mismatch` for a head of another model, `head-taken` for the name of a head of the bundle.
  package func attach(_ head: TaughtHead) throws {
    guard head.model == fingerprint else { throw InferenceError.mismatch(head.name) }
    try checkIsFree(head.name)
    taught.withLock { $0[head.name] = head }
  }

  /// Makes sure that no head of the bundle has this name.
  ///
  /// - Throws: `InferenceError` `head-taken`.
  package func checkIsFree(_ name: String) throws {
    guard model.heads[name] == nil else { throw InferenceError.taken(name) }
  }

  /// Stops serving a taught head; requests that wait for it get no output of it.
  ///
  /// - Returns: whether it was attached.
  @discardableResult
  package func detach(_ name: String) -> Bool { taught.withLock { $0.removeValue(forKey: name) != nil } }

  /// What every head computes, of the bundle and taught, by name.
  package var specifications: [String: HeadSpecification] {
    let own = model.heads.mapValues(\.specification)
    return taught.withLock { $0.mapValues(\.specification) }.merging(own) { _, own in own }
  }

  /// Names what a head computes, to key cached results: the model's fingerprint, or a taught head's own.
  package func fingerprint(ofHead name: String) -> String {
    taught.withLock { $0[name]?.fingerprint } ?? fingerprint
  }

  /// What a lesson reads of this model unless it is told otherwise: the layer in the middle, and all heads of the bundle that label words.
  package var usualFeatures: TaughtFeatures {
    let heads = model.heads.filter { $0.value.specification.task == .tokens }.keys.sorted()
    return TaughtFeatures(layers: [model.backbone.dimensions.layers / 2], heads: heads)
  }

  /// What a head with these features sees of each text's words, with the bytes of the words.
  ///
  /// One pass; threads as for `encode`.
  package func wordRows(of texts: [[UInt8]], _ features: TaughtFeatures) -> [(words: [Range<Int>], rows: [[Float]])] {
    let inputs = texts.map { input(of: $0, needsWords: true, needsCases: true) }
    return forEachBatch(lengths: inputs.map(\.input.count)) { indices, execution in
      let states = states(of: indices.map { inputs[$0] }, for: [features], in: execution).states
      return indices.indices.map { sequence in
        let rows = FeatureRows(features: features, states: states).words(of: sequence)
        return (states.inputs[sequence].words.map(\.bytes), (0..<rows.rows).map { Array(rows.row($0)) })
      }
    }
  }

  /// What a head of sentences sees of each text.
  package func sentenceRows(of texts: [[UInt8]]) -> [[Float]] {
    let factor = Float(dimensions).squareRoot()
    return encode(texts).map { $0.map { $0 * factor } }
  }

  /// One pass over a batch: the hidden states that some of the bundle's heads read, and what taught ones with these features need besides.
  ///
  /// - Parameter vectors: whether the sentences' vectors are needed; empty otherwise.
  func states(
    of inputs: [AnalysisInput], for features: [TaughtFeatures], heads: [String] = [], vectors needsVectors: Bool = true,
    in execution: Execution
  ) -> (layers: LayerStates, states: BatchStates) {
    let batch = PackedBatch(inputs.map(\.input))
    let read = Set(features.flatMap(\.heads))
    let layers = states(
      batch, for: heads + read, layers: Set(features.flatMap(\.layers)), needsLast: needsVectors, in: execution)
    var probabilities: [String: Tensor] = [:]
    for name in read {
      probabilities[name] = model.heads[name].map { $0.forward(layers[$0], batch, in: execution).softmaxRows() }
    }
    let vectors =
      needsVectors
      ? model.sentenceHead.forward(layers.last, offsets: batch.offsets, in: execution)
      : Tensor(rows: batch.sequenceCount, columns: 0)
    let states = BatchStates(
      batch: batch, inputs: inputs, layers: layers.inner, vectors: vectors, probabilities: probabilities)
    return (layers, states)
  }
}
