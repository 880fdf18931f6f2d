/// Predicts with n-grams, the beginning of a word as a condition on the whole.
package final class NGramPredictor: Predictor {
  package let name: String
  private let model: UnitModel

  /// Units that a suggestion has at most.
  private static let longest = 8
  /// How much of the text is looked at: more than the longest context has.
  private static let window = 400

  package init(_ model: UnitModel, name: String) { (self.model, self.name) = (model, name) }

  package func suggestion(at place: Int, of text: [UInt8], confidence: Double) -> Suggestion? {
    var (context, pending) = typed(text[..<place])
    var (bytes, cuts, probability) = ([UInt8](), [Suggestion.Cut](), 1.0)
    for _ in 0..<Self.longest {
      let ids = model.vocabulary.range(of: pending)
      let distribution = model.distribution(after: context)
      guard !ids.isEmpty, let next = distribution.best(1, in: ids).first else { break }
      // What an unknown word would be is not known: only where nothing is typed of it, it has its share.
      let whole = pending.isEmpty ? 1 : distribution.probability(in: ids)
      probability *= next.probability / whole
      let unit = model.vocabulary.bytes(of: next.id)
      guard probability >= confidence, unit.first != 0x0A else { break }
      bytes += unit.dropFirst(pending.count)
      if !bytes.isEmpty { cuts.append(Suggestion.Cut(end: bytes.count, confidence: probability)) }
      if unit.last.map(Self.ends.contains) == true { break }
      (context, pending) = (context + [next.id], [])
    }
    return Suggestion(bytes: bytes, cuts: cuts)
  }

  private static let ends: [UInt8] = [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")]

  package func words(at place: Int, of text: [UInt8], count: Int) -> [[UInt8]] {
    let (context, pending) = typed(text[..<place])
    let best = model.distribution(after: context).best(count, in: model.vocabulary.range(of: pending))
    return best.map { Array(model.vocabulary.bytes(of: $0.id).dropFirst(pending.count)) }
  }

  /// The units that are whole, and the bytes of the one that may still grow.
  private func typed(_ text: ArraySlice<UInt8>) -> (context: [Int32], pending: [UInt8]) {
    let recent = Self.recent(text)
    var units = recent.withUnsafeBufferPointer { bytes in
      TextUnits.ranges(in: bytes).map { Array(bytes[$0]) }
    }
    // A text begins as a line does.
    if recent.count == text.count { units.insert([0x0A], at: 0) }
    let pending = units.last.flatMap { Self.mayGrow($0) ? $0 : nil }
    if pending != nil { units.removeLast() }
    return (units.suffix(model.order - 1).map { model.vocabulary.id(of: $0) }, pending ?? [])
  }

  /// The end of a text, from a place on where a unit begins: at a blank that follows none.
  private static func recent(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.count > window else { return Array(text) }
    let start = (text.endIndex - window..<text.endIndex).first { text[$0] == 0x20 && text[$0 - 1] > 0x20 }
    return Array(text[(start ?? text.endIndex - window)...])
  }

  private static func mayGrow(_ unit: [UInt8]) -> Bool {
    unit.withUnsafeBufferPointer { unit in
      let start = unit[0] == 0x20 ? 1 : 0
      return start == unit.count || TextUnits.isWord(unit, at: start)
    }
  }
}
