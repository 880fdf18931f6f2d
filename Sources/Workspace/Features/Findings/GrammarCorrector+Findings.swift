package import Documents
import Edits
package import Inference
import Store

/// The grammar head as a source of findings.
extension GrammarCorrector: SentenceCorrector {
  /// The codes of its findings: a category of edits each.
  package static let codes = EditCategory.allCases.map { "grammar.\($0.rawValue)" }

  package var fingerprint: String { "\(kind.model) \(kind.version)" }
  package var rules: [RuleDescription] { [] }

  package func knownFindings(in sentence: Sentence) -> [SentenceFinding]? {
    cachedFindings(in: sentence.text, masks: sentence.literals)?.map { found in
      SentenceFinding(
        code: "grammar.\(found.category.rawValue)", range: found.bytes, message: found.reason,
        replacements: [Finding.Replacement(text: found.replacement, confidence: Double(found.confidence))],
        severity: .warning, confidence: Double(found.confidence), isSafe: false)
    }
  }

  package func prepare(_ sentences: [Sentence], lane: Lane) async throws {
    let new = sentences.filter { knownFindings(in: $0) == nil }
    guard !new.isEmpty else { return }
    _ = try await findings(in: new.map(\.text), lane: lane)
  }
}
