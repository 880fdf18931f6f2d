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
    /// The model has something to say that only a document with many mistakes is shown.
    static let doubtful = Traits(rawValue: 8)
    /// The model wants other capitals.
    static let capitals = Traits(rawValue: 16)
  }

  /// Of each sentence of the snapshot.
  private var traits: [Traits] = []
  /// What was found in each of them; nil where an edit has put a new one.
  private var analyses: [AnalysedSentence?] = []
  /// What the model says; nil while it has not looked.
  private var corrections: [[SentenceFinding]?] = []
  /// What was made of these the last time; nil where it must be made anew.
  private var read: [ReadSentence?] = []
  /// Under which policy and with which leniency.
  private var readAs: (policy: FindingPolicy.Identity, leniency: Double)?
  /// Of the sentences that the model has looked at.
  private var density = MistakeDensity()
  /// Whether a document is asked for no more than it was before some of its mistakes were mended: what somebody is working on must not
  /// lose a finding because another one is done.
  private let keepsLeniency: Bool
  /// The highest leniency of a state of the document that the model had looked at.
  private var earlierLeniency = 0.0
  private var vocabulary = DocumentVocabulary()
  private var corrector = ""

  /// - Parameter keepsLeniency: for a document that is open, not for one that is looked at once.
  package init(keepsLeniency: Bool = false) { self.keepsLeniency = keepsLeniency }

  /// Takes in the edits that led to `snapshot`, and what the model knows by now.
  ///
  /// O(sentences) small steps and the analysis of the new ones.
  ///
  /// - Parameters:
  ///   - changes: every change since the last call, in order; nil to look at everything anew.
  ///   - checker: nil without a dictionary: then no word is unknown.
  ///   - corrector: nil without a model.
  ///   - analyses: what `checker` and `rules` said about sentences before, and where that is kept; nil for nothing and nowhere.
  package mutating func update(
    to snapshot: DocumentSnapshot, changes: [DocumentChange]?, checker: SpellChecker?, rules: RuleSet = .standard,
    corrector: (any SentenceCorrector)? = nil, analyses known: SentenceAnalyses? = nil
  ) {
    let everything = DocumentChange(removed: 0..<analyses.count, inserted: 0..<snapshot.sentenceCount)
    for change in changes ?? [everything] { splice(change) }
    let new = sentences(that: .new)
    let sentences = new.map { snapshot.sentence(at: $0) }
    let earlier = known?.known(sentences) ?? Array(repeating: nil, count: new.count)
    let found = Array(zip(sentences, earlier)).parallelMap(grain: 256) { sentence, earlier in
      earlier ?? AnalysedSentence(sentence, checker, rules)
    }
    known?.keep(found, of: sentences)
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
    count(index, -1)
    corrections[index] = found
    read[index] = nil
    count(index, 1)
    traits[index].remove(.unasked)
    if found.contains(where: { $0.shortfall == 0 }) { traits[index].insert(.notable) }
    if found.contains(where: { $0.shortfall > 0 }) { traits[index].insert(.doubtful) }
    if found.contains(where: { $0.code == CapitalisedTerms.code }) { traits[index].insert(.capitals) }
  }

  /// Adds a sentence that the model has looked at to the density, or takes it away.
  private mutating func count(_ index: Int, _ sign: Int) {
    guard let found = corrections[index], let analysed = analyses[index] else { return }
    density.words += sign * analysed.wordCount
    density.mistakes += sign * found.count { $0.shortfall == 0 }
  }

  /// The sentences with one of some traits, in order.
  private func sentences(that traits: Traits) -> [Int] {
    let mask = traits.rawValue
    return self.traits.withUnsafeBufferPointer { all in all.indices.filter { all[$0].rawValue & mask != 0 } }
  }

  /// The sentences of which something may be shown, in order.
  private func notableSentences(_ leniency: Double) -> [Int] {
    sentences(that: leniency > 0 ? [.notable, .doubtful] : .notable)
  }

  /// How many nats corrections may miss their thresholds in this document: see `MistakeDensity`.
  package func leniency(_ policy: FindingPolicy) -> Double {
    policy.isAdaptive ? max(density.leniency, earlierLeniency) : 0
  }

  /// The findings in the order of the text; no two overlap, see `SentenceCorrector`.
  ///
  /// - Parameters:
  ///   - typing: source bytes of a word that may not be finished; it is left alone.
  ///   - caret: the place where somebody is just writing: what the model misses right before it may be about to come.
  ///   - feedback: what was let stand; nil for nothing.
  ///   - names: what the document names: a word of a name is not unknown, unless it is rather a slip than a name.
  package mutating func findings(
    in snapshot: DocumentSnapshot, policy: FindingPolicy, checker: SpellChecker?, typing: Range<Int>? = nil,
    caret: Int? = nil, feedback: FeedbackStore? = nil, names: DocumentEntities? = nil
  ) -> [LocatedFinding] {
    let reader = FindingReader(snapshot: snapshot, policy: policy, typing: typing, caret: caret, names: names)
    let leniency = leniency(policy)
    if readAs?.policy !== policy.identity || readAs?.leniency != leniency {
      read = Array(repeating: nil, count: analyses.count)
      readAs = (policy.identity, leniency)
    }
    var found: [SourcedFinding] = reader.remarks()
    var places = snapshot.sentencePlaces
    var marks: [(sentence: Int, marks: UnpairedMarks)] = []
    let notable = notableSentences(leniency)
    let terms = capitalisedTerms(in: snapshot, leniency)
    for index in notable {
      guard let analysed = analyses[index] else { continue }
      if let checker, analysed.spelling?.candidates.isEmpty == false {
        found += reader.spellings(analysed, index, checker: checker, vocabulary: vocabulary)
      }
      if !analysed.rules.isEmpty || corrections[index]?.isEmpty == false {
        let place = places.place(ofSentence: index)
        found += shownFindings(analysed, index, at: place, reader, terms, leniency)
      }
      if !analysed.marks.isEmpty { marks.append((index, analysed.marks)) }
    }
    for (index, finding) in reader.unpaired(marks) {
      guard let analysed = analyses[index] else { continue }
      found += reader.findings([finding], from: .rule, analysed, index).filter(reader.isShown)
    }
    return Self.undismissed(SourcedFinding.merged(found), feedback)
  }

  /// What rules and the model say about a sentence and what is shown of it: moved to where the sentence is by now, or made anew.
  private mutating func shownFindings(
    _ analysed: AnalysedSentence, _ index: Int, at place: SentencePlaces.Place, _ reader: FindingReader,
    _ terms: CapitalisedTerms, _ leniency: Double
  ) -> [SourcedFinding] {
    if let known = read[index], known.section == place.section,
      reader.names?.areNames(at: known.names, inSentence: index) ?? known.names.isEmpty
    {
      return known.findings.map { $0.moved(by: place.byte, toSentence: index) }.filter(reader.isShown)
    }
    let made = sentenceFindings(analysed, index, reader, terms, leniency)
    // What is said of capitals depends on other sentences.
    if !traits[index].contains(.capitals) {
      read[index] = ReadSentence(
        section: place.section, names: reader.names?.names(inSentence: index).map(\.range) ?? [],
        findings: made.map { $0.moved(by: -place.byte, toSentence: 0) })
    }
    return made.filter(reader.isShown)
  }

  /// What rules and the model say about a sentence.
  private func sentenceFindings(
    _ analysed: AnalysedSentence, _ index: Int, _ reader: FindingReader, _ terms: CapitalisedTerms, _ leniency: Double
  ) -> [SourcedFinding] {
    let found = reader.findings(analysed.rules, from: .rule, analysed, index)
    guard let corrections = corrections[index], !corrections.isEmpty else { return found }
    let sentence = reader.snapshot.sentence(at: index)
    var shown = Self.fitting(corrections.filter { $0.shortfall <= leniency }, in: sentence)
    if !terms.isEmpty { shown.removeAll { terms.isTerm($0, in: sentence.text) } }
    return found + reader.findings(shown, from: .model, analysed, index)
  }

  /// The findings of a document that is looked at once; names are looked for only where something is found, because all they do is to
  /// take findings away.
  ///
  /// - Parameter extract: the names in some sentences, nil where nobody knows any.
  /// - Throws: what `extract` throws.
  package mutating func findings(
    in snapshot: DocumentSnapshot, policy: FindingPolicy, checker: SpellChecker?, feedback: FeedbackStore?,
    namesIn extract: ([Int]) async throws -> DocumentEntities?
  ) async rethrows -> [LocatedFinding] {
    let found = findings(in: snapshot, policy: policy, checker: checker, feedback: feedback)
    // A rule that has found something is right, whatever is named there.
    let open = Set(found.map(\.sentence)).intersection(doubtfulSentences(policy))
    guard !open.isEmpty, let names = try await extract(open.sorted()) else { return found }
    return findings(in: snapshot, policy: policy, checker: checker, feedback: feedback, names: names)
  }

  /// The sentences in which something may be found, so that a name there may change what is.
  package func doubtfulSentences(_ policy: FindingPolicy) -> [Int] {
    let leniency = leniency(policy)
    return notableSentences(leniency).filter {
      analyses[$0]?.spelling?.candidates.isEmpty == false
        || corrections[$0]?.contains { $0.shortfall <= leniency } == true
    }
  }

  /// What the document writes large on purpose, going by what the model says about the sentences of which something may be shown.
  private func capitalisedTerms(in snapshot: DocumentSnapshot, _ leniency: Double) -> CapitalisedTerms {
    var terms = CapitalisedTerms()
    let shown: Traits = leniency > 0 ? [.notable, .doubtful] : .notable
    for index in sentences(that: .capitals) where !traits[index].isDisjoint(with: shown) {
      terms.add(corrections[index] ?? [], in: snapshot.sentence(at: index).text)
    }
    return terms
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
    for index in change.removed {
      if let spelling = analyses[index]?.spelling { vocabulary.remove(spelling) }
      count(index, -1)
    }
    let count = change.inserted.count
    analyses.replaceSubrange(change.removed, with: repeatElement(nil, count: count))
    corrections.replaceSubrange(change.removed, with: repeatElement(nil, count: count))
    traits.replaceSubrange(change.removed, with: repeatElement([.new, .unasked], count: count))
    read.replaceSubrange(change.removed, with: repeatElement(nil, count: count))
  }

  private mutating func takeCorrections(from corrector: (any SentenceCorrector)?, in snapshot: DocumentSnapshot) {
    let fingerprint = corrector?.fingerprint ?? ""
    if fingerprint != self.corrector { forgetCorrections() }
    self.corrector = fingerprint
    guard let corrector else { return }
    let open = sentences(that: .unasked)
    var left = open.count
    for (index, found) in zip(open, corrector.knownFindings(in: open.map { snapshot.sentence(at: $0) })) {
      guard let found else { continue }
      setCorrections(found, of: index)
      left -= 1
    }
    if keepsLeniency, left == 0 { earlierLeniency = max(earlierLeniency, density.leniency) }
  }

  private mutating func forgetCorrections() {
    (density, earlierLeniency) = (MistakeDensity(), 0)
    for index in analyses.indices {
      corrections[index] = nil
      read[index] = nil
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
