package import Documents
import Edits
package import Inference
import Store

/// The grammar head as a source of findings.
extension GrammarCorrector: SentenceCorrector {
  package var fingerprint: String { "\(kind.model) \(kind.version)" }

  package func knownFindings(in sentences: [Sentence]) -> [[SentenceFinding]?] {
    memo.findings(of: sentences.map(\.hash))
  }

  package func findings(in sentences: [Sentence], lane: Lane) async throws -> [[SentenceFinding]] {
    var found = knownFindings(in: sentences)
    let missing = found.indices.filter { found[$0] == nil }
    let new = missing.map { sentences[$0] }
    let looked = try await findings(in: new.map(\.text), masks: new.map(\.literals), lane: lane)
      .map { $0.map(Self.finding) }
    for (index, findings) in zip(missing, looked) { found[index] = findings }
    memo.insert(zip(new.map(\.hash), looked))
    return found.map { $0 ?? [] }
  }

  private static func finding(_ found: GrammarFinding) -> SentenceFinding {
    let confidence = Double(found.confidence)
    let isSure = found.shortfall <= 0
    return SentenceFinding(
      code: GrammarCatalogue.code(of: found.category), range: found.bytes, message: found.reason,
      replacements: [Finding.Replacement(text: found.replacement, confidence: confidence)],
      severity: isSure ? .warning : .information, confidence: confidence,
      isSafe: isSure && confidence >= safeConfidence, shortfall: Double(found.shortfall))
  }

  /// How sure a correction must be before nobody is asked: far above every threshold for showing it.
  private static let safeConfidence = 0.95
}
