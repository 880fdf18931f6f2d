import Datasets
import FineTuning
import Foundation
import Testing

/// How notes are divided, and what a model learns of them.
@Suite struct AdaptationTests {
  private static func paragraph(_ name: Int, words: Int) -> [UInt8] {
    Array((0..<words).map { "note\(name)x\($0)" }.joined(separator: " ").utf8)
  }

  /// Lines of all documents.
  private static func lines(_ text: ProseText) -> [[UInt8]] {
    text.documents.flatMap { text.bytes[$0].split(separator: 0x0A).map(Array.init) }
  }

  @Test func everyParagraphIsLearntOrHeldBack() throws {
    let documents = (0..<12).map { document in
      (0..<document + 1).map { Self.paragraph(100 * document + $0, words: 70) }
    }
    let text = try AdaptationText(documents)
    let all = documents.joined().sorted { $0.lexicographicallyPrecedes($1) }
    let parts = (Self.lines(text.training) + Self.lines(text.heldOut)).sorted { $0.lexicographicallyPrecedes($1) }
    #expect(parts == all)
    let share = Double(text.heldOut.wordCount) / Double(all.count * 70)
    #expect(share > 0.05 && share < 0.2, "\(share)")
    // What stands around a passage that is held back is not joined.
    let long = try AdaptationText([(0..<40).map { Self.paragraph($0, words: 70) }])
    #expect(long.training.documents.count == 2 && long.heldOut.documents.count == 1)
  }

  @Test func aShortNoteIsHeldBackInPart() throws {
    let text = try AdaptationText([[Self.paragraph(1, words: 160), Self.paragraph(2, words: 160)]])
    #expect(text.training.wordCount == 160 && text.heldOut.wordCount == 160)
  }

  @Test(arguments: [[(0, 0)], [(1, 299)], [(1, 5000)], [(1, 100), (2, 100)]])
  func tooLittleIsAnError(_ paragraphs: [(Int, Int)]) {
    let error = #expect(throws: FineTuningError.self) {
      try AdaptationText([paragraphs.filter { $0.1 > 0 }.map { Self.paragraph($0.0, words: $0.1) }])
    }
    #expect(error?.code == "training-text" && error?.hint.isEmpty == false)
  }

  @Test func aModelLearnsNotesByAdaptersAlone() throws {
    let tiny = try TinyBackbone()
    let base = try TinyLanguageModel.trained(in: tiny)
    // The same two sentences over and over: what is held back is what is learnt.
    let sentences = ["The keeper of the lamp came back in the interior.", "Nobody thanked the tide that returns."]
    let notes = (0..<60).map { Array(sentences[$0 % 2].utf8) }
    let recipe = Recipe.adaptation(name: "own", of: base, to: tiny.folder + "/own", epochs: 60)
    let task = LoadedTask.notes(try AdaptationText([notes]), recipe)
    let tuner = try FineTuner(recipe, tasks: [task], backbone: base, threads: 2)
    let before = try #require(tuner.evaluate().first?.scores.amounts.first)
    let names = tuner.trainedNames
    #expect(!names.isEmpty && names.allSatisfy { $0.contains(".lora_") })
    _ = try tuner.run(
      directory: tiny.folder + "/own.training", isResuming: false, observe: { _ in }, isInterrupted: { false })
    let scores = tuner.evaluate()
    let after = try #require(scores.first?.scores.amounts.first)
    #expect(before.name == "bits per byte" && after.value < 0.8 * before.value, "\(before) \(after)")
    // What is written, adapters folded in, is as good.
    try tuner.write(to: recipe.output, scores: scores)
    let again = try FineTuner(recipe, tasks: [task], backbone: recipe.output, threads: 2)
    let read = try #require(again.evaluate().first?.scores.amounts.first)
    #expect(abs(read.value - after.value) < 1e-3)
  }
}
