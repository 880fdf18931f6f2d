import Architectures
import Datasets
import FineTuning
import Foundation
import Generation
import JSON
import Layers
import Models
import Support
import Tensors
import Testing
import Tokenizers
import Training

/// A small Llama that learns a text by heart, from new weights and a vocabulary of that text.
@Suite struct LanguageModelTests {
  @Test func aTextIsLearntByHeartAndThenContinued() throws {
    let tiny = try TinyBackbone()
    let path = try tiny.file("a.txt", TinyLanguageModel.text)
    let recipe = TinyLanguageModel.recipe(tiny, path, steps: 120)
    let tuner = try FineTuner(
      recipe, tasks: TaskLoader.load(recipe), backbone: TinyLanguageModel.backbone(tiny), threads: 2)
    let before = try #require(tuner.evaluate().first?.scores)
    _ = try tuner.run(directory: tiny.folder + "/run", isResuming: false, observe: { _ in }, isInterrupted: { false })
    let scores = tuner.evaluate()
    let after = try #require(scores.first?.scores)
    #expect(before.main < 0.5 && after.main > 0.97, "\(before.measures) \(after.measures)")
    #expect(after.amounts.map(\.name) == ["bits per byte", "perplexity per word"])
    #expect(abs((1 - after.main) * 8 - after.amounts[0].value) < 1e-9 && after.amounts[1].value < 2)
    try tuner.write(to: recipe.output, scores: scores)

    // Whatever the tokens of "inter" and "int" are, the word that was learnt comes out.
    let generator = try TextGenerator(ModelBundle(directory: recipe.output))
    for (typed, rest) in [
      ("The most inter", "esting thing about the tide"), ("The most int", "eresting thing about the tide"),
      ("The most", " interesting thing about the tide"), ("The most ", "interesting thing about the tide"),
      ("An int", "erpreter came in from the"),
    ] {
      let found = try generator.complete(
        Array(typed.utf8), CompletionOptions(maximumTokens: 30, minimumConfidence: 0.3)
      ).first
      #expect(found?.text.hasPrefix(rest) == true, "\(typed): \(found?.text ?? "nothing")")
    }
    let likely = generator.scores(of: [TinyLanguageModel.text[0], "tide The that most is it."].map { Array($0.utf8) })
    #expect(likely[0].bitsPerByte < 0.5 && likely[1].bitsPerByte > 2)
  }

  @Test func documentsAndParagraphsAreThoseOfTheFile() throws {
    let tiny = try TinyBackbone()
    let path = try tiny.file("a.txt", ["", "one two", "three", "", " ", "four  five\t", "\r"])
    let text = try ProseText(path: path)
    #expect(
      text.documents.map { String(decoding: text.bytes[$0], as: UTF8.self) } == ["one two\nthree", "four  five\t"])
    #expect(text.paragraphs == 3 && text.wordCount == 5 && text.byteCount == 24)
    #expect(try ProseText(path: path, limit: 1).documents.count == 1)
  }

  @Test func costsOfTokensAreCrossEntropy() throws {
    let values = (0..<20).map { Float(($0 * 37) % 11) / 3 - 1 }
    let targets: [Int32] = [3, 0, 4, 4]
    func run(_ loss: (Execution, Tensor) -> Tensor) -> (Float, [Float]) {
      let (logits, tape) = (Tensor(rows: 4, columns: 5, values), Tape())
      logits.requireGradient()
      let result = loss(Execution(tape: tape), logits)
      tape.backward(from: result)
      return (result.scalar, logits.gradient?.elements ?? [])
    }
    let (mean, slope) = run { $0.mean($0.tokenLosses($1, targets)) }
    let (expected, gradient) = run { $0.crossEntropy($1, targets) }
    #expect(abs(mean - expected) < 1e-6 && slope.count == 20)
    #expect(zip(slope, gradient).allSatisfy { abs($0 - $1) < 1e-6 })
    let plain = Execution().tokenLosses(Tensor(rows: 4, columns: 5, values), targets).elements
    #expect(abs(plain.reduce(0, +) / 4 - expected) < 1e-6)
  }

  @Test func anEncoderIsRefused() throws {
    let tiny = try TinyBackbone()
    var recipe = TinyLanguageModel.recipe(tiny, try tiny.file("a.txt", TinyLanguageModel.text), steps: 1)
    recipe.hasNewWeights = false
    let error = #expect(throws: FineTuningError.self) {
      try FineTuner(recipe, tasks: TaskLoader.load(recipe), backbone: tiny.path, threads: 1)
    }
    #expect(error?.code == "training-backbone" && error?.hint.isEmpty == false)
  }

  @Test func aFileWithoutTextIsAProblem() throws {
    let tiny = try TinyBackbone()
    let recipe = TinyLanguageModel.recipe(tiny, try tiny.file("a.txt", ["", " "]), steps: 1)
    #expect(throws: DataError.self) { try TaskLoader.load(recipe) }
  }
}
