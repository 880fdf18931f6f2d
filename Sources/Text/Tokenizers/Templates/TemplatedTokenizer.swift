/// A tokenizer whose model spells one text at a time, and whose template puts special tokens around texts.
protocol TemplatedTokenizer: Tokenizer {
  /// Where the special tokens stand.
  var template: Template { get }

  /// Appends the pieces of a text without the template, at most `budget` of them.
  ///
  /// Returns whether there were more.
  func appendPieces(
    of text: UnsafeBufferPointer<UInt8>, type: UInt8, source: UInt8, budget: Int, to encoding: inout Encoding
  ) -> Bool
}

extension TemplatedTokenizer {
  package func specialTokenCount(pair: Bool) -> Int { template.specialTokenCount(pair: pair) }

  @discardableResult
  package func encode(
    _ text: UnsafeBufferPointer<UInt8>, addSpecialTokens: Bool, limit: Int?, into encoding: inout Encoding
  ) -> Bool {
    let special = addSpecialTokens ? specialTokenCount(pair: false) : 0
    let budget = limit.map { max(0, $0 - special) } ?? Int.max
    encoding.reserve(bytes: text.count)
    guard addSpecialTokens else { return appendPieces(of: text, type: 0, source: 0, budget: budget, to: &encoding) }
    var isCut = false
    for part in template.single {
      switch part {
      case .token(let id, let type): encoding.append(id, 0, 0, type: type, source: Encoding.template)
      case .text(_, let type):
        isCut = appendPieces(of: text, type: type, source: 0, budget: budget, to: &encoding) || isCut
      }
    }
    return isCut
  }

  @discardableResult
  package func encode(
    _ first: UnsafeBufferPointer<UInt8>, pair second: UnsafeBufferPointer<UInt8>, limit: Int?,
    into encoding: inout Encoding
  ) -> Bool {
    let budget = limit.map { max(0, $0 - specialTokenCount(pair: true)) } ?? Int.max
    var isCut = false
    /// Where each text's tokens start and end.
    var places = [0..<0, 0..<0]
    for part in template.pair {
      switch part {
      case .token(let id, let type): encoding.append(id, 0, 0, type: type, source: Encoding.template)
      case .text(let index, let type):
        let start = encoding.count
        let text = index == 0 ? first : second
        isCut =
          appendPieces(of: text, type: type, source: UInt8(index), budget: budget, to: &encoding) || isCut
        places[index] = start..<encoding.count
      }
    }
    let kept = Self.share(budget, between: places[0].count, and: places[1].count)
    // The later text first, so that the places of the earlier one stay true.
    for (place, count) in zip(places, kept).sorted(by: { $0.0.lowerBound > $1.0.lowerBound })
    where count < place.count {
      encoding.remove(place.count - count, before: place.upperBound)
      isCut = true
    }
    return isCut
  }

  /// How many tokens of each text stay when together they may not exceed `budget`: the longer one gives way first.
  static func share(_ budget: Int, between first: Int, and second: Int) -> [Int] {
    guard first > budget - min(second, budget) || second > budget else { return [first, second] }
    if first <= second {
      let kept = min(first, budget / 2)
      return [kept, budget - kept]
    }
    let kept = min(second, budget / 2)
    return [budget - kept, kept]
  }
}
