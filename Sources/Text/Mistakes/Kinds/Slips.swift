import Edits

/// Slips of the hand: letters exchanged, left out, doubled, or taken from the next key.
struct Slips: MistakeKind {
  let name = "slip"

  /// The keys beside each letter of an English keyboard.
  private static let neighbours =
    "qwsz vghn xdfv erfcxs wsdr rtgvcd tyhbvf yugjbn uojk uikmnh ijolm opk njk bhjm ipkl ol wa etdf awedxz ryfg yihj cfgb qesa zsdc tugh asx"
    .split(separator: " ").map { Array($0.utf8) }

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    let word = text.word(index)
    guard word.count > 3, word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
    var letters = Array(word.utf8)
    let place = 1 + random.below(letters.count - 2)
    switch random.below(4) {
    case 0: letters.swapAt(place, place + 1)
    case 1: letters.remove(at: place)
    case 2: letters.insert(letters[place], at: place)
    default:
      let near = Self.neighbours[Int(letters[place]) - 0x61]
      letters[place] = near[random.below(near.count)]
    }
    let wrong = String(decoding: letters, as: UTF8.self)
    return wrong == word ? nil : text.writing(wrong, at: index)
  }
}
