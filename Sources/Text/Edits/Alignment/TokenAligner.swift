/// Finds how a source became a target in the fewest and likeliest steps.
///
/// Dynamic programming over the tokens (the alignment that Felice, Bryant and Briscoe 2016 describe): a word is rather taken for a misspelt, inflected
/// or related one than for any other, two exchanged words are one step, and so are words that were parted or joined.
package enum TokenAligner {
  /// Beyond this many pairs of tokens the differing part is taken as a whole.
  private static let limit = 4_000_000

  /// The steps from `source` to `target`, in order.
  ///
  /// O(n m) where n and m are the tokens between what both texts begin and end with; beyond four million pairs O(n + m), and not minimal.
  package static func steps(from source: EditableText, to target: EditableText) -> [AlignmentStep] {
    let (a, b) = (source.tokens, target.tokens)
    let start = zip(a, b).prefix { $0.text == $1.text }.count
    let end = zip(a.dropFirst(start).reversed(), b.dropFirst(start).reversed()).prefix { $0.text == $1.text }.count
    let (left, right) = (start..<a.count - end, start..<b.count - end)
    let middle: [AlignmentStep]
    if left.count.multipliedReportingOverflow(by: right.count).partialValue > limit {
      middle = left.map { .delete($0) } + right.map { .insert($0) }
    } else {
      middle = Table(a[left], b[right]).steps()
    }
    return (0..<start).map { .same($0, $0) } + middle
      + (0..<end).map { .same(left.upperBound + $0, right.upperBound + $0) }
  }
}

/// The cheapest way to each pair of places.
private struct Table {
  private let source: ArraySlice<EditToken>
  private let target: ArraySlice<EditToken>
  /// The last step to each pair of places, row by row.
  private var moves: [AlignmentStep]
  private let width: Int

  init(_ source: ArraySlice<EditToken>, _ target: ArraySlice<EditToken>) {
    (self.source, self.target) = (source, target)
    width = target.count + 1
    moves = Array(repeating: .delete(0), count: (source.count + 1) * width)
    fill()
  }

  private mutating func fill() {
    let cost = SubstitutionCost(source, target)
    var totals = [Float](repeating: .infinity, count: moves.count)
    totals[0] = 0
    for i in 0...source.count {
      for j in 0...target.count {
        let here = i * width + j
        for (step, price) in candidates(i, j, cost) {
          let (rows, columns) = step.size
          let total = totals[here - rows * width - columns] + price
          if total < totals[here] { (totals[here], moves[here]) = (total, step) }
        }
      }
    }
  }

  /// The steps that end at a pair of places, with their costs; at equal cost the first is taken.
  private func candidates(_ i: Int, _ j: Int, _ cost: SubstitutionCost) -> [(AlignmentStep, Float)] {
    var result: [(AlignmentStep, Float)] = []
    let (row, column) = (source.startIndex + i, target.startIndex + j)
    if i > 0, j > 0 {
      let price = cost(i - 1, j - 1)
      result.append((price == 0 ? .same(row - 1, column - 1) : .substitute(row - 1, column - 1), price))
    }
    if i > 0 { result.append((.delete(row - 1), SubstitutionCost.gap)) }
    if j > 0 { result.append((.insert(column - 1), SubstitutionCost.gap)) }
    if i > 0, j > 1, isJoin(target[column - 2], target[column - 1], source[row - 1]) {
      result.append((.split(row - 1, column - 2), 0.4))
    }
    if i > 1, j > 0, isJoin(source[row - 2], source[row - 1], target[column - 1]) {
      result.append((.join(row - 2, column - 1), 0.4))
    }
    if i > 2, j > 0, source[row - 2].isHyphen, isJoin(source[row - 3], source[row - 1], target[column - 1]) {
      result.append((.close(row - 3, column - 1), 0.4))
    }
    if i > 0, j > 2, target[column - 2].isHyphen, isJoin(target[column - 3], target[column - 1], source[row - 1]) {
      result.append((.open(row - 1, column - 3), 0.4))
    }
    if i > 1, j > 1, isSwap(row - 2, column - 2) { result.append((.swap(row - 2, column - 2), 0.8)) }
    return result
  }

  private func isJoin(_ first: EditToken, _ second: EditToken, _ whole: EditToken) -> Bool {
    whole.key.utf8.count == first.key.utf8.count + second.key.utf8.count && whole.key == first.key + second.key
  }

  private func isSwap(_ i: Int, _ j: Int) -> Bool {
    source[i].key == target[j + 1].key && source[i + 1].key == target[j].key && source[i].key != source[i + 1].key
  }

  func steps() -> [AlignmentStep] {
    var result: [AlignmentStep] = []
    var here = moves.count - 1
    while here > 0 {
      result.append(moves[here])
      here -= moves[here].size.source * width + moves[here].size.target
    }
    return result.reversed()
  }
}
