import Generation
import Store
import Text

/// The suggestions of the last places, by the text before them, so that one that is typed through stays without another pass of the model.
///
/// It looks back: what was suggested some bytes ago and has been typed since goes on with its rest. A value without locking.
struct SuggestionCache {
  /// A text by its FNV-1a hash with 64 bits, which goes on from that of any beginning, and its length.
  ///
  /// That two texts share both is as good as impossible, and would only make a suggestion a poor one: it is compared with what is typed.
  private struct Prefix: Hashable {
    let hash: UInt64
    let count: Int
  }

  private struct Entry {
    let options: CompletionOptions
    /// The person's texts that the model was mixed with.
    let personal: ContentHash?
    let suggestions: [TextSuggestion]

    /// Whether somebody who asks with other options gets here all that he would be told.
    func answers(_ wanted: CompletionOptions) -> Bool {
      var own = options
      own.candidates = wanted.candidates
      return own == wanted && options.candidates >= wanted.candidates
    }
  }

  /// Bytes back that are looked at: no suggestion of a few words is longer.
  private static let reach = 160
  private var entries: LRUCache<Prefix, [Entry]>

  /// - Parameter capacity: texts that are remembered.
  init(capacity: Int = 256) { entries = LRUCache(limit: capacity) }

  /// What is known for a text: suggestions for exactly it, or the rest of one that is being typed; nil where nothing is.
  ///
  /// Who asks for alternatives is not answered with the rest of a single one. O(n).
  ///
  /// - Parameter personal: the content of the person's texts; what was suggested by others of them counts for nothing.
  mutating func suggestions(
    after text: [UInt8], _ options: CompletionOptions, personal: ContentHash?
  ) -> [TextSuggestion]? {
    for (back, prefix) in Self.prefixes(of: text).enumerated() {
      guard let known = entries.value(for: prefix)?.filter({ $0.personal == personal }) else { continue }
      if back == 0 {
        if let entry = known.last(where: { $0.answers(options) }) { return entry.suggestions }
      } else if options.candidates == 1 {
        let rest = known.reversed().flatMap { $0.suggestions.compactMap { $0.rest(after: text.suffix(back)) } }
        if let first = rest.first { return [first] }
      }
    }
    return nil
  }

  /// Remembers what was suggested behind a text; an empty list too.
  mutating func insert(
    _ suggestions: [TextSuggestion], after text: [UInt8], _ options: CompletionOptions, personal: ContentHash?
  ) {
    guard let prefix = Self.prefixes(of: text).first else { return }
    let others = (entries.value(for: prefix) ?? []).filter { $0.options != options || $0.personal != personal }
    let new = Entry(options: options, personal: personal, suggestions: suggestions)
    entries.insert(others.suffix(3) + [new], for: prefix, cost: 1)
  }

  /// The text and its beginnings, the longest first.
  private static func prefixes(of text: [UInt8]) -> [Prefix] {
    var (hash, found): (UInt64, [Prefix]) = (0xcbf2_9ce4_8422_2325, [])
    text.withUnsafeBufferPointer { text in
      for index in 0..<text.count {
        if text.count - index <= reach { found.append(Prefix(hash: hash, count: index)) }
        hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01b3
      }
    }
    return (found + [Prefix(hash: hash, count: text.count)]).reversed()
  }
}
