import Foundation

/// How many sure mistakes a document has, and how much likelier that makes the doubtful ones.
///
/// What the grammar head calls an even chance is a mistake more often in an essay full of mistakes than in an edited book: the odds of a
/// correction grow with the odds that anything is wrong there, which the sure corrections of the document tell.
struct MistakeDensity: Sendable, Equatable {
  /// Sure corrections in a word of text as people publish it: the dev corpora of edited prose have 1.7 in a thousand (`stet eval grammar
  /// --clean`); pages of the web (CWEB) had up to twice as many as those with an earlier bundle, essays of learners five (W&I) and fifteen times (JFLEG).
  private static let usual = 0.004
  /// The words of such prose that a document counts as having beside its own: one mistake in a line says little.
  private static let words = 300.0
  /// What is made of the growth, in nats of the odds for each nat of the density; measured on the dev sets above.
  private static let belief = 1.5
  /// The most that is made of it; more finds nothing more.
  static let most = 2.5
  /// Changes below this are not worth findings that come and go.
  private static let step = 0.25

  /// Sure corrections of the model.
  var mistakes = 0
  var words = 0

  /// How many nats a correction may miss its threshold: 0 to 2.5.
  var leniency: Double {
    let density = (Double(mistakes) + Self.usual * Self.words) / (Double(words) + Self.words)
    let growth = Self.belief * log(density / Self.usual)
    return min(max((growth / Self.step).rounded(.down) * Self.step, 0), Self.most)
  }
}
