import Metrics

/// The page about a training run.
struct TrainingPage {
  private let report: TrainingReport
  private var page = HTMLBuffer()

  /// The whole page.
  var bytes: [UInt8] { page.bytes }

  init(report: TrainingReport) {
    self.report = report
    writeHead()
    writeTop()
    page.markup("<main class=\"training\">\n")
    writeCurves()
    for (index, task) in report.tasks.enumerated() { write(task, index) }
    writeSettings()
    page.markup("</main>\n<footer>Made by stet ")
    page.text(report.version)
    page.markup(
      ". Nothing on this page leaves it.</footer>\n<script>\(TrainingStyle.script)</script>\n</body>\n</html>\n")
  }

  private mutating func writeHead() {
    let policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    page.markup(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <title>
      """)
    page.text(report.title)
    page.markup(
      " – stet train</title>\n<style>\(HTMLStyle.sheet(categories: 0))\(TrainingStyle.sheet)</style>\n</head>\n")
  }

  private mutating func writeTop() {
    page.markup("<body>\n<header class=\"top\"><h1>")
    page.text(report.title)
    page.markup("</h1><p class=\"tagline\">")
    page.text(report.summary)
    page.markup("</p><dl class=\"numbers\">")
    for (name, value) in report.numbers {
      page.markup("<div><dt>")
      page.text(name)
      page.markup("</dt><dd>")
      page.text(value)
      page.markup("</dd></div>")
    }
    page.markup("</dl></header>\n")
    guard report.tasks.count > 1 else { return }
    page.markup("<nav class=\"contents\" aria-label=\"Tasks\"><table><thead><tr><th scope=\"col\">Task</th>")
    page.markup(
      "<th scope=\"col\">Measure</th><th scope=\"col\">Score</th><th aria-hidden=\"true\"></th></tr></thead><tbody>")
    for (index, task) in report.tasks.enumerated() {
      page.markup("<tr><td><a href=\"#t\(index)\">")
      page.text(task.name)
      page.markup("</a></td><td>")
      page.text(task.measures.first?.name ?? "")
      let value = task.measures.first?.value
      page.markup("</td><td>\(value.map { fixed(100 * $0, 1) } ?? "–")</td><td>")
      if let value { page.markup("<span class=\"meter\" style=\"width:\(Self.percent(value))%\"></span>") }
      page.markup("</td></tr>")
    }
    page.markup("</tbody></table></nav>\n")
  }

  // MARK: Curves

  private mutating func writeCurves() {
    let charts = TrainingCurves(report.events).charts.filter { !$0.isEmpty }
    guard !charts.isEmpty else { return }
    page.markup("<article><header><h2>The run</h2></header>\n<div class=\"charts\">")
    for (index, chart) in charts.enumerated() { chart.write(to: &page, id: "chart\(index)") }
    page.markup("</div></article>\n")
  }

  // MARK: Tasks

  private mutating func write(_ task: TaskReport, _ index: Int) {
    page.markup("<article id=\"t\(index)\" aria-labelledby=\"t\(index)h\"><header><h2 id=\"t\(index)h\">")
    page.text(task.name)
    page.markup("</h2><p class=\"facts\">")
    page.text(([task.kind] + task.data.map { "\($0.name) \($0.count.grouped)" }).joined(separator: " · "))
    page.markup("</p></header>\n<dl class=\"numbers small\">")
    for (name, value) in task.measures {
      page.markup("<div><dt>")
      page.text(name)
      page.markup("</dt><dd>\(fixed(100 * value, 1))</dd></div>")
    }
    page.markup("</dl>\n")
    if let scores = task.scores, !scores.labels.isEmpty { write(scores) }
    if let confusion = task.confusion, let map = HeatMap(confusion) { map.write(to: &page) }
    page.markup("</article>\n")
  }

  private mutating func write(_ scores: ClassScores) {
    let isLong = scores.labels.count > 30
    page.markup(isLong ? "<details><summary>\(scores.labels.count) labels</summary>" : "")
    page.markup(
      "<div class=\"scroll\"><table class=\"scores\"><thead><tr><th scope=\"col\">Label</th><th scope=\"col\">Precision</th>"
    )
    page.markup(
      "<th scope=\"col\">Recall</th><th scope=\"col\">F1</th><th aria-hidden=\"true\"></th><th scope=\"col\">Occurs</th></tr></thead><tbody>"
    )
    // The weakest of many labels come first, because they are what one looks for.
    let labels = isLong ? scores.labels.sorted { $0.f1 < $1.f1 } : scores.labels
    for score in labels { write(score) }
    page.markup("</tbody></table></div>" + (isLong ? "</details>" : "") + "\n")
  }

  private mutating func write(_ score: LabelScore) {
    page.markup("<tr><th scope=\"row\">")
    page.text(score.label)
    page.markup("</th><td>\(fixed(100 * score.precision, 1))</td><td>\(fixed(100 * score.recall, 1))</td>")
    page.markup(
      "<td><b>\(fixed(100 * score.f1, 1))</b></td><td class=\"bars\" title=\"\(score.correct.grouped) right, ")
    page.markup("\(score.predicted.grouped) said, \(score.gold.grouped) there\">")
    page.markup(
      "<span class=\"meter\" style=\"width:\(Self.percent(score.f1))%\"></span></td><td>\(score.gold.grouped)</td></tr>"
    )
  }

  // MARK: Settings

  private mutating func writeSettings() {
    guard !report.settings.isEmpty else { return }
    page.markup("<article><header><h2>How it was made</h2></header>\n<div class=\"settings\">")
    for group in report.settings {
      page.markup("<section><h3>")
      page.text(group.name)
      page.markup("</h3><dl>")
      for (name, value) in group.facts {
        page.markup("<dt>")
        page.text(name)
        page.markup("</dt><dd>")
        page.text(value)
        page.markup("</dd>")
      }
      page.markup("</dl></section>")
    }
    page.markup("</div></article>\n")
  }

  private static func percent(_ value: Double) -> String { fixed(100 * min(1, max(0, value)), 1) }
}

/// The charts that a log gives.
struct TrainingCurves {
  private(set) var charts: [LineChart] = []

  init(_ events: [TrainingEvent]) {
    var losses: [String: [(x: Double, y: Double)]] = [:]
    var scores: [String: [(x: Double, y: Double)]] = [:]
    var rates: [(x: Double, y: Double)] = []
    var speeds: [(x: Double, y: Double)] = []
    for event in events {
      switch event {
      case .step(let record):
        let step = Double(record.step)
        for (name, loss) in record.losses { losses[name, default: []].append((step, loss)) }
        rates.append((step, record.learningRate))
        speeds.append((step, record.tokensPerSecond))
      case .evaluation(let step, let values, _):
        for (name, value) in values { scores[name, default: []].append((Double(step), value)) }
      case .start, .end: break
      }
    }
    func curves(_ named: [String: [(x: Double, y: Double)]]) -> [LineChart.Curve] {
      named.sorted { $0.key < $1.key }.map { LineChart.Curve(name: $0.key, points: $0.value) }
    }
    charts = [
      LineChart(
        title: losses.count > 1 ? "Loss by task" : "Loss", format: { fixed($0, 3) }, curves: curves(losses),
        isSmoothed: true, including: [0]),
      LineChart(title: "Scores on the dev data", format: { fixed(100 * $0, 1) }, curves: curves(scores)),
      LineChart(
        title: "Learning rate", format: compact, curves: [.init(name: "learning rate", points: rates)], including: [0]),
      LineChart(
        title: "Tokens per second", format: { fixed($0, 0) }, curves: [.init(name: "tokens/s", points: speeds)],
        including: [0]),
    ]
  }
}
