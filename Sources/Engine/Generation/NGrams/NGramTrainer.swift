import Tensors

/// Makes an `NGramModel` out of texts.
package struct NGramTrainer {
  private var tokens: [UInt16]
  private let vocabulary: Int
  private let boundary: UInt16

  /// - Parameters:
  ///   - vocabulary: how many tokens there are, 65,536 at most.
  ///   - boundary: the token between texts.
  /// - Throws: `GenerationError` `option-invalid` for a vocabulary that is too large.
  package init(vocabulary: Int, boundary: Int32) throws {
    guard vocabulary <= NGramCounts.maximumVocabulary, boundary >= 0, boundary < Int32(vocabulary) else {
      throw GenerationError.option("the vocabulary", "of at most \(NGramCounts.maximumVocabulary) tokens")
    }
    (self.vocabulary, self.boundary) = (vocabulary, UInt16(boundary))
    tokens = [self.boundary]
  }

  /// How many tokens were added.
  package var tokenCount: Int { tokens.count }

  /// Adds a text.
  package mutating func add(_ ids: some Collection<Int32>) {
    for id in ids where id >= 0 && id < Int32(vocabulary) { tokens.append(UInt16(id)) }
    tokens.append(boundary)
  }

  /// The runs that are worth most, at most `limit` of them, as the tables of a file.
  package consuming func tables(runs limit: Int) -> NGramTables {
    let counts = NGramCounts(tokens, vocabulary: vocabulary, boundary: boundary)
    tokens = []
    let estimates = NGramEstimates(counts)
    var tensors = [WritableTensor("single", [vocabulary], estimates.single.map(Float.init))]
    var (parents, runs) = ((0..<UInt64(vocabulary)).map { $0 }, [Int]())
    for (index, level) in estimates.pruned(to: limit).enumerated() {
      let length = index + 2
      tensors.append(WritableTensor("tokens\(length)", level.keys.map { UInt16(truncatingIfNeeded: $0) }))
      tensors.append(WritableTensor("codes\(length)", level.shares.map(NGramLevel.code)))
      tensors.append(WritableTensor("children\(length)", Self.children(of: parents, level.keys)))
      runs.append(level.keys.count)
      parents = level.keys
    }
    return NGramTables(runs: runs, tensors: tensors)
  }

  /// How many runs go on behind each of `parents`.
  private static func children(of parents: [UInt64], _ keys: [UInt64]) -> [UInt16] {
    var place = 0
    return parents.map { parent in
      let start = place
      while place < keys.count, keys[place] >> 16 == parent { place += 1 }
      return UInt16(place - start)
    }
  }
}

/// What an `NGramModel` reads.
package struct NGramTables {
  /// How many runs of 2, 3 and 4 tokens there are.
  package let runs: [Int]
  fileprivate let tensors: [WritableTensor]

  /// - Throws: `SupportError`.
  package func write(to path: String, weights: NGramPrior.Weights) throws {
    let notes = ["format": "stet-ngrams-1", NGramPrior.Weights.key: weights.text]
    try SafetensorsWriter.write(tensors, metadata: notes, to: path)
  }
}
