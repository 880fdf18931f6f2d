import Documents
import Features
import Foundation
import Heads
import Inference
import JSON
import Options
import Reports
import Server
import Spelling
import Store
import Support
import Synchronization
import Text

/// Makes the report of a file with this process's own engine, or finds that of an earlier run where nothing has changed since.
///
/// Thread-safe.
final class FileLinter: Sendable {
  private let workbench: Workbench
  private let directories: Directories
  private let isFixing: Bool
  /// Which share of the sentences is highlighted; nil for none, which needs no model.
  private let highlights: Double?
  /// Whether the model has a head for words: known without loading it.
  private let findsNames: Bool
  /// Whether the model's grammar head is asked.
  private let corrects: Bool
  private let keys: ReportKeys
  private let options = Mutex<[String: Options]>([:])

  /// - Throws: when it is to ask a model that is not there.
  init(
    workbench: Workbench, directories: Directories, isFixing: Bool, highlights: Double?, corrects: Bool = true
  ) throws {
    self.workbench = workbench
    self.directories = directories
    self.isFixing = isFixing
    self.highlights = highlights
    self.corrects = try corrects && Self.canCorrect(workbench)
    keys = ReportKeys(workbench: workbench, directories: directories, highlights: highlights, corrects: self.corrects)
    findsNames = workbench.headTasks().values.contains(.tokens)
  }

  /// Without a model only spelling and rules are left, and a person has to ask for so little.
  private static func canCorrect(_ workbench: Workbench) throws -> Bool {
    do { return try workbench.canCorrect() } catch let error as any HintedError {
      throw UsageError(message: error.message, hint: error.hint + " --no-model checks spelling and rules alone.")
    }
  }

  /// The report of a file; what cannot be read is told in it.
  func lint(file path: String) async -> FileReport {
    do {
      let bytes = try MappedFile.contents(of: path)
      let report = await lint(bytes: bytes, path: path)
      guard isFixing else { return report }
      let fixed = FixApplier.apply(report.findings, to: bytes)
      guard !fixed.applied.isEmpty else { return report }
      try AtomicFile.write(fixed.bytes, to: path)
      return await lint(bytes: fixed.bytes, path: path)
    } catch { return FileReport(path: path, error: Self.described(error)) }
  }

  /// The report of a text.
  ///
  /// - Parameter analyses: of the same file in another state.
  func lint(bytes: [UInt8], path: String, analyses: SentenceAnalyses? = nil) async -> FileReport {
    do {
      let options = options(for: path)
      let file = options.options(for: absolutePath(path))
      guard !file.isIgnored else { return FileReport(path: path) }
      guard bytes.count <= options.limits.documentBytes else { throw Self.tooLarge(bytes.count, options) }
      let key = try keys.key(of: bytes, path: absolutePath(path), options: options)
      if let known = workbench.cache.value(for: key), let json = try? JSONValue(parsing: known),
        let report = FileReport(json: json, path: path, text: Rope(utf8: bytes))
      {
        return report
      }
      let report = try await report(bytes, path: path, options, analyses)
      workbench.cache.insert(report.encoded(), for: key)
      return report
    } catch { return FileReport(path: path, error: Self.described(error)) }
  }

  /// The report of a text, made anew.
  private func report(
    _ bytes: [UInt8], path: String, _ options: Options, _ analyses: SentenceAnalyses?
  ) async throws -> FileReport {
    let snapshot = Document(uri: path, languageID: "", version: 0, utf8: bytes).snapshot
    let (findings, leniency) = try await findings(in: snapshot, path: path, options: options, analyses)
    return FileReport(
      path: path, text: snapshot.rope, findings: findings,
      wordCount: snapshot.sentences.reduce(0) { $0 + wordCount(of: $1) },
      highlights: try await highlights(in: snapshot), leniency: leniency)
  }

