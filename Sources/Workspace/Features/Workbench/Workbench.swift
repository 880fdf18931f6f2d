import Foundation
import Generation
package import Heads
package import Inference
import Models
import Rules
package import Spelling
package import Store
import Support
import Synchronization
package import Tensors

/// What all clients and commands of a process share: the model, the caches, the dictionaries.
///
/// Thread-safe. Opening it is cheap: the model and the dictionaries are loaded when they are first needed.
package final class Workbench: Sendable {
  /// Where things are and how much room they get.
  package struct Settings: Sendable {
    /// Gives the folder of the sentence encoder.
    package var encoder: @Sendable () throws -> String
    /// Gives the folder of the model that corrects; nil where that is the encoder.
    package var corrector: (@Sendable () throws -> String)?
    /// Gives the folder of the language model that continues texts; nil where nothing is to be suggested.
    package var completer: (@Sendable () throws -> String)?
    /// Threads of a model pass; nil for one per processor.
    package var threads: Int?
    /// How exactly models multiply.
    package var precision = WeightPrecision.fast
    /// Token rows of a batch of the encoder: keystrokes wait behind one.
    package var batchTokens = SentenceEncoder.batchTokensForBulk
    package var cache: SentenceCache.Configuration
    /// The database of findings that were let stand; nil for none.
    package var feedbackPath: String?
    /// The database of what was marked to teach heads, and the folder of taught heads; nil where nothing is taught.
    package var teaching: (marks: String, heads: String)?

    package init(
      encoder: @escaping @Sendable () throws -> String, corrector: (@Sendable () throws -> String)? = nil,
      threads: Int? = nil, cache: SentenceCache.Configuration, feedbackPath: String? = nil,
      teaching: (marks: String, heads: String)? = nil
    ) {
      self.encoder = encoder
      self.corrector = corrector
      self.threads = threads
      self.cache = cache
      self.feedbackPath = feedbackPath
      self.teaching = teaching
    }

    /// The encoder in a folder, as these settings want it.
    fileprivate func sentenceEncoder(directory: String) throws -> SentenceEncoder {
      try SentenceEncoder(directory: directory, threads: threads, precision: precision, batchTokens: batchTokens)
    }
  }

  private let openCache: OnDemand<SentenceCache>
  private let openFeedback: OnDemand<FeedbackStore?>
  private let encoder: OnceLoaded<SentenceVectors>
  private let encoderDirectory: @Sendable () throws -> String
  /// Of the model that corrects, where it is another one.
  private let correctorDirectory: (@Sendable () throws -> String)?
  private let engine: OnceLoaded<InferenceEngine>
  private let heads: OnceLoaded<Annotator>
  private let grammar: OnceLoaded<GrammarCorrector?>
  private let language: OnceLoaded<TextCompleter>
  private let taught: TaughtHeads?
  private let lessons: OnceLoaded<Lessons>
  private let wordLists = Mutex<[String: WordList]>([:])
  /// By language; of the process, not of the workbench: a dictionary is the same for all, and large.
  private static let checkers = Mutex<[String: SpellChecker]>([:])

  /// Makes the workbench; nothing is opened or loaded yet.
  ///
  /// - Parameter notice: hears of files that were set aside and of stores that cannot be used.
  package init(settings: Settings, notice: @escaping StoreNoticeHandler) {
    let openCache = OnDemand { SentenceCache(configuration: settings.cache, notice: notice) }
    self.openCache = openCache
    openFeedback = OnDemand { Self.openFeedback(settings.feedbackPath, notice) }
    let directory = settings.encoder
    let taught = settings.teaching.map { TaughtHeads(path: $0.heads, notice: notice) }
    self.taught = taught
    (encoderDirectory, correctorDirectory) = (directory, settings.corrector)
    let engine = OnceLoaded {
      let encoder = try await offThePool {
        try settings.sentenceEncoder(directory: try directory())
      }
      taught?.refresh(encoder)
      return InferenceEngine(encoder: encoder)
    }
    let marks = settings.teaching?.marks
    lessons = OnceLoaded {
      guard let marks, let taught else { throw Lessons.NoPlace() }
      let engine = try await engine.value()
      return Lessons(encoder: engine.encoder, marks: try MarkStore(path: marks, notice: notice), heads: taught)
    }
    self.engine = engine
    let completer = settings.completer
    language = OnceLoaded {
      guard let completer else { throw NoLanguageModel() }
      return TextCompleter(
        engine: try await offThePool { try GenerationEngine(ModelBundle(directory: try completer())) })
    }
    let encoder = OnceLoaded {
      // The disk beside the processor.
      async let cache = offThePool { openCache.value }
      return SentenceVectors(engine: try await engine.value(), cache: await cache)
    }
    self.encoder = encoder
    heads = OnceLoaded { Annotator(vectors: try await encoder.value()) }
    let corrector = settings.corrector
    grammar = OnceLoaded {
      let own: InferenceEngine
      if let corrector {
        own = InferenceEngine(
          encoder: try await offThePool { try settings.sentenceEncoder(directory: try corrector()) })
      } else {
        own = try await engine.value()
      }
      let checker = try? Self.sharedChecker(language: "en")
      return GrammarCorrector(engine: own, cache: openCache.value) { word in
        checker?.suggestions(for: word, limit: 1).first?.text
      }
    }
  }

  /// Results of sentences; opened when it is first asked for.
  package var cache: SentenceCache { openCache.value }
  /// What was let stand; nil when the settings name no place for it or it cannot be used.
  package var feedback: FeedbackStore? { openFeedback.value }

  /// The model with its cache; waits while it is being loaded.
  ///
  /// - Throws: why there is no model, with a hint; the same error every time.
  package func vectors() async throws -> SentenceVectors { try await encoder.value() }

  /// What the model's heads say about sentences, with the cache; waits while the model is being loaded.
  ///
  /// - Throws: why there is no model, with a hint; the same error every time.
  package func annotator() async throws -> Annotator {
    let annotator = try await heads.value()
    taught?.refresh(annotator.engine.encoder)
    return annotator
  }

  /// The model's grammar head; nil where the model has none, waits while the model is being loaded.
  ///
  /// - Throws: why there is no model, with a hint; the same error every time.
  package func corrector() async throws -> GrammarCorrector? { try await grammar.value() }

  /// What suggests how texts go on; waits while the language model is being loaded.
  ///
  /// - Throws: why there is no such model, with a hint; the same error every time.
  package func completer() async throws -> TextCompleter { try await language.value() }

  /// The same if somebody has asked for it and the model could be loaded.
  package func loadedCompleter() async -> TextCompleter? { await language.ifLoaded() }

  /// What teaches heads; waits while the model is being loaded.
  ///
  /// - Throws: why there is no model, or no place for what is taught.
  package func teaching() async throws -> Lessons { try await lessons.value() }

  /// The same if somebody has asked for it and the model could be loaded; never waits for a model that nobody needs.
  package func loadedAnnotator() async -> Annotator? { await heads.ifLoaded() }

  /// The engine with the model's heads; waits while it is being loaded.
  ///
  /// - Throws: as `vectors()`.
  package func inference() async throws -> InferenceEngine {
    let engine = try await engine.value()
    taught?.refresh(engine.encoder)
    return engine
  }

  /// The tasks of the model's heads, by name, as its files say; the model is not loaded for that.
  ///
  /// Reads two small files.
  package func headTasks() -> [String: HeadSpecification.Task] {
    (try? encoderDirectory()).map(Self.headTasks) ?? [:]
  }

  /// Whether the model that corrects has a head for it, as its files say; another model than the encoder is taken at its word.
  ///
  /// - Throws: why there is no such model, with a hint.
  package func canCorrect() throws -> Bool {
    if let correctorDirectory { return try !correctorDirectory().isEmpty }
    return Self.headTasks(try encoderDirectory())[GrammarCorrector.headName] == .edits
  }

  /// The files of the models that look at sentences, each with its stamp; empty for a model that is not there, which is told when it is asked for.
  ///
  /// Reads none of the weights.
  package func modelStamps() -> [String] {
    [encoderDirectory, correctorDirectory].map { folder in
      guard let path = try? folder?(), let directory = try? ModelDirectory(path: path) else { return "" }
      return directory.computingFiles.map { "\(path)/\($0) \(FileStamp(path: "\(path)/\($0)"))" }
        .joined(separator: " ")
    }
  }

  private static func headTasks(_ path: String) -> [String: HeadSpecification.Task] {
    guard let directory = try? ModelDirectory(path: path) else { return [:] }
    if let manifest = try? directory.manifest { return manifest.heads.mapValues(\.specification.task) }
    let task = HeadSpecification.Task(rawValue: directory.task.rawValue)
    return task.map { [$0.rawValue: $0] } ?? [:]
  }

  /// Begins loading what a process will need soon, beside each other: the dictionary, what was let stand, the model with its cache.
  ///
  /// - Parameter language: of the dictionary, a tag such as `en-US`.
  package func warmUp(language: String) {
    // A word that no list has makes the checker load its dictionary; whether it is there is told when it is really asked for.
    Task { await offThePool { [self] in _ = try? checker(language: language).knows("qzx") } }
    Task { await offThePool { [self] in _ = openFeedback.value } }
    encoder.start()
  }

  /// The engine if somebody has asked for it and it could be loaded.
  package func loadedEngine() async -> InferenceEngine? { await engine.ifLoaded() }

  /// The spell checker of a language, a tag such as `en-US`.
  ///
  /// - Throws: `SpellingError` when its dictionary is not installed.
  package func checker(language: String) throws -> SpellChecker { try Self.sharedChecker(language: language) }

  private static func sharedChecker(language: String) throws -> SpellChecker {
    try checkers.withLock { checkers in
      if let checker = checkers[language] { return checker }
      let checker = try SpellChecker(language: dictionary(for: language))
      checkers[language] = checker
      return checker
    }
  }

  /// The dictionary of a language: that of the United States for English of every region, because the lexicon beside it has the
  /// spellings of the others; which of them a document wants is the rule `spelling.dialect`'s matter.
  private static func dictionary(for language: String) -> String {
    let tag = language.replacing("-", with: "_")
    return tag.lowercased() == "en" || Dialect(language: tag) != nil ? "en_US" : tag
  }

  /// The word list in a file, one object per file for the whole process, up to date with the disk.
  ///
  /// - Throws: `SupportError` when the file is there and cannot be read.
  package func wordList(path: String) throws -> WordList {
    try wordLists.withLock { lists in
      if let list = lists[path] {
        try list.reload()
        return list
      }
      let list = try WordList(path: path)
      lists[path] = list
      return list
    }
  }

  /// Writes what is queued.
  ///
  /// The workbench stays usable.
  package func flush() { openCache.ifMade?.flush() }

  /// Writes what is queued and closes the files.
  package func close() {
    openCache.ifMade?.close()
    openFeedback.ifMade??.close()
  }

  private static func openFeedback(_ path: String?, _ notice: @escaping StoreNoticeHandler) -> FeedbackStore? {
    guard let path else { return nil }
    do { return try FeedbackStore(path: path, notice: notice) } catch {
      notice(StoreNotice(message: "findings that are let stand are not remembered: \(error)"))
      return nil
    }
  }
}

/// The process has no place for a language model.
private struct NoLanguageModel: HintedError {
  let code = "model-not-found"
  let message = "no language model is set up"
  let hint = "Name one in the option complete.model."
}
