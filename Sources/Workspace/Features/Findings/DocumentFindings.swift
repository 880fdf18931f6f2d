package import Documents
import Markup
package import Rules
package import Spelling
package import Store
import Text

/// The findings of one document, kept up with its edits.
///
/// Per sentence it holds what can be said without the rest of the document; an edit computes that again for the sentences
/// that came. What depends on the document as a whole (a word that repeats is a term, a bracket is closed in another sentence) is
/// decided when findings are read.
package struct DocumentFindings: Sendable {
  /// What is known about a sentence, in a byte: a keystroke looks at those of all sentences, and at little else of most.
  private struct Traits: OptionSet {
    let rawValue: UInt8

    /// An edit has put it there, and nobody has looked at it.
    static let new = Traits(rawValue: 1)
    /// The dictionary, a rule or the model has something to say.
    static let notable = Traits(rawValue: 2)
    /// The model has not said what it finds.
    static let unasked = Traits(rawValue: 4)
  }

  /// Of each sentence of the snapshot.
  private var traits: [Traits] = []
  /// What was found in each of them; nil where an edit has put a new one.
  private var analyses: [AnalysedSentence?] = []
  /// What the model says; nil while it has not looked.
  private var corrections: [[SentenceFinding]?] = []
  private var vocabulary = DocumentVocabulary()
  private var corrector = ""

  package init() {}

  /// Takes in the edits that led to `snapshot`, and what the model knows by now.
  ///
  /// O(sentences) small steps and the analysis of the new ones.
  ///
  /// - Parameters:
  ///   - changes: every change since the last call, in order; nil to look at everything anew.
  ///   - checker: nil without a dictionary: then no word is unknown.
  ///   - corrector: nil without a model.
  package mutating func update(
    to snapshot: DocumentSnapshot, changes: [DocumentChange]?, checker: SpellChecker?, rules: RuleSet = .standard,
    corrector: (any SentenceCorrector)? = nil
  ) {
    let everything = DocumentChange(removed: 0..<analyses.count, inserted: 0..<snapshot.sentenceCount)
    for change in changes ?? [everything] { splice(change) }
    let new = sentences(that: .new)
    let found = new.parallelMap(grain: 256) { AnalysedSentence(snapshot.sentence(at: $0), checker, rules) }
    for (index, analysed) in zip(new, found) {
      if let spelling = analysed.spelling { vocabulary.add(spelling) }
      analyses[index] = analysed
      traits[index].remove(.new)
      if analysed.isNotable { traits[index].insert(.notable) }
    }
    takeCorrections(from: corrector, in: snapshot)
  }

  /// Takes what a model has found in all sentences of the snapshot, in their order; used where a document is looked at once.
  package mutating func setCorrections(_ found: [[SentenceFinding]]) {
    for (index, found) in zip(analyses.indices, found) { setCorrections(found, of: index) }
  }

  private mutating func setCorrections(_ found: [SentenceFinding], of index: Int) {
    corrections[index] = found
    traits[index].remove(.unasked)
    if !found.isEmpty { traits[index].insert(.notable) }
  }

  /// The sentences with a trait, in order.
  private func sentences(that trait: Traits) -> [Int] {
    traits.withUnsafeBufferPointer { traits in traits.indices.filter { traits[$0].contains(trait) } }
  }

  /// The findings in the order of the text; no two overlap, see `SentenceCorrector`.
  ///
  /// - Parameters:
  ///   - typing: source bytes of a word that may not be finished; it is left alone.
  ///   - caret: the place where somebody is just writing: what the model misses right before it may be about to come.
  ///   - feedback: what was let stand; nil for nothing.
  ///   - names: what the document names: a word of a name is not unknown, unless it is rather a slip than a name.
  package func findings(
    in snapshot: DocumentSnapshot, policy: FindingPolicy, checker: SpellChecker?, typing: Range<Int>? = nil,
    caret: Int? = nil, feedback: FeedbackStore? = nil, names: DocumentEntities? = nil
  ) -> [LocatedFinding] {
    let reader = FindingReader(snapshot: snapshot, policy: policy, typing: typing, caret: caret, names: names)
    var found: [SourcedFinding] = reader.remarks()
    var marks: [(sentence: Int, marks: UnpairedMarks)] = []
    for index in sentences(that: .notable) {
      guard let analysed = analyses[index] else { continue }
      if let checker, analysed.spelling?.candidates.isEmpty == false {
        found += reader.spellings(analysed, index, checker: checker, vocabulary: vocabulary)
      }
      if !analysed.rules.isEmpty { found += reader.findings(analysed.rules, from: .rule, analysed, index) }
      if let corrections = corrections[index], !corrections.isEmpty {
        let fitting = Self.fitting(corrections, in: snapshot.sentence(at: index))
        found += reader.findings(fitting, from: .model, analysed, index)
      }
      if !analysed.marks.isEmpty { marks.append((index, analysed.marks)) }
    }
    for (index, finding) in reader.unpaired(marks) {
      guard let analysed = analyses[index] else { continue }
      found += reader.findings([finding], from: .rule, analysed, index)
    }
    return Self.undismissed(SourcedFinding.merged(found), feedback)
  }

  /// The sentences in which something may be found: where it is worth asking the model for names.
  package var doubtfulSentences: [Int] {
    sentences(that: .notable).filter {
      analyses[$0]?.spelling?.candidates.isEmpty == false || corrections[$0]?.isEmpty == false
    }
  }

  /// Without full stops at the end of what has none on purpose: headings and items of lists, which look like sentences to the model.
  private static func fitting(_ corrections: [SentenceFinding], in sentence: Sentence) -> [SentenceFinding] {
    guard sentence.kind.isHeading || sentence.kind == .listItem else { return corrections }
    return corrections.filter { finding in
      let last = finding.replacements.first?.text.utf8.last
      return finding.range.upperBound < sentence.text.count || !(last.map { Array(".!?".utf8).contains($0) } ?? false)
    }
  }

  private mutating func splice(_ change: DocumentChange) {
    for case let analysed? in analyses[change.removed] {
      if let spelling = analysed.spelling { vocabulary.remove(spelling) }
    }
    let count = change.inserted.count
    analyses.replaceSubrange(change.removed, with: repeatElement(nil, count: count))
    corrections.replaceSubrange(change.removed, with: repeatElement(nil, count: count))
    traits.replaceSubrange(change.removed, with: repeatElement([.new, .unasked], count: count))
  }

  private mutating func takeCorrections(from corrector: (any SentenceCorrector)?, in snapshot: DocumentSnapshot) {
    let fingerprint = corrector?.fingerprint ?? ""
    if fingerprint != self.corrector { forgetCorrections() }
    self.corrector = fingerprint
    guard let corrector else { return }
    let open = sentences(that: .unasked)
    guard !open.isEmpty else { return }
    for (index, found) in zip(open, corrector.knownFindings(in: open.map { snapshot.sentence(at: $0) })) {
      if let found { setCorrections(found, of: index) }
    }
  }

  private mutating func forgetCorrections() {
    for index in analyses.indices {
      corrections[index] = nil
      traits[index] = analyses[index]?.isNotable == true ? [.notable, .unasked] : .unasked
    }
  }

  /// A store that cannot be read hides nothing: a finding too many is better than one that is lost.
  private static func undismissed(_ found: [LocatedFinding], _ feedback: FeedbackStore?) -> [LocatedFinding] {
    guard let feedback, !found.isEmpty, let dismissed = try? feedback.contains(found.map(\.dismissal)) else {
      return found
    }
    return zip(found, dismissed).filter { !$0.1 }.map(\.0)
  }
}
