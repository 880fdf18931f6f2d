import ArgumentParser
import Datasets
import Foundation
import Generation
import JSON
import Keystrokes
import Models
import Options
import Reports

extension EvalCommand {
  /// What ghost text saves a person who types.
  struct Completion: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "completion", abstract: "Type texts key by key with ghost text, and say what it saves.",
      discussion: """
        A person who knows what to write looks at the suggestion before each key. The longest beginning of it that is right, in whole words and marks \
        with the blank before them, is taken with one key where it is the whole suggestion, else with one key for each of its words, whenever that is \
        fewer keys than it has characters; otherwise one character is typed. A suggestion stays while the keys agree with it; where none is \
        shown, the model is asked for one.

        saved: the share of keys saved; right: of the suggestions that appeared, those whose first word was right; whole: those that were right \
        to the end; top-1, top-3: how often the next word is the likeliest, or among three; median and p95 in milliseconds, of the \
        keys for which the model was asked. Files have a paragraph a line and a blank line between documents; .xz and .gz are unpacked.

        With --ngram-corpus a 5-gram model with back-off and the list of words by frequency, both of those files, type the same texts. \
        With --sweep all of them do at other confidences too, and the table says at which one each saves most.
        """)

    @Argument(help: "Text files.")
    var paths: [String]

    @ArgumentParser.Option(
      help: "A decoder: a registered model's name, or a folder with / in its name; none for baselines alone.")
    var model: String?

    @ArgumentParser.Option(
      parsing: .upToNextOption, help: "Text files, those that the model learnt from: baselines of the same texts.")
    var ngramCorpus: [String] = []

    @ArgumentParser.Option(
      help: "Characters to type of each file, a quarter of them at most in each document; 0 for all.")
    var limit = 4000

    @ArgumentParser.Option(help: "How sure a suggestion must be, from 0 to 1; an editor's by default.")
    var confidence = Options.Complete().minimumConfidence

    @ArgumentParser.Option(help: "Other confidences, divided by commas.")
    var sweep = ""

    @ArgumentParser.Option(help: "Tokens of a suggestion.")
    var maxTokens = 8

    @ArgumentParser.Option(help: "Tokens of the text before that the model reads.")
    var context = 512

    @ArgumentParser.Option(help: "Predict the next word behind every so many blanks; 0 for never.")
    var wordStride = 4

    @ArgumentParser.Option(help: "Alternatives that the model weighs for each suggestion; the best is shown.")
    var candidates = 1

    @Flag(help: "Type with the model as an editor asks it too: what the text says so far is mixed in.")
    var personal = false

    @Flag(help: "Type the second half of each document alone; the first is there already.")
    var secondHalves = false

    @ArgumentParser.Option(
      help:
        "With --personal: after how many occurrences a match of 0, 1, 2, ... tokens has half of the say, divided by commas."
    )
    var personalHalves: String?

    @ArgumentParser.Option(help: "text or json.")
    var format = Format.text

    /// What is written.
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    func validate() throws {
      if model == nil, ngramCorpus.isEmpty {
        throw ValidationError("Name a decoder by --model, or files by --ngram-corpus.")
      }
      if personal, model == nil { throw ValidationError("--personal needs --model.") }
      if !(1...16).contains(candidates) { throw ValidationError("--candidates must be from 1 to 16.") }
      if limit < 0 || wordStride < 0 { throw ValidationError("--limit and --word-stride must not be negative.") }
      let confidences = sweep.split(separator: ",").map { Double($0) } + [confidence]
      if !confidences.allSatisfy({ $0.map((0...1).contains) ?? false }) {
        throw ValidationError("--confidence and each of --sweep must be numbers from 0 to 1.")
      }
      if personalHalves != nil, weights == nil {
        throw ValidationError("--personal-halves must be positive numbers, as in 3000,30,8,3.")
      }
    }

    func run() throws {
      let sources = try paths.map { path in
        let texts = ReplayText.texts(
          try ProseText(path: path), characters: limit > 0 ? limit : nil, secondHalf: secondHalves)
        guard !texts.isEmpty else {
          throw UsageError(
            message: "there is nothing to type in \(path)",
            hint: secondHalves
              ? "--second-halves needs documents of two paragraphs at least." : "Name a file with text.")
        }
        return (name: Self.name(of: path), texts: texts)
      }
      let predictors = try models() + baselines()
      let replay = CompletionReplay(
        confidence: confidence, sweep: sweep.split(separator: ",").compactMap { Double($0) }, wordStride: wordStride)
      let bar = ProgressBar("Typing", total: predictors.count * sources.reduce(0) { $0 + $1.texts.count })
      var table = CompletionTable(confidence: confidence)
      for source in sources {
        for predictor in predictors {
          let result = try source.texts.reduce(into: CompletionReplay.Result()) { sum, text in
            sum += try replay.run(text, predictor)
            bar.advance(note: source.name)
          }
          table.add(result, source: source.name, predictor: predictor.name)
        }
      }
      bar.finish()
      StandardOutput.write(format == .json ? table.json.encodedText() + "\n" : table.text)
    }

    /// The model, and the same with the person's texts.
    private func models() throws -> [any Predictor] {
      guard let model else { return [] }
      let bundle = try ModelBundle(directory: ModelFolder.find(model))
      let options = CompletionOptions(maximumTokens: maxTokens, candidates: candidates, contextTokens: context)
      // What one has computed must not make the other faster: each has a memory of its own.
      let alone = GeneratorPredictor(try TextGenerator(bundle), name: "model", options: options)
      guard personal else { return [alone] }
      let own = PersonalModel(weights: weights ?? PersonalModel.Weights())
      return [alone, GeneratorPredictor(try TextGenerator(bundle), name: "personal", options: options, personal: own)]
    }

    private var weights: PersonalModel.Weights? {
      guard let personalHalves else { return nil }
      let halves = personalHalves.split(separator: ",").map { Double($0) ?? -1 }
      return halves.isEmpty || !halves.allSatisfy { $0 > 0 && $0.isFinite } ? nil : .init(halves: halves)
    }

    /// N-grams, and the words alone.
    private func baselines() throws -> [any Predictor] {
      guard !ngramCorpus.isEmpty else { return [] }
      var counter = NGramCounter()
      let pruning = NGramCounter.Pruning()
      let bar = ProgressBar("Counting", total: ngramCorpus.count + pruning.grams.count)
      for path in ngramCorpus {
        let text = try ProseText(path: path)
        for document in text.documents { counter.add(text.bytes[document]) }
        bar.advance()
      }
      let model = counter.model(pruning) { bar.advance() }
      bar.finish()
      return [
        NGramPredictor(model, name: "\(model.order)-gram"), NGramPredictor(model.limited(to: 1), name: "words"),
      ]
    }

    /// `wikinews` of `corpus/dev/wikinews.txt.xz`.
    private static func name(of path: String) -> String {
      let file = path.split(separator: "/").last ?? ""
      return file.split(separator: ".").first.map(String.init) ?? path
    }
  }
}
