import Dispatch
package import Edits
package import Mistakes
import Support
import Synchronization

/// Pairs made out of clean prose.
package struct CorruptedProse: Sendable {
  private let corruption: Corruption
  private let maker: MistakeMaker

  /// Reads the lists of misspellings.
  ///
  /// - Throws: `SupportError`, `DataError` `data-unpack`.
  package init(_ corruption: Corruption) throws {
    self.corruption = corruption
    let list = try corruption.misspellings.map { String(decoding: try DataFile($0).bytes, as: UTF8.self) }
    let known = list.isEmpty ? [] : [KnownMisspellings(list: list.joined(separator: "\n"))] as [any MistakeKind]
    maker = MistakeMaker(kinds: MistakeKinds.all + known, rates: corruption.rates, seed: corruption.seed)
  }

  /// The pair of a sentence.
  ///
  /// - Parameter index: its number; with the seed and the sentence it decides.
  package func pair(of sentence: [UInt8], index: Int) -> MistakePair {
    maker.pair(from: EditableText(sentence), index: index)
  }

  /// The pairs of sentences of a file, encoded, on all processors.
  ///
  /// The same whatever the number of processors.
  /// - Throws: as `CleanProse`.
  package func pairs(from path: String, keepsTargets: Bool = false) throws -> EditPairs {
    let sentences = try CleanProse(path: path).sentences(
      seed: corruption.seed, limit: corruption.sentences, pairs: corruption.runOns)
    let size = 4096
    let parts = (sentences.count + size - 1) / size
    let found = Mutex([EditPairs?](repeating: nil, count: parts))
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      var pairs = EditPairs(keepsTargets: keepsTargets)
      for index in part * size..<min(sentences.count, (part + 1) * size) {
        let pair = pair(of: sentences[index], index: index)
        pairs.append(from: pair.source, to: pair.target)
      }
      found.withLock { $0[part] = pairs }
    }
    return found.withLock { parts in
      parts.reduce(into: EditPairs(keepsTargets: keepsTargets)) { all, part in if let part { all.append(part) } }
    }
  }
}
