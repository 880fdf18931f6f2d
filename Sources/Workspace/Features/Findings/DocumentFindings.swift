package import Documents
package import Spelling
package import Store
import Text

/// The findings of one document, kept up with its edits.
///
/// Per sentence it holds what can be said without the rest of the document; an edit computes that again for the sentences
/// that came. What depends on the document as a whole (a word that repeats is a term) is decided when findings are read.
package struct DocumentFindings: Sendable {
  /// What was found in each sentence of the snapshot; nil where an edit has put a new one.
  private var analyses: [Analysed?] = []
  private var vocabulary = DocumentVocabulary()

  package init() {}

  /// Takes in the edits that led to `snapshot`.
  ///
  /// O(sentences) small steps and the analysis of the new ones.
  ///
  /// - Parameter changes: every change since the last call, in order; nil to look at everything anew.
  package mutating func update(to snapshot: DocumentSnapshot, changes: [DocumentChange]?, checker: SpellChecker) {
    let everything = DocumentChange(removed: 0..<analyses.count, inserted: 0..<snapshot.sentenceCount)
    for change in changes ?? [everything] { splice(change) }
    let new = analyses.indices.filter { analyses[$0] == nil }
    let found = new.parallelMap(grain: 256) { Analysed(snapshot.sentence(at: $0), checker) }
    for (index, analysed) in zip(new, found) {
      vocabulary.add(analysed.analysis)
      analyses[index] = analysed
    }
  }

  /// The findings in the order of the text.
  ///
  /// - Parameters:
  ///   - typing: source bytes of a word that may not be finished; it is left alone.
  ///   - feedback: what was let stand; nil for nothing.
  ///   - names: what the document names: a word of a name is not unknown, unless it is rather a slip than a name.
  package func findings(
    in snapshot: DocumentSnapshot, policy: FindingPolicy, checker: SpellChecker, typing: Range<Int>? = nil,
    feedback: FeedbackStore? = nil, names: DocumentEntities? = nil
  ) -> [LocatedFinding] {
    guard let severity = policy.severity(SpellingFinding.code, .warning) else { return [] }
    var found: [LocatedFinding] = []
    for index in analyses.indices {
      guard let analysed = analyses[index], !analysed.analysis.candidates.isEmpty else { continue }
      let spellings = checker.findings(in: analysed.analysis, vocabulary: vocabulary, wordLists: policy.wordLists)
      for spelling in spellings where policy.words.isEmpty || !policy.words.contains(spelling.word.lowercased()) {
        let located = locate(spelling, severity, analysed, sentence: index, in: snapshot)
        if let names, names.isName(spelling, inSentence: index) { continue }
        if let typing, located.finding.range.contains(typing.upperBound - 1) { continue }
        found.append(located)
      }
    }
    return Self.undismissed(found, feedback)
  }

  /// The sentences in which something may be found: where it is worth asking the model for names.
  package var doubtfulSentences: [Int] {
    analyses.indices.filter { analyses[$0]?.analysis.candidates.isEmpty == false }
  }

  private mutating func splice(_ change: DocumentChange) {
    for case let analysed? in analyses[change.removed] { vocabulary.remove(analysed.analysis) }
    analyses.replaceSubrange(change.removed, with: repeatElement(nil, count: change.inserted.count))
  }

  private func locate(
    _ spelling: SpellingFinding, _ severity: Severity, _ analysed: Analysed, sentence index: Int,
    in snapshot: DocumentSnapshot
  ) -> LocatedFinding {
    let finding = Finding(
      code: SpellingFinding.code, severity: severity, message: spelling.message,
      range: snapshot.sourceRange(spelling.range, inSentence: index), replacements: [],
      confidence: spelling.confidence, isSafe: false)
    return LocatedFinding(
      finding: finding, sentence: index, dismissal: analysed.dismissal(of: spelling), word: spelling.word,
      context: spelling.context)
  }

  /// A store that cannot be read hides nothing: a finding too many is better than one that is lost.
  private static func undismissed(_ found: [LocatedFinding], _ feedback: FeedbackStore?) -> [LocatedFinding] {
    guard let feedback, !found.isEmpty, let dismissed = try? feedback.contains(found.map(\.dismissal)) else {
      return found
    }
    return zip(found, dismissed).filter { !$0.1 }.map(\.0)
  }
}

extension DocumentEntities {
  /// Whether an unknown word is part of a name that the model is surer of than the dictionary of the slip.
  fileprivate func isName(_ spelling: SpellingFinding, inSentence index: Int) -> Bool {
    names(inSentence: index).contains { name in
      EntityType.names.contains(name.label) && name.range.overlaps(spelling.range)
        && Double(name.confidence) >= spelling.confidence
    }
  }
}

/// What was found in a sentence, with what remembers it: findings are read with every keystroke, this is made once.
private struct Analysed: Sendable {
  let analysis: SpellingAnalysis
  private let sentence: ContentHash
  /// Hashes of the candidates' text, in their order.
  private let flagged: [ContentHash]

  init(_ sentence: Sentence, _ checker: SpellChecker) {
    analysis = checker.analyze(sentence)
    self.sentence = sentence.hash
    flagged = analysis.candidates.map { ContentHash(Array(sentence.text[$0.range])) }
  }

  func dismissal(of spelling: SpellingFinding) -> Dismissal {
    let place = analysis.candidates.firstIndex { $0.range == spelling.range } ?? 0
    return Dismissal(sentence: sentence, code: SpellingFinding.code, flagged: flagged[place])
  }
}
