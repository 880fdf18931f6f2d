package import Architectures
package import Heads
import Support
import Synchronization
package import Tensors
package import Tokenizers

/// A model that is ready to run: tokenizer, backbone, sentence head, task heads.
///
/// Immutable; any number of threads may share one.
package final class ModelBundle: Sendable {
  package let directory: ModelDirectory
  package let tokenizer: any Tokenizer
  package let backbone: any Backbone
  package let sentenceHead: SentenceHead
  /// The task heads by name.
  ///
  /// Those of a Stet bundle, or the one of a checkpoint in Hugging Face layout under the name of its task; empty for a bare model.
  package let heads: [String: Head]
  /// Of the whole model: it changes with every head.
  package let fingerprint: Fingerprint
  /// Of the vectors and of each head by itself: what cached results are kept under.
  package let resultFingerprints: ResultFingerprints
  /// Names the backbone that heads are trained on; computed at loading for a bundle, else when first asked for.
  private let backboneName: Mutex<BackboneFingerprint?>
  private let checkpoint: Checkpoint
  /// The most tokens of a sequence, special ones included.
  ///
  /// What `max_seq_length` of `sentence_bert_config.json` says, else the tokenizer, and never more than the backbone has
  /// positions. sentence-transformers cuts at the same place.
  package let maximumTokens: Int

  /// Loads and checks the model in `directory`.
  ///
  /// Reads all weights once (the layers' are packed for the kernels, the embedding tables stay mapped) and hashes the files.
  ///
  /// - Parameter precision: `fast` to serve people, `exact` to be compared with other implementations.
  /// - Throws: an error with a hint about the file that is missing, damaged, contradictory or not supported.
  package init(directory path: String, precision: WeightPrecision = .exact) throws {
    let directory = try ModelDirectory(path: path)
    self.directory = directory
    // Each takes about as long as the other.
    (tokenizer, (checkpoint, backbone)) = try concurrently {
      try TokenizerLoader.load(directory: directory.path)
    } _: {
      let checkpoint = try Checkpoint(directory: directory.path, precision: precision)
      return (
        checkpoint, try ArchitectureRegistry.load(configuration: directory.configuration, checkpoint: checkpoint)
      )
    }
    let dimensions = backbone.dimensions
    guard tokenizer.vocabularySize <= dimensions.vocabulary else {
      throw ModelError.invalid(
        path, "the tokenizer has \(tokenizer.vocabularySize) ids, the embedding table \(dimensions.vocabulary) rows")
    }
    sentenceHead = try SentenceHead(directory: directory.path, hidden: dimensions.hidden)
    let manifest = try directory.manifest
    let name =
      manifest == nil
      ? nil : BackboneFingerprint(configuration: directory.configuration, checkpoint: checkpoint)
    backboneName = Mutex(name)
    heads = try Self.heads(directory, checkpoint, hidden: dimensions.hidden, backbone: name)
    if let reader = heads.first(where: { $0.value.readsVectors }), sentenceHead.dimensions != dimensions.hidden {
      throw ModelError.invalid(
        path,
        "the head \(reader.key) reads vectors of \(dimensions.hidden) numbers, the model makes \(sentenceHead.dimensions)"
      )
    }
    guard dimensions.caseFeatures == 0 || dimensions.caseFeatures == WordCase.allCases.count else {
      throw ModelError.invalid(
        path, "stet_case_features is \(dimensions.caseFeatures), Stet knows \(WordCase.allCases.count)")
    }
    let limit = directory.maximumSequence ?? tokenizer.maximumLength ?? dimensions.maximumTokens
    maximumTokens = min(limit, dimensions.maximumTokens)
    guard maximumTokens > tokenizer.specialTokenCount(pair: false) else {
      throw ModelError.invalid(path, "a limit of \(maximumTokens) tokens leaves no room for text")
    }
    fingerprint = try Fingerprint(directory: directory.path, files: directory.computingFiles)
    if let manifest, let name {
      resultFingerprints = try ResultFingerprints(
        bundle: directory, manifest: manifest, backbone: name, checkpoint: checkpoint)
    } else {
      resultFingerprints = ResultFingerprints(whole: fingerprint, heads: heads.keys)
    }
  }

  /// Names the backbone: heads that were trained on it, and only those, fit this model.
  ///
  /// Thread-safe. O(size of the weights) when it is first asked of a model that is no Stet bundle, O(1) otherwise.
  package var backboneFingerprint: BackboneFingerprint {
    backboneName.withLock { name in
      if let name { return name }
      let computed = BackboneFingerprint(configuration: directory.configuration, checkpoint: checkpoint)
      name = computed
      return computed
    }
  }

  /// How its matrices are stored on disk.
  package var storage: WeightStorage { checkpoint.storage }
  /// How exactly its layers multiply.
  package var precision: WeightPrecision { checkpoint.precision }

  /// Makes the fingerprint of something that the model computes into the name of results, which differ a little by arithmetic.
  ///
  /// A cache keeps results apart by it, for they must be those of a computation anew. Files in which vectors are compared, such as an
  /// index, go by the fingerprint alone: they move between machines, and the difference does not matter to them.
  package func resultName(_ fingerprint: String) -> String {
    let arithmetic = precision.arithmetic
    return arithmetic.isEmpty ? fingerprint : "\(fingerprint) \(arithmetic)"
  }

  /// Turns texts into this model's sequences.
  package var inputs: InputBuilder {
    InputBuilder(tokenizer: tokenizer, limit: maximumTokens, usesCase: backbone.dimensions.caseFeatures > 0)
  }

  /// The same as the initialiser, by the name that reads well at the call.
  package static func load(directory: String, precision: WeightPrecision = .exact) throws -> ModelBundle {
    try ModelBundle(directory: directory, precision: precision)
  }
}