  private func findings(
    in snapshot: DocumentSnapshot, path: String, options: Options, _ analyses: SentenceAnalyses?
  ) async throws -> (findings: [Finding], leniency: Double) {
    let lists = try [options.projectDictionary, WordList.userPath(directories)].compactMap { list in
      try list.map { try workbench.wordList(path: $0) }
    }
    let language = options.options(for: absolutePath(path)).language
    let checker = try workbench.checker(language: language)
    if corrects, snapshot.sentenceCount >= Self.manySentences {
      Task.detached { checker.prepareSuggestions() }
    }
    let corrector = corrects ? try await workbench.corrector() : nil
    if highlights != nil { try await prepareAll(snapshot, options, corrector) }
    let corrections = try await corrector?.findings(in: Array(snapshot.sentences), lane: .background)
    var state = DocumentFindings()
    state.update(
      to: snapshot, changes: nil, checker: checker, rules: options.ruleSet(language: language), analyses: analyses)
    if let corrections { state.setCorrections(corrections) }
    let policy = options.findingPolicy(for: absolutePath(path), wordLists: lists)
    let found = try await state.findings(in: snapshot, policy: policy, checker: checker, feedback: workbench.feedback) {
      try await names(in: snapshot, sentences: $0, options)
    }
    // The first proposals for a word take a millisecond each.
    return (found.parallelMap(grain: 32) { $0.withReplacements(from: checker) }, state.leniency(policy))
  }

  /// From so many sentences on the words that are misspelt will ask for all that is read for suggestions: better beside the model, which is being
  /// loaded, than while all threads wait for it.
  private static let manySentences = 1000

  /// Asks for vectors, names and corrections of all sentences in one pass, where the vectors of all will be needed anyway.
  private func prepareAll(
    _ snapshot: DocumentSnapshot, _ options: Options, _ corrector: GrammarCorrector?
  ) async throws {
    let names = try await extraction(options)?.heads ?? []
    try await workbench.annotator().prepare(
      Array(snapshot.sentences), heads: names, corrector: corrector, lane: .background)
  }

  /// The names in some sentences; nil without a model that finds names.
  private func names(
    in snapshot: DocumentSnapshot, sentences: [Int], _ options: Options
  ) async throws -> DocumentEntities? {
    try await extraction(options)?.entities(of: snapshot, sentences: sentences, lane: .background)
  }

  /// Finds names, if the model has a head for that and nobody has switched it off.
  private func extraction(_ options: Options) async throws -> EntityExtraction? {
    let annotations = options.annotations
    guard annotations.acceptNames, findsNames else { return nil }
    return EntityExtraction(
      annotator: try await workbench.annotator(), heads: annotations.entityHeads,
      minimum: Float(annotations.minimumConfidence))
  }

  private func highlights(in snapshot: DocumentSnapshot) async throws -> [FileReport.Highlight] {
    guard let highlights else { return [] }
    let vectors = try await workbench.vectors()
    let found = try await Highlighter().highlights(
      of: snapshot, vectors: vectors, annotator: try await workbench.annotator(), lane: .background, count: 0,
      share: highlights)
    return found.map { FileReport.Highlight(range: $0.range, score: Double($0.score)) }
  }

  /// The options of the folder that a file lies in, read once.
  private func options(for path: String) -> Options {
    let folder = (absolutePath(path) as NSString).deletingLastPathComponent
    return options.withLock { known in
      if let options = known[folder] { return options }
      let options = Options.load(for: folder, directories: directories, ruleCodes: FindingCatalogue.codes).options
      known[folder] = options
      return options
    }
  }

  private static func tooLarge(_ count: Int, _ options: Options) -> UsageError {
    UsageError(
      message: "the file has \(count) bytes, more than the limit of \(options.limits.documentBytes)",
      hint: "Raise limits.document-bytes in .stet.toml.")
  }

  private static func described(_ error: any Error) -> any HintedError {
    error as? any HintedError ?? UsageError(message: "\(error)", hint: "")
  }
}
