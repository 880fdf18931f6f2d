import Models
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How texts go on by what stood behind the last three tokens elsewhere: what a small network has no room to remember.
///
/// A trie in a mapped file; a run takes five bytes, or three at the last level. The probabilities behind any context sum to one.
/// Immutable; any number of threads may share it.
package struct NGramModel: Sendable {
  /// Its file in the folder of a model.
  package static let fileName = ModelDirectory.nGramFile

  /// How many tokens there are.
  package var vocabulary: Int { single.count }
  /// How many runs of 2, 3 and 4 tokens it knows.
  package var runs: [Int] { levels.map(\.count) }
  private let single: [Float]
  /// Of `single`.
  private let logarithms: [Float]
  private let levels: [NGramLevel]

  /// - Throws: errors of reading files, `GenerationError` `ngrams-damaged`.
  package init(path: String) throws {
    let file = try SafetensorsFile(path: path)
    guard let single = try file.tensors["single"]?.floats(), !single.isEmpty else {
      throw GenerationError.ngrams(path, "it has no probabilities of single tokens")
    }
    guard single.allSatisfy({ $0 > 0 }) else { throw GenerationError.ngrams(path, "it has tokens without probability") }
    self.single = single
    logarithms = single.map { log($0) }
    var (levels, parents) = ([NGramLevel](), single.count)
    for length in 2...NGramCounts.order {
      let level = try NGramLevel(file, length: length, parents: parents, vocabulary: single.count)
      levels.append(level)
      parents = level.count
    }
    self.levels = levels
  }

  /// What the probabilities behind one context are made of.
  ///
  /// Kept from call to call so that nothing is allocated; belongs to one thread.
  package struct Scratch {
    /// Of the tokens that some context names; of the others nothing is known but the share that is left to them.
    fileprivate var probabilities: [Float] = []
    fileprivate var isNamed: [Bool] = []
    fileprivate var named: [Int] = []
    /// What the contexts leave to single tokens.
    fileprivate var rest: Float = 1

    package init() {}

    fileprivate mutating func reset(_ count: Int) {
      if isNamed.count != count {
        (probabilities, isNamed) = ([Float](repeating: 0, count: count), [Bool](repeating: false, count: count))
      }
      for token in named { isNamed[token] = false }
      named.removeAll(keepingCapacity: true)
      rest = 1
    }
  }

  /// Adds `weight` times the logarithm of each token's probability behind `context` to `row`, `[vocabulary]`.
  ///
  /// O(vocabulary), in one pass that is a sum; only tokens that the context names cost a logarithm.
  package func addLogProbabilities(
    behind context: some BidirectionalCollection<Int32>, weight: Float, to row: UnsafeMutablePointer<Float>,
    _ scratch: inout Scratch
  ) {
    find(context, &scratch)
    let common = log(scratch.rest)
    logarithms.withUnsafeBufferPointer { single in
      for token in 0..<single.count { row[token] += weight * (single[token] + common) }
    }
    for token in scratch.named {
      row[token] += weight * (log(scratch.probabilities[token]) - logarithms[token] - common)
    }
  }

  /// How likely every token is behind `context`, `[vocabulary]`.
  package func probabilities(behind context: some BidirectionalCollection<Int32>) -> [Float] {
    var scratch = Scratch()
    find(context, &scratch)
    return single.indices.map { scratch.isNamed[$0] ? scratch.probabilities[$0] : single[$0] * scratch.rest }
  }

  /// A context never leaves less than the rest of this to shorter ones.
  private static let mostTaken: Float = 0.995

  private func find(_ context: some BidirectionalCollection<Int32>, _ scratch: inout Scratch) {
    scratch.reset(single.count)
    for length in 1..<NGramCounts.order {
      guard context.count >= length, let children = children(of: context.suffix(length)), !children.isEmpty else {
        continue
      }
      let level = levels[length - 1]
      let taken = level.sum(children)
      // Shares are rounded: they may sum to a little more than there is.
      let factor = max(1, taken / Self.mostTaken)
      let rest = 1 - taken / factor
      scratch.rest *= rest
      for token in scratch.named { scratch.probabilities[token] *= rest }
      level.forEach(children) { token, share in
        if !scratch.isNamed[token] {
          scratch.isNamed[token] = true
          scratch.named.append(token)
          scratch.probabilities[token] = single[token] * scratch.rest
        }
        scratch.probabilities[token] += share / factor
      }
    }
  }

  /// The runs that go on behind these tokens; nil where they are no run themselves.
  private func children(of context: some Collection<Int32>) -> Range<Int>? {
    var node: Int?
    for (depth, token) in context.enumerated() {
      guard token >= 0, token < Int32(single.count) else { return nil }
      if depth == 0 {
        node = Int(token)
      } else {
        guard let parent = node else { return nil }
        let range = levels[depth - 1].children(of: parent)
        node = levels[depth - 1].place(of: UInt16(token), in: range)
      }
    }
    guard let node, context.count <= levels.count else { return nil }
    return levels[context.count - 1].children(of: node)
  }
}
