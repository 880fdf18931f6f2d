/// Fixed phrases and what should stand in their place, found by their first words.
struct PhraseTable: Sendable {
  /// One phrase of the table.
  struct Entry: Sendable {
    let keys: [WordKey]
    let replacement: String
  }

  private var entries: [WordKey: [Entry]] = [:]

  /// Reads a table, one `wrong -> right` a line; words apart by one space, alternatives of a word as `a|b`.
  ///
  /// `$2` in the right side stands for the second word that was found.
  init(_ table: String) {
    for line in table.split(separator: "\n") {
      let sides = line.split(separator: " -> ", maxSplits: 1).map(String.init)
      guard sides.count == 2 else { continue }
      add(sides[0].split(separator: " ").map { $0.split(separator: "|").map(String.init) }, sides[1])
    }
    for key in entries.keys { entries[key]?.sort { $0.keys.count > $1.keys.count } }
  }

  /// The longest phrase that begins with the word at `index`.
  func match(at index: Int, in text: RuleText) -> (range: Range<Int>, entry: Entry)? {
    guard let candidates = entries[text.words[index].key] else { return nil }
    for entry in candidates where text.matches(entry.keys, at: index) {
      return (text.words[index].range.lowerBound..<text.words[index + entry.keys.count - 1].range.upperBound, entry)
    }
    return nil
  }

  private mutating func add(_ words: [[String]], _ replacement: String) {
    var phrases: [(keys: [WordKey], replacement: String)] = [([], replacement)]
    for (place, alternatives) in words.enumerated() {
      phrases = phrases.flatMap { phrase in
        alternatives.map { (phrase.keys + [WordKey($0)], phrase.replacement.replacing("$\(place + 1)", with: $0)) }
      }
    }
    for phrase in phrases {
      entries[phrase.keys[0], default: []].append(Entry(keys: phrase.keys, replacement: phrase.replacement))
    }
  }
}

extension PhraseTable {
  /// Every phrase of the table in a sentence, from left to right, none overlapping another.
  func matches(in text: RuleText) -> [(range: Range<Int>, replacement: String, index: Int)] {
    var found: [(range: Range<Int>, replacement: String, index: Int)] = []
    var end = 0
    for index in text.words.indices where text.words[index].range.lowerBound >= end {
      guard let (range, entry) = match(at: index, in: text) else { continue }
      found.append((range, text.adapted(entry.replacement, to: range), index))
      end = range.upperBound
    }
    return found
  }
}
