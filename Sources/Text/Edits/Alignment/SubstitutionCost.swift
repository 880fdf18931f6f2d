/// How unlikely it is that one token was written for another: 0 for the same, below 2 for anything better than a deletion and an insertion.
struct SubstitutionCost {
  /// What a deletion or an insertion costs.
  static let gap: Float = 1

  /// The bases of a text's words, found once.
  private let sourceBases: [Set<String>]
  private let targetBases: [Set<String>]
  private let source: ArraySlice<EditToken>
  private let target: ArraySlice<EditToken>

  init(_ source: ArraySlice<EditToken>, _ target: ArraySlice<EditToken>) {
    (self.source, self.target) = (source, target)
    sourceBases = source.map(Self.bases)
    targetBases = target.map(Self.bases)
  }

  /// The cost of the source's token `i` for the target's `j`, counted from the slices' starts.
  func callAsFunction(_ i: Int, _ j: Int) -> Float {
    let (a, b) = (source[source.startIndex + i], target[target.startIndex + j])
    if a.text == b.text { return 0 }
    guard a.kind == b.kind else { return 2.5 }
    if a.kind == .mark { return 0.7 }
    if a.key == b.key { return 0.1 }
    if !sourceBases[i].isDisjoint(with: targetBases[j]) { return 0.3 }
    if let group = FunctionWords.group(of: a.key), group == FunctionWords.group(of: b.key) { return 0.6 }
    let distance = Self.distance(Array(a.key.utf8), Array(b.key.utf8))
    return 0.5 + Float(distance) / Float(max(a.key.utf8.count, b.key.utf8.count))
  }

  private static func bases(of token: EditToken) -> Set<String> {
    guard token.kind == .word else { return [] }
    let letters = token.key.filter { $0 != "'" }
    let english = Inflections.english
    let words = english.bases(of: letters) + [english.form(.withoutS, of: letters)].compactMap(\.self)
    return Set(words + [letters] + words.compactMap { WordTransform.adverb.apply(to: $0) })
  }

  /// Levenshtein's distance with exchanged neighbours as one edit.
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        var best = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
        row.append(best)
      }
      (before, previous) = (previous, row)
    }
    return previous[b.count]
  }
}
