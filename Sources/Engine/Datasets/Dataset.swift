/// The examples of one source, and what in it could not be read.
package struct Dataset<Example: Sendable>: Sendable {
  /// Where they come from.
  package let source: DataSource
  /// In the order of the file.
  package var examples: [Example]
  /// What was left out because it is wrong; empty for sound data.
  package var problems: DataProblems

  /// A data set that was made or read elsewhere.
  package init(source: DataSource, examples: [Example], problems: DataProblems = DataProblems()) {
    self.source = source
    self.examples = examples
    self.problems = problems
  }
}
