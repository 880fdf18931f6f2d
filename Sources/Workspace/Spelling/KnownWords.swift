import Synchronization

/// Decides whether a word is spelt right, without its context.
///
/// Asks, in this order: a memo, the lexicon, Hunspell, and for English the productive prefixes and suffixes that Hunspell's
/// word list misses. Thread-safe; the memo makes the second look at a word cost some 30 ns.
final class KnownWords: Sendable {
  let dictionary: HunspellDictionary
  /// Nil for languages other than English.
  let lexicon: Lexicon?
  private let memo = Mutex(WordMemo())

  init(dictionary: HunspellDictionary, lexicon: Lexicon?) {
    self.dictionary = dictionary
    self.lexicon = lexicon
  }

  /// The words of `words` that are not known, with their spelling.
  ///
  /// The lock is taken once for the memo.
  func unknown(in words: [WordScanner.Word], of scanner: WordScanner) -> [(word: WordScanner.Word, spelling: [UInt8])] {
    var open: [(word: WordScanner.Word, spelling: [UInt8], hash: UInt64)] = []
    memo.withLock { memo in
      for word in words {
        let spelling = scanner.spelling(of: word)
        let hash = Lexicon.hash(spelling)
        if memo.isKnown(hash) != true { open.append((word, spelling, hash)) }
      }
    }
    return open.filter { !isKnown($0.spelling, hash: $0.hash) }.map { ($0.word, $0.spelling) }
  }

  /// Whether a word with straight apostrophes is known.
  func isKnown(_ word: [UInt8]) -> Bool { isKnown(word, hash: Lexicon.hash(word)) }

  private func isKnown(_ word: [UInt8], hash: UInt64) -> Bool {
    if let known = memo.withLock({ $0.isKnown(hash) }) { return known }
    let known = isListed(word) || isContraction(word) || isDerived(word)
    memo.withLock { $0.remember(hash, isKnown: known) }
    return known
  }

  /// In the lexicon or in the dictionary.
  func isListed(_ word: [UInt8]) -> Bool {
    guard !word.contains(0) else { return false }
    if let lexicon {
      if lexicon.find(word) != nil { return true }
      if word[0].isCapital, lexicon.find(word.map(\.small)) != nil { return true }
    }
    return dictionary.contains(word)
  }

  /// A known word with 's, 'd, 'll, 're, 've, n't after it.
  private func isContraction(_ word: [UInt8]) -> Bool {
    guard let at = word.lastIndex(of: UInt8(ascii: "'")), at > 0 else { return false }
    let (head, tail) = (Array(word[..<at]), Array(word[(at + 1)...]))
    return Self.tails.contains(tail) && (head.count == 1 || isListed(head))
  }

  /// A frequent word behind a productive prefix or before a productive suffix.
  private func isDerived(_ word: [UInt8]) -> Bool {
    guard let lexicon, word.count >= 7, word.allSatisfy(\.isLetter) else { return false }
    let small = word.map(\.small)
    for prefix in Self.prefixes where small.starts(with: prefix) {
      let rest = Array(small[prefix.count...])
      guard let level = lexicon.level(of: rest), level < Candidates.everywhere else { continue }
      // A short word behind a prefix must be a frequent one, a sublist.
      if rest.count >= 5 && level >= Self.frequent || rest.count == 4 && prefix.count >= 3 && level >= 12 {
        return true
      }
    }
    for suffix in Self.suffixes where small.count - suffix.count >= 4 && small.suffix(suffix.count) == suffix[...] {
      let stem = Array(small.dropLast(suffix.count))
      if let level = lexicon.level(of: stem), level >= Self.frequent { return true }
    }
    return false
  }

  private static let frequent: UInt8 = 5
  private static let tails = ["s", "d", "ll", "re", "ve", "m", "em"].map { Array($0.utf8) }
  static let prefixes = [
    "non", "re", "un", "sub", "super", "multi", "micro", "pre", "post", "anti", "inter", "meta", "auto", "pseudo",
    "semi", "hyper", "over", "under", "cross",
  ].map { Array($0.utf8) }
  private static let suffixes = ["like", "wise", "less", "ness", "able", "ward", "wards"].map { Array($0.utf8) }
}
