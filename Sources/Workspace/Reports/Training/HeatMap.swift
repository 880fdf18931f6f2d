import Metrics

/// A confusion matrix as a table whose cells are tinted by their share of the row.
struct HeatMap {
  private let matrix: ConfusionMatrix
  /// The labels that are shown, as positions in the matrix.
  private let shown: [Int]

  /// Larger matrices show the labels with the most errors.
  static let mostLabels = 24

  /// Nil for a matrix without decisions or with one label only.
  init?(_ matrix: ConfusionMatrix) {
    self.matrix = matrix
    let counts = matrix.counts
    let used = matrix.labels.indices.filter { index in
      counts[index].contains { $0 > 0 } || counts.contains { $0[index] > 0 }
    }
    guard used.count > 1 else { return nil }
    func errors(_ label: Int) -> Int {
      counts[label].reduce(0, +) + counts.reduce(0) { $0 + $1[label] } - 2 * counts[label][label]
    }
    shown =
      used.count <= Self.mostLabels ? used : used.sorted { errors($0) > errors($1) }.prefix(Self.mostLabels).sorted()
  }

  /// Appends the table.
  func write(to page: inout HTMLBuffer) {
    let isPart = shown.count < matrix.labels.count
    page.markup("<figure class=\"heat\"><figcaption><h3>Taken for</h3><p>Rows are what it is, columns what was said")
    page.markup(isPart ? "; the \(shown.count) labels with the most errors.</p></figcaption>" : ".</p></figcaption>")
    page.markup("<div class=\"scroll\"><table><thead><tr><th></th>")
    for column in shown {
      page.markup("<th scope=\"col\"><span>")
      page.text(matrix.labels[column])
      page.markup("</span></th>")
    }
    page.markup("</tr></thead><tbody>")
    for row in shown { write(row: row, to: &page) }
    page.markup("</tbody></table></div></figure>\n")
    writeWorst(to: &page)
  }

  private func write(row: Int, to page: inout HTMLBuffer) {
    let total = matrix.counts[row].reduce(0, +)
    page.markup("<tr><th scope=\"row\">")
    page.text(matrix.labels[row])
    page.markup("</th>")
    for column in shown {
      let count = matrix.counts[row][column]
      let share = total == 0 ? 0 : Double(count) / Double(total)
      // The square root makes rare confusions visible.
      let strength = count == 0 ? 0 : max(6, Int((share.squareRoot() * 100).rounded()))
      page.markup(
        "<td class=\"\(row == column ? "right" : "wrong")\(strength > 62 ? " deep" : "")\" style=\"--s:\(strength)%\" title=\""
      )
      page.text(
        "\(matrix.labels[row]) taken for \(matrix.labels[column]): \(count.grouped) of \(total.grouped) (\(fixed(100 * share, 1))%)"
      )
      page.markup("\">\(count == 0 ? "" : count.grouped)</td>")
    }
    page.markup("</tr>")
  }

  /// The most frequent confusions, in words.
  private func writeWorst(to page: inout HTMLBuffer) {
    var pairs: [(gold: Int, predicted: Int, count: Int)] = []
    for (gold, row) in matrix.counts.enumerated() {
      for (predicted, count) in row.enumerated() where gold != predicted && count > 0 {
        pairs.append((gold, predicted, count))
      }
    }
    guard !pairs.isEmpty else { return }
    page.markup("<p class=\"worst\">Most often: ")
    for (index, pair) in pairs.sorted(by: { $0.count > $1.count }).prefix(5).enumerated() {
      page.markup(index == 0 ? "<b>" : " · <b>")
      page.text(matrix.labels[pair.gold])
      page.markup("</b> taken for <b>")
      page.text(matrix.labels[pair.predicted])
      page.markup("</b> \(pair.count.grouped)×")
    }
    page.markup("</p>\n")
  }
}
