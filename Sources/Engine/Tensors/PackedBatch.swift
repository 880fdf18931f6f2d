/// Token ids of several sequences one after the other, without padding.
package struct PackedBatch: Sendable {
  /// `[tokens]`, vocabulary ids of all sequences.
  package private(set) var ids: [Int32] = []
  /// `[tokens]`, segment of each token: 0, or 1 for the second text of a pair.
  package private(set) var typeIDs: [UInt8] = []
  /// `[sequences + 1]`: sequence `i` has the token rows `offsets[i] ..< offsets[i + 1]`.
  package private(set) var offsets: [Int] = [0]

  /// `[tokens]`, how the word of each token is written, for models with case features; empty when no sequence has them.
  package private(set) var caseIDs: [UInt8] = []
  /// The token rows of each sentence, in order, where sequences hold several; empty when no sequence says so.
  package private(set) var sentences: [Range<Int>] = []

  /// A batch without sequences.
  package init() {}

  /// A batch of sequences of ids, all of type 0.
  package init(_ sequences: [[Int32]]) {
    for ids in sequences { append(ids) }
  }

  /// How many token rows it has.
  package var tokenCount: Int { ids.count }
  /// How many sequences it has.
  package var sequenceCount: Int { offsets.count - 1 }
  /// The length of the longest sequence, 0 without any.
  package var longest: Int { (0..<sequenceCount).map { rows(of: $0).count }.max() ?? 0 }

  /// The token rows of a sequence.
  package func rows(of sequence: Int) -> Range<Int> { offsets[sequence]..<offsets[sequence + 1] }

  /// Adds a sequence; without types all its tokens are of type 0.
  ///
  /// - Parameters:
  ///   - caseIDs: one per token, for all sequences of a batch or for none.
  ///   - sentences: token ranges within the sequence, for all sequences of a batch or for none.
  package mutating func append(
    _ ids: some Collection<Int32>, typeIDs: (some Collection<UInt8>)? = [UInt8]?.none, caseIDs: [UInt8]? = nil,
    sentences: [Range<Int>] = []
  ) {
    precondition(typeIDs == nil || typeIDs?.count == ids.count, "one type per token")
    precondition(caseIDs.map { $0.count == ids.count } ?? true, "one case per token")
    let first = self.ids.count
    precondition(first == 0 || (caseIDs != nil) == !self.caseIDs.isEmpty || ids.isEmpty, "case ids for all or for none")
    self.ids.append(contentsOf: ids)
    if let typeIDs {
      self.typeIDs.append(contentsOf: typeIDs)
    } else {
      self.typeIDs.append(contentsOf: repeatElement(0, count: ids.count))
    }
    if let caseIDs { self.caseIDs.append(contentsOf: caseIDs) }
    self.sentences += sentences.map { first + $0.lowerBound..<first + $0.upperBound }
    offsets.append(self.ids.count)
  }

  /// The sequences that have some of the tokens `rows`, ascending, as a batch of their own: which tokens these are, where each of its sequences
  /// begins with the end of the last, and where `rows` stand in it.
  package func sequences(with rows: [Int]) -> (tokens: [Int], offsets: [Int], rows: [Int]) {
    var (tokens, starts, places): ([Int], [Int], [Int]) = ([], [0], [])
    var rest = rows[...]
    for sequence in 0..<sequenceCount {
      let own = self.rows(of: sequence)
      let wanted = rest.prefix { $0 < own.upperBound }
      rest = rest.dropFirst(wanted.count)
      if wanted.isEmpty { continue }
      places += wanted.map { $0 - own.lowerBound + tokens.count }
      tokens += own
      starts.append(tokens.count)
    }
    return (tokens, starts, places)
  }
}
