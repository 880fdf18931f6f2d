package import Edits
package import Inference
package import Metrics

/// Measures a corrector as the official scorers do, by category, and on clean text.
package struct GrammarEvaluation: Sendable {
  /// What was proposed of a kind, and how much of it was right.
  package struct Counts: Sendable, Equatable {
    package var proposed = 0
    package var right = 0
  }

  private let corrector: GrammarCorrector
  private let lane: Lane

  package init(_ corrector: GrammarCorrector, lane: Lane = .background) {
    (self.corrector, self.lane) = (corrector, lane)
  }

  /// Corrected lines, one for each line, which is one sentence; lines whose tokens stand apart keep them so.
  ///
  /// - Throws: as `GrammarCorrector.findings`.
  package func correctedLines(_ lines: [[UInt8]]) async throws -> [[UInt8]] {
    let closed = lines.map { ClosedUpText($0) }
    let texts = zip(lines, closed).map { $1?.text ?? $0 }
    let corrections = try await corrector.corrections(of: texts, lane: lane)
    return zip(corrections, closed).map { correction, closed in
      closed?.applying(correction.revision.replacements) ?? correction.current.bytes
    }
  }

  /// P, R and F0.5 on sentences with wanted corrections.
  ///
  /// - Throws: as `correctedLines`.
  package func scores(_ sentences: [CorrectedSentence]) async throws -> CorrectionScores {
    let lines = sentences.map { Array($0.tokens.joined(separator: " ").utf8) }
    var scores = CorrectionScores()
    for (sentence, line) in zip(sentences, try await correctedLines(lines)) {
      let text = String(decoding: line, as: UTF8.self)
      let plain = text.split(separator: " ").map(String.init)
      scores.add(
        sentence, corrected: plain == sentence.tokens ? plain : SourceTokens(sentence.tokens).tokens(of: text))
    }
    return scores
  }

  /// How many sure findings a text without mistakes gets, by category, and how many words it has.
  ///
  /// - Throws: as `GrammarCorrector.findings`.
  package func falseAlarms(in sentences: [[UInt8]]) async throws -> (byCategory: [EditCategory: Int], words: Int) {
    var found: [EditCategory: Int] = [:]
    for findings in try await corrector.findings(in: sentences, lane: lane) {
      for finding in findings where finding.shortfall <= 0 { found[finding.category, default: 0] += 1 }
    }
    let words = sentences.reduce(0) { $0 + EditableText($1).tokens.count { $0.kind == .word } }
    return (found, words)
  }

  /// What the head proposes at each token of wrong texts whose right ones are known, whatever the thresholds: what thresholds are fitted on.
  ///
  /// - Throws: as `GrammarCorrector.findings`.
  package func proposals(
    _ pairs: [(source: [UInt8], target: [UInt8])]
  ) async throws -> ThresholdSearch {
    let predictions = try await corrector.predictions(for: pairs.map(\.source), lane: lane)
    var search = ThresholdSearch()
    for (pair, prediction) in zip(pairs, predictions) {
      let (source, target) = (EditableText(pair.source), EditableText(pair.target))
      let gold = EditEncoder.choices(from: source, to: target)
      let proposed = corrector.selection.proposals(for: source, prediction)
      search.words += source.tokens.count { $0.kind == .word }
      for (gold, choice) in zip(gold, proposed) {
        if gold.tag != .keep { search.wanted += 1 }
        guard let choice else { continue }
        let isRight = choice.tag == gold.tag || choice.tag == .spelling && gold.isMisspelling
        search.proposals.append(
          ThresholdSearch.Proposal(
            kind: choice.kind, probability: choice.probability, isRight: isRight,
            isClean: pair.source == pair.target))
      }
    }
    return search
  }

  /// How many proposals at the corrector's thresholds are right, by kind.
  ///
  /// - Throws: as `GrammarCorrector.findings`.
  package func kinds(
    _ pairs: [(source: [UInt8], target: [UInt8])]
  ) async throws -> [EditKind: Counts] {
    let search = try await proposals(pairs)
    var result: [EditKind: Counts] = [:]
    for proposal in search.proposals
    where proposal.probability >= corrector.selection.thresholds[proposal.kind] {
      result[proposal.kind, default: Counts()].proposed += 1
      if proposal.isRight { result[proposal.kind, default: Counts()].right += 1 }
    }
    return result
  }
}
