import ArgumentParser
import Datasets
import FineTuning
import Foundation
import Inference
import Support

extension EvalCommand {
  /// How well heads do that are taught with few sentences.
  struct FewShot: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "few-shot",
      abstract: "Score heads that are taught with the first sentences of a file, on another one.",
      discussion: """
        Every folder holds train.conll and dev.conll. The first N sentences teach a head, then N at random for as many seeds as are asked for; \
        the table has the mean F1 of exact spans on dev.conll, the lowest and the highest, and the mean seconds of a lesson.
        """)

    @Argument(help: "Folders with train.conll and dev.conll.")
    var folders: [String]

    @ArgumentParser.Option(help: "A model's folder (with a slash) or name.")
    var model = "all-MiniLM-L6-v2"

    @ArgumentParser.Option(help: "Numbers of sentences, divided by commas.")
    var sentences = "10,50,100"

    @ArgumentParser.Option(help: "Subsets of each number below the largest: the first sentences, then random ones.")
    var subsets = 5

    @ArgumentParser.Option(help: "Threads of a model pass.")
    var threads: Int?

    @ArgumentParser.Option(help: "Layers that the head reads, divided by commas; the middle one otherwise.")
    var layers: String?

    @ArgumentParser.Option(help: "What the states of the neighbours count.")
    var neighbours: Float?

    @ArgumentParser.Option(help: "What the case of words counts.")
    var cases: Float?

    @ArgumentParser.Option(help: "What the probabilities of the model's own heads count; 0 leaves them out.")
    var probabilities: Float?

    @ArgumentParser.Option(help: "The penalty on squared weights.")
    var penalty: Float?

    func run() throws {
      let counts = sentences.split(separator: ",").compactMap { Int($0) }.sorted()
      let encoder = try SentenceEncoder(directory: try ModelFolder.find(model), threads: threads)
      let features = features(encoder)
      var lesson = LinearLesson()
      if let penalty { lesson.penalty = penalty }
      let titles = counts.map { "\($0): F1 | range | s" }.joined(separator: " | ")
      let rules = counts.map { _ in "---:|---:|---:" }.joined(separator: "|")
      StandardOutput.write("| set | \(titles) |\n|---|\(rules)|\n")
      var all = [[FewShotEvaluation.Row]](repeating: [], count: counts.count)
      for folder in folders {
        let evaluation = try FewShotEvaluation(
          encoder: encoder, features: features, lesson: lesson,
          train: DataSource(path: folder + "/train.conll", format: .conll),
          dev: DataSource(path: folder + "/dev.conll", format: .conll))
        let rows = try counts.map { try evaluation.row($0, subsets: $0 == counts.last ? 1 : subsets) }
        for (index, row) in rows.enumerated() { all[index].append(row) }
        let name = folder.split(separator: "/").last.map(String.init) ?? folder
        let cells = rows.map { Self.text($0) }.joined(separator: " | ")
        StandardOutput.write("| \(name) | \(cells) |\n")
      }
      let means = all.map { rows -> String in
        let count = Double(max(1, rows.count))
        let score = rows.reduce(0) { $0 + $1.meanScore } / count
        let seconds = rows.reduce(0) { $0 + $1.meanSeconds } / count
        return String(format: "%.1f | | %.2f", 100 * score, seconds)
      }
      let cells = means.joined(separator: " | ")
      StandardOutput.write("| mean | \(cells) |\n")
    }

    private func features(_ encoder: SentenceEncoder) -> TaughtFeatures {
      var features = encoder.usualFeatures
      if let layers { features.layers = layers.split(separator: ",").compactMap { Int($0) } }
      if let neighbours { features.neighbours = neighbours }
      if let cases { features.cases = cases }
      if let probabilities { features.probabilities = probabilities }
      if features.probabilities == 0 { features.heads = [] }
      return features
    }

    private static func text(_ row: FewShotEvaluation.Row) -> String {
      let (low, high) = (row.scores.min() ?? 0, row.scores.max() ?? 0)
      return String(format: "%.1f | %.1f-%.1f | %.2f", 100 * row.meanScore, 100 * low, 100 * high, row.meanSeconds)
    }
  }
}
