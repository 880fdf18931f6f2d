/// The overlap of a summary with a reference (Lin, "ROUGE", 2004).
///
/// Words are runs of the ASCII letters and digits of the lower-cased text, unstemmed, as the package rouge-score takes them.
package enum ROUGE {
  /// Precision, recall and their harmonic mean, each from 0 to 1.
  package struct Score: Sendable, Equatable {
    package let precision: Double
    package let recall: Double
    package let f1: Double

    init(shared: Int, predicted: Int, gold: Int) {
      precision = ratio(shared, predicted)
      recall = ratio(shared, gold)
      f1 = ratio(2 * shared, predicted + gold)
    }
  }

  /// The words that count.
  package static func words(_ text: String) -> [String] {
    text.lowercased().utf8.split { byte in
      !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    .map { String(decoding: Array($0), as: UTF8.self) }
  }

  /// The overlap of runs of `n` words, with multiplicity.
  ///
  /// O(words).
  package static func n(_ n: Int, gold: String, predicted: String) -> Score {
    func grams(_ text: String) -> [[String]] {
      let words = words(text)
      return words.count < n ? [] : (0...words.count - n).map { Array(words[$0..<$0 + n]) }
    }
    let gold = grams(gold)
    let predicted = grams(predicted)
    return Score(shared: sharedCount(gold, predicted), predicted: predicted.count, gold: gold.count)
  }

  /// The longest common subsequence of words.
  ///
  /// O(words²) time, O(words) memory.
  package static func l(gold: String, predicted: String) -> Score {
    let gold = words(gold)
    let predicted = words(predicted)
    var row = Array(repeating: 0, count: predicted.count + 1)
    for word in gold {
      var diagonal = 0
      for (column, other) in predicted.enumerated() {
        let above = row[column + 1]
        row[column + 1] = word == other ? diagonal + 1 : max(above, row[column])
        diagonal = above
      }
    }
    return Score(shared: row[predicted.count], predicted: predicted.count, gold: gold.count)
  }
}
