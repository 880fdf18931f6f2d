import ArgumentParser
import Documents
import Features
import Foundation
import Inference
import Options
import Reports
import Server
import Support
import Text

/// What the model's heads say about texts.
struct AnnotateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Mark names, parts of speech, phrases, roles of sentences and what else the model has heads for.",
    discussion: """
      With --input conll every line begins with a word, an empty line ends a sentence, and the answer repeats the words with one column for \
      each kind.
      """)

  /// What is read.
  enum Input: String, CaseIterable, ExpressibleByArgument { case text, conll }

  @Argument(help: "Files and folders, - for standard input.")
  var paths: [String] = ["-"]

  @ArgumentParser.Option(
    name: [.long, .customLong("heads")],
    help:
      "The heads to ask, separated by commas; without it all but biomedical and those that label texts as a whole.")
  var kinds: String?

  @ArgumentParser.Option(help: "text, conll, jsonl or html.")
  var format: AnnotationFormat?

  @ArgumentParser.Option(help: "text or conll: sentences whose words are told apart.")
  var input = Input.text

  @ArgumentParser.Option(help: "The name that tells the format of standard input.")
  var stdinFilename = "stdin.md"

  @ArgumentParser.Option(help: "How many files at once; the number of processors by default.")
  var jobs: Int?

  @OptionGroup var model: ModelOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if paths.contains("-"), paths.count > 1 { throw ValidationError("- must be the only path") }
    if input == .conll, let format, format != .conll {
      throw ValidationError("--input conll is answered in the format conll only")
    }
  }

  func run() async throws {
    let setup = model.setup(for: paths[0] == "-" ? stdinFilename : paths[0])
    defer { setup.workbench.close() }
    let annotator = try await setup.workbench.annotator()
    let heads = try wantedHeads(annotator)
    let failures = try await input == .conll ? annotateColumns(annotator, heads) : annotate(annotator, heads, setup)
    if failures > 0 { throw ExitCode(2) }
  }

  /// - Throws: `UsageError` for a kind that the model has no head for.
  private func wantedHeads(_ annotator: Annotator) throws -> [String] {
    let known = annotator.heads.map(\.name)
    guard let kinds else {
      if known.isEmpty { throw Self.unknown("that annotates", known) }
      // Parts of speech fill the terminal: there they are shown when they are asked for.
      let isForTerminal = (format ?? .text) == .text && input == .text
      return annotator.usualHeads.filter { !isForTerminal || annotator.head($0)?.kind != .words }
    }
    let wanted = kinds.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    for name in wanted where !known.contains(name) { throw Self.unknown(name, known) }
    return wanted
  }

  private static func unknown(_ name: String, _ known: [String]) -> UsageError {
    UsageError(
      message: "the model has no head \(name)",
      hint: known.isEmpty
        ? "Use a bundle with heads, or train one with `stet train`." : "Use some of \(known.joined(separator: ", ")).")
  }

  // MARK: Words in columns

  private func annotateColumns(_ annotator: Annotator, _ heads: [String]) async throws -> Int {
    var failures = 0
    for path in paths {
      do {
        for part in ColumnInput(bytes: try InputFile.read(path)).parts(of: Self.sentencesAtOnce) {
          let found = try await annotator.columns(ofWords: part.map(\.words), heads: heads, lane: .background)
          for (sentence, columns) in zip(part, found) {
            StandardOutput.write(AnnotationColumnFormatter.lines(sentence.words, heads.map { columns[$0] ?? [] }))
          }
        }
      } catch let error as any HintedError {
        failures += 1
        StandardError.write("stet: \(error.description)\n")
      }
    }
    return failures
  }

  private static let sentencesAtOnce = 256

  // MARK: Texts

  private func annotate(_ annotator: Annotator, _ heads: [String], _ setup: Setup) async throws -> Int {
    var style = ReportStyle()
    style.usesColor = output.usesColor
    style.version = Server.version
    var formatter = (format ?? .text).makeFormatter(style)
    let failures: Int
    if paths == ["-"] {
      let text = try await annotated(try InputFile.read("-"), path: nil, annotator, heads)
      StandardOutput.write(formatter.add(text))
      failures = 0
    } else {
      failures = try await annotateFiles(annotator, heads, setup, &formatter)
    }
    StandardOutput.write(formatter.end())
    return failures
  }

  private func annotated(
    _ bytes: [UInt8], path: String?, _ annotator: Annotator, _ heads: [String]
  ) async throws -> AnnotatedText {
    let snapshot = Document(uri: path ?? stdinFilename, languageID: "", version: 0, utf8: bytes).snapshot
    let sentences = try await annotator.sentences(of: snapshot, heads: heads, lane: .background)
    return AnnotatedText(sentences, path: path, rope: snapshot.rope, heads: heads.compactMap(annotator.head))
  }

  private func annotateFiles(
    _ annotator: Annotator, _ heads: [String], _ setup: Setup, _ formatter: inout any AnnotationFormatter
  ) async throws -> Int {
    let found = FileWalker(
      extensions: setup.options.extensions, ignore: IgnorePatterns(setup.options.ignore), root: setup.options.root
    ).walk(paths)
    for problem in found.problems { StandardError.write("stet: \(problem.path): \(problem.error.description)\n") }
    var failures = found.problems.count
    let bar = ProgressBar("Annotating", total: found.files.count)
    try await OrderedTasks.run(found.files, width: jobs ?? ProcessInfo.processInfo.activeProcessorCount) { path in
      let result: Result<AnnotatedText, any Error>
      do {
        result = .success(try await annotated(try MappedFile.contents(of: path), path: path, annotator, heads))
      } catch { result = .failure(error) }
      return (path, result)
    } each: { path, result in
      bar.advance()
      switch result {
      case .success(let text): bar.interrupted { StandardOutput.write(formatter.add(text)) }
      case .failure(let error):
        failures += 1
        bar.interrupted { StandardError.write("stet: \(path): \(error)\n") }
      }
    }
    bar.finish()
    return failures
  }
}

extension AnnotationFormat: ExpressibleByArgument {}

extension AnnotatedText {
  /// What reports show, of what the heads said.
  init(_ sentences: [AnnotatedSentence], path: String?, rope: Rope, heads: [AnnotationHead]) {
    self.init(
      path: path, text: rope, layers: heads.map(Layer.init),
      sentences: sentences.map { sentence in
        Sentence(
          range: sentence.range, text: sentence.text,
          words: sentence.words.map { Word(text: $0.text, range: $0.range) },
          values: heads.map { Value(sentence.annotations[$0.name], $0) })
      })
  }
}

extension AnnotatedText.Layer {
  fileprivate init(_ head: AnnotationHead) {
    let kind: Kind =
      switch head.kind {
      case .spans: .spans
      case .words: .words
      case .classes: .classes
      case .salience: .score
      }
    self.init(name: head.name, kind: kind, labels: head.labels)
  }
}

extension AnnotatedText.Value {
  fileprivate init(_ annotation: Annotation?, _ head: AnnotationHead) {
    switch annotation {
    case .spans(let ranges)?, .words(let ranges)?:
      self = .marks(
        ranges.map { AnnotatedText.Mark(label: $0.label, range: $0.range, confidence: Double($0.confidence)) })
    case .classes(let scores, let chosen)?: self = .labels(chosen, scores: scores.map(Double.init))
    case .salience(let score)?: self = .score(Double(score))
    case nil:
      switch head.kind {
      case .spans, .words: self = .marks([])
      case .classes: self = .labels([], scores: [])
      case .salience: self = .score(0)
      }
    }
  }
}
