/// A person who knows what to write, watches the ghost text, and takes what saves keys.
///
/// Before each key the suggestion is looked at; where none is shown, the predictor is asked for one. The *right run* of a suggestion is its longest
/// beginning of whole units (`TextUnits`) that the text has at this place, where the text's last unit ends there too. Taking it costs one key
/// when it is the whole suggestion, else one key for each of its units (accepting word by word). It is taken whenever that is fewer keys than it has characters;
/// otherwise one character is typed, each for one key, capitals and line breaks too. What is shown stays as long as the keys agree with it, and is
/// gone with the first that does not. The person never overlooks a suggestion, never takes a wrong one, and makes no mistakes: what is measured is what
/// the predictor makes possible.
struct Typist {
  /// All of the text; only `range` is typed.
  let text: [UInt8]
  let range: Range<Int>

  /// Types the text.
  ///
  /// - Parameter suggest: what is shown behind a place; it may be longer than what is left.
  func type(_ suggest: (Int) throws -> ArraySlice<UInt8>?) rethrows -> KeystrokeScore {
    try text.withUnsafeBufferPointer { all in
      let text = UnsafeBufferPointer(rebasing: all[..<range.upperBound])
      var (score, place) = (KeystrokeScore(), range.lowerBound)
      var shown: ArraySlice<UInt8> = []
      while place < range.upperBound {
        if shown.isEmpty {
          shown = try suggest(place) ?? []
          score.requests += 1
          Self.note(shown, RightRun(of: shown, in: text, at: place), &score)
        }
        let run = RightRun(of: shown, in: text, at: place)
        if run.savesKeys {
          (score.keys, score.accepted) = (score.keys + run.keys, score.accepted + 1)
          score.characters += run.characters
          place += run.bytes
          shown = shown.dropFirst(run.bytes)
        } else {
          let length = TextUnits.length(text, at: place)
          (score.keys, score.characters) = (score.keys + 1, score.characters + 1)
          shown = shown.starts(with: text[place..<place + length]) ? shown.dropFirst(length) : []
          place += length
        }
      }
      return score
    }
  }

  private static func note(_ shown: ArraySlice<UInt8>, _ run: RightRun, _ score: inout KeystrokeScore) {
    guard !shown.isEmpty else { return }
    score.shown += 1
    if run.units > 0 { score.right += 1 }
    if run.bytes == shown.count { score.whole += 1 }
  }
}

/// The beginning of a suggestion that is right.
struct RightRun: Equatable {
  private(set) var bytes = 0
  private(set) var units = 0
  private(set) var characters = 0
  private let isWhole: Bool

  /// - Parameter text: up to where it is typed; the suggestion stands at `place`.
  init(of suggestion: ArraySlice<UInt8>, in text: UnsafeBufferPointer<UInt8>, at place: Int) {
    let agreement = zip(suggestion, text[place...]).prefix { $0 == $1 }.count
    var (end, count) = (0, 0)
    suggestion.withUnsafeBufferPointer { suggestion in
      while end < agreement {
        let next = TextUnits.end(in: suggestion, from: end)
        guard next <= agreement, TextUnits.end(in: text, from: place + end) == place + next else { break }
        (end, count) = (next, count + 1)
      }
    }
    (bytes, units, isWhole) = (end, count, end == suggestion.count)
    characters = text[place..<place + end].count { $0 & 0xC0 != 0x80 }
  }

  /// What taking it costs.
  var keys: Int { isWhole ? min(1, units) : units }
  var savesKeys: Bool { characters > keys }
}
