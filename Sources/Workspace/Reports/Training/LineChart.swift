/// Curves over the steps of a run, as inline SVG with its legend.
struct LineChart {
  /// A named line.
  struct Curve {
    let name: String
    let points: [(x: Double, y: Double)]
  }

  let title: String
  /// How values are written.
  let format: @Sendable (Double) -> String
  var curves: [Curve]
  /// Whether to draw a running mean over the values, which show faintly behind it.
  var isSmoothed = false
  /// Bounds that the vertical axis shall include.
  var including: [Double] = []

  private static let width = 760.0
  private static let height = 250.0
  private static let left = 52.0
  private static let right = 14.0
  private static let top = 12.0
  private static let bottom = 30.0
  /// More points than this are averaged.
  private static let mostPoints = 240

  /// Whether there is something to draw.
  var isEmpty: Bool { !curves.contains { $0.points.count > 1 } }

  /// Appends the figure.
  func write(to page: inout HTMLBuffer, id: String) {
    let curves = curves.map { Curve(name: $0.name, points: Self.thinned($0.points)) }.filter { !$0.points.isEmpty }
    let xs = curves.flatMap { $0.points.map(\.x) }
    let ys = curves.flatMap { $0.points.map(\.y) } + including
    guard let lastX = xs.max(), let low = ys.min(), let high = ys.max() else { return }
    let x = ChartScale(0...max(lastX, 1), count: 6)
    let y = ChartScale(low...high, count: 5)
    page.markup("<figure class=\"chart\" id=\"\(id)\"><figcaption><h3>")
    page.text(title)
    page.markup("</h3>")
    if curves.count > 1 || isSmoothed { writeLegend(curves, to: &page) }
    page.markup("</figcaption><div class=\"plot\"><svg viewBox=\"0 0 760 250\" role=\"img\" aria-label=\"")
    page.text(label(curves))
    page.markup("\" data-lower=\"\(x.lower)\" data-upper=\"\(min(x.upper, lastX))\">")
    writeGrid(x, y, last: lastX, to: &page)
    for (index, curve) in curves.enumerated() { write(curve, index, x.limited(to: lastX), y, to: &page) }
    page.markup("<line class=\"cursor\" y1=\"\(Self.top)\" y2=\"\(Self.height - Self.bottom)\" hidden/></svg>")
    page.markup("<div class=\"readout\" hidden></div></div></figure>\n")
  }

  private func label(_ curves: [Curve]) -> String {
    title + ": "
      + curves.map { curve in "\(curve.name) from \(format(curve.points[0].y)) to \(format(curve.points.last?.y ?? 0))"
      }
      .joined(separator: ", ")
  }

  private func writeLegend(_ curves: [Curve], to page: inout HTMLBuffer) {
    page.markup("<ul class=\"legend\">")
    for (index, curve) in curves.enumerated() {
      page.markup("<li class=\"\(Self.style(index))\"><i></i>")
      page.text(curve.name)
      page.markup("</li>")
    }
    page.markup("</ul>")
  }

  private func writeGrid(_ x: ChartScale, _ y: ChartScale, last: Double, to page: inout HTMLBuffer) {
    for tick in y.ticks {
      let at = fixedPoint(vertical(tick, y))
      page.markup(
        "<line class=\"grid\" x1=\"\(Self.left)\" x2=\"\(Self.width - Self.right)\" y1=\"\(at)\" y2=\"\(at)\"/>")
      page.markup("<text class=\"tick\" x=\"\(Self.left - 8)\" y=\"\(at)\" dy=\".32em\" text-anchor=\"end\">")
      page.text(format(tick))
      page.markup("</text>")
    }
    let limited = x.limited(to: last)
    for tick in x.ticks where tick <= last {
      page.markup(
        "<text class=\"tick\" x=\"\(fixedPoint(horizontal(tick, limited)))\" y=\"\(Self.height - 8)\" text-anchor=\"middle\">"
      )
      page.text(fixed(tick, x.digits))
      page.markup("</text>")
    }
  }

  private func write(_ curve: Curve, _ index: Int, _ x: ChartScale, _ y: ChartScale, to page: inout HTMLBuffer) {
    // A mean over few points would only lag behind them.
    let isSmoothed = isSmoothed && curve.points.count > 40
    let shown = isSmoothed ? Self.smoothed(curve.points) : curve.points
    page.markup("<g class=\"\(Self.style(index))\" data-name=\"")
    page.text(curve.name)
    page.markup("\" data-x=\"\(shown.map { compactNumber($0.x) }.joined(separator: " "))\" data-y=\"")
    page.text(shown.map { format($0.y) }.joined(separator: "|"))
    page.markup("\">")
    if isSmoothed { page.markup("<path class=\"raw\" d=\"\(path(curve.points, x, y))\"/>") }
    page.markup("<path class=\"line\" d=\"\(path(shown, x, y))\"/>")
    if shown.count <= 40 {
      for point in shown {
        page.markup(
          "<circle r=\"3\" cx=\"\(fixedPoint(horizontal(point.x, x)))\" cy=\"\(fixedPoint(vertical(point.y, y)))\"/>")
      }
    }
    page.markup("</g>")
  }

  private func path(_ points: [(x: Double, y: Double)], _ x: ChartScale, _ y: ChartScale) -> String {
    points.enumerated().map { index, point in
      (index == 0 ? "M" : "L") + fixedPoint(horizontal(point.x, x)) + " " + fixedPoint(vertical(point.y, y))
    }
    .joined()
  }

  private func horizontal(_ value: Double, _ x: ChartScale) -> Double {
    Self.left + x.share(value) * (Self.width - Self.left - Self.right)
  }

  private func vertical(_ value: Double, _ y: ChartScale) -> Double {
    Self.height - Self.bottom - y.share(value) * (Self.height - Self.top - Self.bottom)
  }

  private static func style(_ index: Int) -> String {
    "k\(index % HTMLStyle.colors)" + (index / HTMLStyle.colors % 2 == 1 ? " dashed" : "")
  }

  /// At most `mostPoints` points, each the mean of its neighbourhood.
  private static func thinned(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    let finite = points.filter { $0.x.isFinite && $0.y.isFinite }
    guard finite.count > mostPoints else { return finite }
    return (0..<mostPoints).map { index in
      let part = finite[index * finite.count / mostPoints..<(index + 1) * finite.count / mostPoints]
      let count = Double(part.count)
      return (part.reduce(0) { $0 + $1.x } / count, part.reduce(0) { $0 + $1.y } / count)
    }
  }

  /// A running mean that forgets with the factor 0.85 and starts without a bias.
  private static func smoothed(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    var mean = 0.0
    var weight = 0.0
    return points.map { point in
      mean = 0.85 * mean + 0.15 * point.y
      weight = 0.85 * weight + 0.15
      return (point.x, mean / weight)
    }
  }
}

extension ChartScale {
  /// The same scale ending at the last value instead of the last mark.
  func limited(to last: Double) -> ChartScale {
    ChartScale(lower: lower, upper: max(min(upper, last), lower + 1e-9), ticks: ticks, digits: digits)
  }

  private init(lower: Double, upper: Double, ticks: [Double], digits: Int) {
    self.lower = lower
    self.upper = upper
    self.ticks = ticks
    self.digits = digits
  }
}

/// A coordinate with a tenth of a pixel.
private func fixedPoint(_ value: Double) -> String { compactNumber((value * 10).rounded() / 10) }

/// A number without a superfluous `.0`.
private func compactNumber(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
}
