package import Metrics

/// What the page about a training run shows.
package struct TrainingReport: Sendable {
  /// A name with its value, both for a person.
  package typealias Fact = (name: String, value: String)

  /// The model's name.
  package var title: String
  /// What it is, in a sentence.
  package var summary: String
  /// Few large numbers for the top.
  package var numbers: [Fact] = []
  /// What the log says.
  package var events: [TrainingEvent] = []
  /// The heads with their scores on the dev data.
  package var tasks: [TaskReport] = []
  /// Groups of settings by name.
  package var settings: [(name: String, facts: [Fact])] = []
  /// The version of the program, for the last line.
  package var version: String

  package init(title: String, summary: String, version: String) {
    self.title = title
    self.summary = summary
    self.version = version
  }

  /// The page, self-contained: it loads nothing from anywhere.
  package func html() -> [UInt8] { TrainingPage(report: self).bytes }
}

/// How a head does on its dev data.
package struct TaskReport: Sendable {
  package let name: String
  /// What kind of head it is, in few words.
  package let kind: String
  /// Measures from 0 to 1 (correlations from -1), the main one first.
  package var measures: [(name: String, value: Double)] = []
  /// Scores by label, where there are labels.
  package var scores: ClassScores?
  /// What was taken for what, where there are labels.
  package var confusion: ConfusionMatrix?
  /// Data sets with the number of their examples.
  package var data: [(name: String, count: Int)] = []

  package init(name: String, kind: String) {
    self.name = name
    self.kind = kind
  }
}
