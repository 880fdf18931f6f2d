import Documents
import Edits

/// Words that a document writes large again and again where the model wants them small: terms of its own ("this Recommendation", "the Company").
///
/// The model sees one sentence at a time; that a writer does so on purpose shows only in another one.
struct CapitalisedTerms {
  /// The code of corrections of capitals.
  static let code = "grammar." + EditCategory.capital.rawValue
  /// From how many places on a capital is no slip.
  private static let least = 2

  private var counts: [String: Int] = [:]

  /// Whether nothing was wanted small.
  var isEmpty: Bool { counts.isEmpty }

  /// Takes in what the model says about a sentence.
  mutating func add(_ corrections: [SentenceFinding], in prose: [UInt8]) {
    for correction in corrections {
      if let word = Self.smallWord(of: correction, in: prose) { counts[word, default: 0] += 1 }
    }
  }

  /// Whether a correction writes a term small.
  func isTerm(_ correction: SentenceFinding, in prose: [UInt8]) -> Bool {
    guard let word = Self.smallWord(of: correction, in: prose) else { return false }
    return counts[word, default: 0] >= Self.least
  }

  /// The word that a correction writes small; nil for a correction of anything else.
  private static func smallWord(of correction: SentenceFinding, in prose: [UInt8]) -> String? {
    guard correction.code == code, let first = correction.replacements.first?.text,
      prose.indices.contains(correction.range.lowerBound), prose[correction.range.lowerBound] &- 65 < 26,
      first.utf8.first.map({ $0 &- 97 < 26 }) == true
    else { return nil }
    return first
  }
}
