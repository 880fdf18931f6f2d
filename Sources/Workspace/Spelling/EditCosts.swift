/// What each kind of typing mistake costs: a Damerau-Levenshtein distance with weights.
///
/// The optimal string alignment of Damerau (1964) with costs after Kernighan, Church and Gale (1990), who rank corrections
/// by how likely the mistake is. The numbers were fitted by
/// coordinate ascent on the likelihood of 1,181 pairs from one half of the lists of misspellings.
struct EditCosts: Sendable {
  /// One letter for another.
  var substitution: Float = 1.18
  /// One vowel for another, or y and i.
  var vowel: Float = 0.68
  /// Letters of like sound: c k s q, s z, f v ph, g j, d t, m n.
  var sound: Float = 0.7
  /// Neighbours on a keyboard.
  var neighbour: Float = 1.18
  /// Two letters in the wrong order.
  var transposition: Float = 0.34
  /// A letter typed twice that stands once.
  var doubled: Float = 0.3
  /// A letter typed once that stands twice.
  var single: Float = 0.2
  /// A letter too many.
  var extra: Float = 0.85
  /// A letter that is missing.
  var missing: Float = 0.62
  /// A missing vowel.
  var missingVowel: Float = 0.23
  /// An apostrophe too many or missing.
  var apostrophe: Float = 0.2
  /// Added when the first letters differ.
  var first: Float = 0.35

  /// How many numbers `distance` needs as room for a meant word of `length` bytes.
  static func rowCount(_ length: Int) -> Int { 3 * (length + 1) }

  /// The least cost of typing `typed` in place of `meant`, both in small letters; infinite when it is above `limit`.
  func distance(_ typed: [UInt8], _ meant: [UInt8], limit: Float) -> Float {
    var rows = [Float](repeating: 0, count: Self.rowCount(meant.count))
    return rows.withUnsafeMutableBufferPointer { rows in
      typed.withUnsafeBufferPointer { typed in
        meant.withUnsafeBufferPointer { distance(typed, $0, limit: limit, rows: rows) }
      }
    }
  }

  /// The same with room lent by the caller, at least `rowCount(meant.count)` numbers whose values do not matter.
  ///
  /// Rows of the table are kept for this letter of `typed` and the two before it. O(typed.count x meant.count).
  func distance(
    _ typed: UnsafeBufferPointer<UInt8>, _ meant: UnsafeBufferPointer<UInt8>, limit: Float,
    rows: UnsafeMutableBufferPointer<Float>
  ) -> Float {
    precondition(rows.count >= Self.rowCount(meant.count), "too little room")
    let width = meant.count + 1
    let start = typed.first != meant.first ? first : 0
    rows[0] = 0
    for j in 1..<max(width, 1) { rows[j] = rows[j - 1] + insertion(meant, j - 1) }
    for i in 0..<typed.count {
      let (now, before, older) = ((i + 1) % 3 * width, i % 3 * width, (i + 2) % 3 * width)
      let removal = deletion(typed, i)
      rows[now] = rows[before] + removal
      var least = rows[now]
      for j in 1..<max(width, 1) {
        var cost = min(rows[before + j] + removal, rows[now + j - 1] + insertion(meant, j - 1))
        cost = min(cost, rows[before + j - 1] + substitution(typed[i], meant[j - 1]))
        if i > 0, j > 1, typed[i] == meant[j - 2], typed[i - 1] == meant[j - 1] {
          cost = min(cost, rows[older + j - 2] + transposition)
        }
        rows[now + j] = cost
        least = min(least, cost)
      }
      if least + start > limit, i + 1 < typed.count { return .infinity }
    }
    let total = rows[typed.count % 3 * width + meant.count] + start
    return total > limit ? .infinity : total
  }

  private func substitution(_ a: UInt8, _ b: UInt8) -> Float {
    if a == b { return 0 }
    guard a.isLetter, b.isLetter else { return substitution * 1.5 }
    let relation = Self.relations[Int(a - 97) * 26 + Int(b - 97)]
    var cost = substitution
    if relation & 1 != 0 { cost = min(cost, vowel) }
    if relation & 2 != 0 { cost = min(cost, sound) }
    if relation & 4 != 0 { cost = min(cost, neighbour) }
    return cost
  }

  private func deletion(_ typed: UnsafeBufferPointer<UInt8>, _ i: Int) -> Float {
    if typed[i] == UInt8(ascii: "'") { return apostrophe }
    return i > 0 && typed[i - 1] == typed[i] ? doubled : extra
  }

  private func insertion(_ meant: UnsafeBufferPointer<UInt8>, _ j: Int) -> Float {
    if meant[j] == UInt8(ascii: "'") { return apostrophe }
    if j > 0, meant[j - 1] == meant[j] { return single }
    return Self.isVowel(meant[j]) ? missingVowel : missing
  }

  /// A bit for each of a, e, i, o, u.
  private static let vowels: UInt32 = 0x10_4111

  private static func isVowel(_ letter: UInt8) -> Bool { letter.isLetter && vowels & (1 << UInt32(letter - 97)) != 0 }

  /// For each pair of letters: 1 both vowels, 2 like sounds, 4 keyboard neighbours.
  private static let relations: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 26 * 26)
    func relate(_ groups: [String], _ bit: UInt8) {
      for group in groups {
        for a in group.utf8 {
          for b in group.utf8 where a != b { table[Int(a - 97) * 26 + Int(b - 97)] |= bit }
        }
      }
    }
    relate(["aeiou", "yi", "ye"], 1)
    relate(["cks", "kq", "cq", "sz", "fv", "vw", "gj", "dt", "mn", "bp", "lr", "xs"], 2)
    let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map { Array($0) }
    relate(rows.flatMap { row in zip(row, row.dropFirst()).map { String([$0, $1]) } }, 4)
    for (upper, lower) in zip(rows, rows.dropFirst()) {
      relate(zip(upper, lower).map { String([$0, $1]) } + zip(upper.dropFirst(), lower).map { String([$0, $1]) }, 4)
    }
    return table
  }()
}
