/// The labels of a task in a fixed order: a label's position is the row of the head that predicts it.
package struct LabelSpace: Sendable, Equatable {
  /// In the order of the head's rows.
  package let names: [String]
  private let ids: [String: Int]

  /// A space of the given labels; of equal names the first counts.
  package init(_ names: some Sequence<String>) {
    var unique: [String] = []
    var ids: [String: Int] = [:]
    for name in names where ids[name] == nil {
      ids[name] = unique.count
      unique.append(name)
    }
    self.names = unique
    self.ids = ids
  }

  /// The space of `O` and `B-`, `I-` of each type.
  package static func bio(types: some Sequence<String>) -> LabelSpace { LabelSpace(SpanTags.labels(of: types)) }

  /// How many labels there are.
  package var count: Int { names.count }

  /// The row of a label.
  ///
  /// O(1).
  package func id(of name: String) -> Int? { ids[name] }

  /// Which labels a data set that only marks some types of spans can tell apart.
  ///
  /// In such a set a word outside of spans may belong to one of the other types, so the loss must leave their rows out.
  /// - Parameter types: What the data set marks; `O` is always told apart.
  package func mask(marking types: Set<String>) -> [Bool] {
    names.map { name in
      name == SpanTags.outside || types.contains(name) || types.contains(String(name.dropFirst(2)))
    }
  }
}

/// The labels that occur in data, with their numbers.
package struct LabelCounts: Sendable, Equatable {
  package private(set) var counts: [String: Int] = [:]

  /// No labels.
  package init() {}

  /// Counts what another count has counted.
  package mutating func add(_ other: LabelCounts) { counts.merge(other.counts) { $0 + $1 } }

  /// Counts a label a number of times.
  package mutating func add(_ label: String, _ count: Int) { counts[label, default: 0] += count }

  /// Counts the labels of words.
  package mutating func add(_ examples: [TokenExample]) {
    for example in examples { for case let label? in example.labels { counts[label, default: 0] += 1 } }
  }

  /// Counts the labels of texts.
  package mutating func add(_ examples: [SequenceExample]) {
    for example in examples { for label in example.labels { counts[label, default: 0] += 1 } }
  }

  /// Counts the labels of pairs.
  package mutating func add(_ examples: [PairExample]) {
    for example in examples { if let label = example.label { counts[label, default: 0] += 1 } }
  }

  /// Counts the labels of sentences.
  package mutating func add(_ examples: [SentencesExample]) {
    for example in examples { for case let label? in example.labels { counts[label, default: 0] += 1 } }
  }

  /// The space of these labels, in the order of the alphabet.
  package var space: LabelSpace { LabelSpace(counts.keys.sorted()) }

  /// The space for tags of spans: `O` first, then `B-` and `I-` of each type, whether or not both occur.
  package var spanSpace: LabelSpace { .bio(types: SpanTags.types(of: counts.keys.sorted()).sorted()) }

  /// The labels that a space lacks, in the order of the alphabet.
  package func unknown(to space: LabelSpace) -> [String] { counts.keys.filter { space.id(of: $0) == nil }.sorted() }
}
