import Support

/// What is wrong in a recipe.
package struct RecipeError: HintedError, Equatable {
  /// One thing that is wrong, with its place.
  package struct Problem: Sendable, Equatable, CustomStringConvertible {
    /// 1-based, where it is known.
    package let line: Int?
    /// What is wrong and what to write instead.
    package let text: String

    package var description: String { (line.map { "line \($0): " } ?? "") + text }
  }

  /// `recipe-invalid`.
  package let code = "recipe-invalid"
  package let message: String
  package let hint: String
  /// In the order of the lines.
  package let problems: [Problem]

  init(path: String, problems: [Problem]) {
    let count = problems.count == 1 ? "a problem" : "\(problems.count) problems"
    message = "\(path) has \(count)"
    hint = "Every key is described in recipes/README.md:" + problems.map { "\n  \($0)" }.joined()
    self.problems = problems
  }
}
