package import Documents
import Text

/// The named entities of one document, kept up with its edits.
///
/// Per sentence it holds what the model said; an edit drops what it touched, and what becomes known is filled in. A name's type is the one
/// that it has in most of its places, weighted by confidence, and is counted along, so that reading the mentions of a few sentences costs
/// nothing of the rest.
package struct DocumentEntities: Sendable {
  /// What stands in one sentence.
  private struct Found: Sendable {
    let name: EntityName
    let label: String
    let confidence: Float

    var weight: Int { Int((confidence * 255).rounded()) }
  }

  /// What is known of a sentence.
  private enum State: Sendable {
    /// Nobody has looked yet.
    case new
    /// The model had not seen it when somebody looked.
    case unknown
    case known([Found])

    var found: [Found] { if case .known(let found) = self { found } else { [] } }
  }

  /// By sentence of the snapshot.
  private var sentences: [State] = []
  /// By key and type the sum of the confidences, in 1/255: whole numbers, so that adding and taking away leaves nothing behind.
  private var weights: [String: [String: Int]] = [:]

  package init() {}

  /// Takes in the edits that led to `snapshot`, looks up the sentences that came, and some others again.
  ///
  /// O(sentences) small steps and the look-up.
  ///
  /// - Parameters:
  ///   - changes: every change since the last call, in order; nil to look at everything anew.
  ///   - retrying: sentences that may be known by now.
  ///   - only: the sentences that are looked at, whatever came; nil for all.
  ///   - minimum: less confident spans count for nothing.
  ///   - lookUp: what is known about sentences: spans by head, in bytes of their text, or nil.
  /// - Returns: the sentences in which a mention became known.
  @discardableResult
  package mutating func update(
    to snapshot: DocumentSnapshot, changes: [DocumentChange]?, retrying: [Int] = [], only: [Int]? = nil,
    minimum: Float, lookUp: ([Sentence]) -> [[String: Annotation]?]
  ) -> [Int] {
    let everything = DocumentChange(removed: 0..<sentences.count, inserted: 0..<snapshot.sentenceCount)
    for change in changes ?? [everything] { splice(change) }
    let wanted = only ?? unseen(retrying: Set(retrying))
    if wanted.isEmpty { return [] }
    let texts = wanted.map { snapshot.sentence(at: $0) }
    var named: [Int] = []
    for ((index, sentence), known) in zip(zip(wanted, texts), lookUp(texts)) {
      let found = known.map { Self.found($0, in: sentence, minimum: minimum) }
      for mention in found ?? [] {
        weights[mention.name.key, default: [:]][mention.label, default: 0] += mention.weight
      }
      sentences[index] = found.map { .known($0) } ?? .unknown
      if found?.isEmpty == false { named.append(index) }
    }
    return named
  }

  /// The sentences that nobody has looked at, and those among `retrying` that are still unknown.
  private func unseen(retrying: Set<Int>) -> [Int] {
    sentences.indices.filter { index in
      switch sentences[index] {
      case .new: true
      case .unknown: retrying.contains(index)
      case .known: false
      }
    }
  }

  /// Bytes of the sentence's text that are part of a name, each with its type and confidence.
  package func names(inSentence index: Int) -> [LabelledRange] {
    guard sentences.indices.contains(index) else { return [] }
    return sentences[index].found.map { LabelledRange(type(of: $0), $0.name.range, $0.confidence) }
  }

  /// Whether the names in a sentence stand exactly there.
  func areNames(at ranges: [Range<Int>], inSentence index: Int) -> Bool {
    guard sentences.indices.contains(index) else { return ranges.isEmpty }
    return sentences[index].found.lazy.map(\.name.range).elementsEqual(ranges)
  }

  /// The mentions in some sentences, in the order of the text.
  package func mentions(in snapshot: DocumentSnapshot, sentences range: Range<Int>) -> [EntityMention] {
    range.clamped(to: 0..<sentences.count).flatMap { index in
      sentences[index].found.map { found in
        EntityMention(
          sentence: index, range: snapshot.sourceRange(found.name.range, inSentence: index),
          surface: found.name.surface, key: found.name.key, type: type(of: found), confidence: found.confidence)
      }
    }
  }

  /// Everything that the document names, in the order of the first mentions.
  ///
  /// O(mentions).
  package func entities(in snapshot: DocumentSnapshot) -> [Entity] {
    EntityGrouping(mentions(in: snapshot, sentences: 0..<sentences.count)).entities
  }

  private func type(of found: Found) -> String {
    weights[found.name.key]?.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? found.label
  }

  private mutating func splice(_ change: DocumentChange) {
    for state in sentences[change.removed] {
      for mention in state.found { forget(mention) }
    }
    sentences.replaceSubrange(change.removed, with: repeatElement(.new, count: change.inserted.count))
  }

  private mutating func forget(_ mention: Found) {
    let rest = (weights[mention.name.key]?[mention.label] ?? 0) - mention.weight
    weights[mention.name.key]?[mention.label] = rest > 0 ? rest : nil
    if weights[mention.name.key]?.isEmpty == true { weights[mention.name.key] = nil }
  }

  /// The names in a sentence, sorted and apart; where heads overlap, the first by name counts.
  private static func found(_ known: [String: Annotation], in sentence: Sentence, minimum: Float) -> [Found] {
    var found: [Found] = []
    for (_, annotation) in known.sorted(by: { $0.key < $1.key }) {
      for span in annotation.ranges where span.confidence >= minimum {
        guard let name = EntityName(span.range, of: sentence.text),
          !sentence.literals.contains(where: { $0.overlaps(name.range) }),
          !found.contains(where: { $0.name.range.overlaps(name.range) })
        else { continue }
        found.append(Found(name: name, label: EntityType.name(ofLabel: span.label), confidence: span.confidence))
      }
    }
    return found.sorted { $0.name.range.lowerBound < $1.name.range.lowerBound }
  }
}
