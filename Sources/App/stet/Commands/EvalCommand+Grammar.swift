import ArgumentParser
import Datasets
import Edits
import Features
import Foundation
import Heads
import Inference
import JSON
import Metrics
import Models
import Spelling
import Tensors

extension EvalCommand {
  /// Grammar correction against corrections that people made, and on text without mistakes.
  struct Grammar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "grammar", abstract: "Score grammar correction: precision, recall, F0.5, and false alarms.",
      discussion: """
        F0.5 is MaxMatch, in up to three passes, as the official scorers count. Pairs are lines of {"source": ..., "target": ...} (or src and tgt). \
        Clean files are prose, a paragraph a line, in which every finding is a false alarm. With --fit the thresholds by category that are best on \
        the pairs and m2 files, with the clean files as sentences in which all is right, are written into the model's stet.json.
        """)

    @ArgumentParser.Option(help: "A file in the M2 format; several times for several.")
    var m2: [String] = []

    @ArgumentParser.Option(help: "A file of pairs.")
    var pairs: [String] = []

    @ArgumentParser.Option(help: "A file of clean prose.")
    var clean: [String] = []

    @ArgumentParser.Option(help: "How many sentences of each clean file, and pairs of each file of pairs.")
    var limit = 2000

    @ArgumentParser.Option(help: "A model's folder or name.")
    var model: String?

    @Flag(help: "Also print what was proposed and right by category, and what was found by type of mistake.")
    var byCategory = false

    @Flag(help: "Fit the thresholds of the model's head on these files and write them into the bundle.")
    var fit = false

    @ArgumentParser.Option(help: "What a false alarm in a clean sentence counts when thresholds are fitted.")
    var cleanWeight = 1.0

    @ArgumentParser.Option(
      name: .customLong("set"),
      help: "A threshold that is set and not fitted, such as article.missing=0.8; several times for several.")
    var given: [String] = []

    @ArgumentParser.Option(help: "One threshold for all categories instead of the bundle's.")
    var threshold: Float?

    @ArgumentParser.Option(help: "Threads of a model pass.")
    var threads: Int?

    @ArgumentParser.Option(help: "How exactly the model multiplies: exact (float32), or fast as it serves.")
    var precision = WeightPrecision.exact

    func run() async throws {
      let setup = Setup(for: ".", cached: false, threads: threads, model: model, precision: precision)
      let engine = try await setup.workbench.inference()
      let own = threshold.map { EditThresholds(other: $0) }
      let checker = try setup.workbench.checker(language: "en-US")
      let corrector = GrammarCorrector(
        engine: engine, cache: nil, thresholds: own,
        spelling: { checker.knows($0) ? nil : checker.suggestions(for: $0, limit: 1).first?.text })
      guard let corrector else {
        throw InferenceError.noGrammar
      }
      defer { setup.workbench.close() }
      if fit { return try await fit(corrector, engine) }
      let evaluation = GrammarEvaluation(corrector)
      for path in m2 { try await score(path, CorrectedSentence.m2(Self.text(path)), evaluation) }
      for path in pairs { try await score(path, Self.pairs(path, limit).map(Self.sentence), evaluation) }
      for path in clean { try await alarms(path, evaluation) }
      if byCategory { try await categories(evaluation) }
    }

    // MARK: Measuring

    private func score(
      _ path: String, _ sentences: [CorrectedSentence], _ evaluation: GrammarEvaluation
    ) async throws {
      let scores = try await evaluation.scores(sentences)
      let total = scores.total
      StandardOutput.write(
        "\(Self.name(path))  \(sentences.count) sentences  P \(Self.percent(total.precision))  R \(Self.percent(total.recall))"
          + "  F0.5 \(Self.percent(total.f))  (\(total.correct) right of \(total.proposed), \(total.gold) wanted)\n")
      guard byCategory else { return }
      for (type, counts) in scores.byType.sorted(by: { ($1.value.wanted, $0.key) < ($0.value.wanted, $1.key) })
      where !type.isEmpty {
        StandardOutput.write("  \(type)  \(counts.made) of \(counts.wanted)\n")
      }
    }

    private func alarms(_ path: String, _ evaluation: GrammarEvaluation) async throws {
      let (found, words) = try await evaluation.falseAlarms(in: try Self.sentences(path, limit))
      let all = found.values.reduce(0, +)
      StandardOutput.write(
        "\(Self.name(path))  \(words) words  \(Self.rate(all, words)) false alarms per 1,000 words\n")
      for (category, count) in found.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) where byCategory {
        StandardOutput.write("  \(category.rawValue)  \(Self.rate(count, words))\n")
      }
    }

    private func categories(_ evaluation: GrammarEvaluation) async throws {
      let known = try examples(clean: false)
      guard !known.isEmpty else { return }
      StandardOutput.write("proposals of one pass, by kind\n")
      for (kind, counts) in try await evaluation.kinds(known).sorted(by: { $0.key < $1.key }) {
        let share = Self.percent(Double(counts.right) / Double(max(1, counts.proposed)))
        StandardOutput.write("  \(kind.name)  \(counts.right) right of \(counts.proposed)  \(share)\n")
      }
    }

    // MARK: Fitting

    private func fit(_ corrector: GrammarCorrector, _ engine: InferenceEngine) async throws {
      var search = try await GrammarEvaluation(corrector).proposals(try examples(clean: true))
      search.cleanWeight = cleanWeight
      var thresholds = search.thresholds()
      thresholds.byKind.merge(try givenThresholds()) { $1 }
      try BundleWriter.record(ofHead: GrammarCorrector.headName, in: engine.encoder.model.directory.path) {
        $0.categoryThresholds = thresholds.names
      }
      for (name, value) in thresholds.names.sorted(by: { $0.key < $1.key }) {
        StandardOutput.write("\(name)  \(String(format: "%.3f", value))\n")
      }
    }

    /// What `--set` says, by kind.
    private func givenThresholds() throws -> [EditKind: Float] {
      try given.reduce(into: [:]) { result, text in
        let parts = text.split(separator: "=").map(String.init)
        guard parts.count == 2, let value = Float(parts[1]), (0...1).contains(value),
          case let kinds = EditKind.kinds(named: parts[0]), !kinds.isEmpty
        else {
          throw ValidationError("--set \(text): name a kind and a probability, such as article.missing=0.8.")
        }
        for kind in kinds { result[kind] = value }
      }
    }

    /// Wrong and right texts of all files; clean sentences are both.
    private func examples(clean withClean: Bool) throws -> [(source: [UInt8], target: [UInt8])] {
      var result = try pairs.flatMap { try Self.pairs($0, limit) }
      for path in m2 {
        for sentence in CorrectedSentence.m2(try Self.text(path)) {
          let source = Array(sentence.tokens.joined(separator: " ").utf8)
          let target = Array(sentence.corrected(by: 0).joined(separator: " ").utf8)
          result.append((ClosedUpText(source)?.text ?? source, ClosedUpText(target)?.text ?? target))
        }
      }
      if withClean { result += try clean.flatMap { try Self.sentences($0, limit) }.map { ($0, $0) } }
      return result
    }

    // MARK: Reading

    private static func text(_ path: String) throws -> String {
      String(decoding: try InputFile.read(path), as: UTF8.self)
    }

    private static func sentences(_ path: String, _ limit: Int) throws -> [[UInt8]] {
      try CleanProse(path: path).sentences(seed: 1, limit: limit)
    }

    private static func pairs(_ path: String, _ limit: Int) throws -> [(source: [UInt8], target: [UInt8])] {
      try InputFile.read(path).split(separator: 0x0A).prefix(limit).compactMap { line in
        let record = try JSONValue(parsing: Array(line))
        guard let source = (record["source"] ?? record["src"])?.stringValue,
          let target = (record["target"] ?? record["tgt"])?.stringValue
        else { return nil }
        return (Array(source.utf8), Array(target.utf8))
      }
    }

    /// A pair as a sentence with the edits between its tokens.
    private static func sentence(_ pair: (source: [UInt8], target: [UInt8])) -> CorrectedSentence {
      let (source, target) = (EditableText(pair.source), EditableText(pair.target))
      let edits = TokenAligner.edits(from: source, to: target).map { edit in
        GoldEdit(tokens: edit.source, corrections: [target.tokens[edit.target].map(\.text)])
      }
      return CorrectedSentence(tokens: source.tokens.map(\.text), annotations: [edits])
    }

    // MARK: Printing

    private static func name(_ path: String) -> String { path.split(separator: "/").suffix(2).joined(separator: "/") }
    private static func percent(_ share: Double) -> String { String(format: "%.2f", 100 * share) }
    private static func rate(_ count: Int, _ words: Int) -> String {
      String(format: "%.2f", 1000 * Double(count) / Double(max(1, words)))
    }
  }
}

extension InferenceError {
  /// The model has no head that corrects.
  fileprivate static let noGrammar = InferenceError.unknown(GrammarCorrector.headName, known: [])
}
