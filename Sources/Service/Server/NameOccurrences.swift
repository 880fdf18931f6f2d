import Documents
import Features
import Text

/// Where a form of a name is written in a document: what the model has found, and the same letters elsewhere.
struct NameOccurrences {
  /// One place.
  struct Place: Equatable {
    /// Source bytes.
    let range: Range<Int>
    /// What is written there.
    let surface: String
  }

  /// In the order of the text.
  private(set) var places: [Place] = []

  /// Reads every sentence of the document: O(bytes).
  init(of name: EntityMention, in snapshot: DocumentSnapshot, entities: DocumentEntities) {
    let letters = Array(name.surface.utf8)
    for index in 0..<snapshot.sentenceCount {
      let mentions = entities.mentions(in: snapshot, sentences: index..<index + 1)
      for mention in mentions where mention.key == name.key {
        add(mention.range, mention.surface, in: snapshot)
      }
      let sentence = snapshot.sentence(at: index)
      for found in Self.words(letters, in: sentence.text)
      where !sentence.literals.contains(where: { $0.overlaps(found) }) {
        let range = snapshot.sourceRange(found, inSentence: index)
        if !mentions.contains(where: { $0.range.overlaps(range) }) { add(range, name.surface, in: snapshot) }
      }
    }
    places.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Adds a place unless markup runs through it, which a new name would destroy.
  private mutating func add(_ range: Range<Int>, _ surface: String, in snapshot: DocumentSnapshot) {
    let written = snapshot.rope.string(in: range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if written == surface { places.append(Place(range: range, surface: surface)) }
  }

  /// Where `letters` stand in a text and are no part of a longer word.
  private static func words(_ letters: [UInt8], in text: [UInt8]) -> [Range<Int>] {
    guard let first = letters.first, text.count >= letters.count else { return [] }
    var found: [Range<Int>] = []
    var start = 0
    while start <= text.count - letters.count {
      let end = start + letters.count
      if text[start] == first, text[start..<end].elementsEqual(letters),
        start == 0 || !isPartOfWord(text[start - 1]), end == text.count || !isPartOfWord(text[end])
      {
        found.append(start..<end)
        start = end
      } else {
        start += 1
      }
    }
    return found
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    // Of what is beyond ASCII, quotation marks and dashes begin with 0xE2; the rest are mostly letters.
    byte >= 0x80 && byte != 0xE2 && !(byte & 0xC0 == 0x80) || (0x30...0x39).contains(byte)
      || (0x61...0x7A).contains(byte | 0x20)
  }
}
