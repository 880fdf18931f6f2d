extension Lexicon {
  /// The numbers of the words that may be within two edits of `typed`, small letters.
  ///
  /// Those of a length and with letters that do not rule it out: an edit changes the length by one or replaces one letter by
  /// another. With `isNear`, words with another first letter may be one edit away only. O(n), some 50 microseconds.
  func numbers(similarTo typed: UnsafeBufferPointer<UInt8>, isNear: Bool) -> [Int] {
    guard let first = typed.first else { return [] }
    let wanted = Self.letters(of: typed)
    var found: [Int] = []
    letters.withUnsafeBufferPointer { letters in
      starts.withUnsafeBufferPointer { starts in
        for number in letters.indices {
          let changed = (letters[number] ^ wanted).nonzeroBitCount
          guard changed <= 4 else { continue }
          let start = Int(starts[number])
          let difference = abs(Int(starts[number + 1]) - start - typed.count)
          guard difference <= 2, changed + difference <= 4 else { continue }
          if isNear, small[start] != first, changed > 2 || difference > 1 { continue }
          found.append(number)
        }
      }
    }
    return found
  }
}
