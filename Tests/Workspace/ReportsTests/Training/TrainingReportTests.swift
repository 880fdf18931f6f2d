import Foundation
import JSON
import Metrics
import Reports
import TestSupport
import Testing

@Suite struct TrainingReportTests {
  @Test func `a page has curves, scores and a confusion matrix`() throws {
    let page = String(decoding: TrainingSample.report.html(), as: UTF8.self)
    if let folder = ProcessInfo.processInfo.environment["STET_KEEP"] {
      try Data(page.utf8).write(to: URL(fileURLWithPath: folder + "/training.html"))
    }
    #expect(page.contains("<h3>Loss by task</h3>") && page.contains("<h3>Scores on the dev data</h3>"))
    #expect(page.components(separatedBy: "<svg").count == 5)
    #expect(page.contains("title=\"PER taken for LOC: 12 of 112 (10.7%)\""))
    #expect(page.contains("Most often: <b>LOC</b> taken for <b>O</b> 30×"))
    #expect(page.contains("<a href=\"#t1\">sentiment</a>"))
    #expect(page.contains("<dt>learning rate</dt><dd>5e-5</dd>"))
    #expect(!page.contains("NaN") && !page.contains("nan\"") && !page.contains("inf"))
  }

  @Test func `the page loads nothing and hostile names stay text`() throws {
    let evil = "</title><script>alert(1)</script>\"'<img src=x>"
    var report = TrainingSample.report
    report.title = evil
    report.settings = [(evil, [(evil, evil)])]
    report.events.append(.evaluation(step: 100, scores: [evil: 0.5], isBest: false))
    report.events.append(.evaluation(step: 200, scores: [evil: 0.6], isBest: false))
    var task = TaskReport(name: evil, kind: evil)
    var matrix = ConfusionMatrix(labels: [evil, "b"])
    matrix.add(gold: 0, predicted: 1)
    task.confusion = matrix
    task.scores = matrix.scores
    report.tasks.append(task)
    let page = String(decoding: report.html(), as: UTF8.self)
    #expect(page.components(separatedBy: "<script>").count == 2)
    #expect(!page.contains("<img") && !page.contains("alert(1)</script>"))
    for reference in ["http:", "https:", "src=", "@import", "url(", "<link"] {
      #expect(!page.replacingOccurrences(of: "&lt;img src=x", with: "").contains(reference))
    }
    #expect(page.contains("default-src 'none'"))
  }

  @Test func `an empty run has a page too`() {
    let page = String(decoding: TrainingReport(title: "x", summary: "", version: "1").html(), as: UTF8.self)
    #expect(page.contains("</html>") && !page.contains("<svg"))
  }

  @Test func `a large matrix shows the labels with the most errors`() {
    var matrix = ConfusionMatrix(labels: (0..<100).map { "l\($0)" })
    for label in 0..<100 {
      for _ in 0..<3 { matrix.add(gold: label, predicted: label) }
    }
    matrix.add(gold: 70, predicted: 90)
    var task = TaskReport(name: "t", kind: "k")
    task.confusion = matrix
    var report = TrainingReport(title: "x", summary: "", version: "1")
    report.tasks = [task]
    let page = String(decoding: report.html(), as: UTF8.self)
    #expect(page.contains("l70 taken for l90") && page.contains("the 24 labels with the most errors"))
  }

  @Test func `a log is read back, and a resumed run replaces the steps it repeats`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stet-log-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("log.jsonl").path
    let first: [TrainingEvent] = [
      .start(name: "m", step: 0, steps: 30, parameters: 10), TrainingSample.step(10, 1.5),
      TrainingSample.step(20, 1.25),
      .evaluation(step: 20, scores: ["t.f1": 0.5], isBest: true),
    ]
    var log: TrainingLog? = try TrainingLog(path: path, continues: false)
    for event in first { try log?.write(event) }
    log = nil
    #expect(try TrainingLog.read(path) == first)
    log = try TrainingLog(path: path, continues: true)
    let second: [TrainingEvent] = [
      .start(name: "m", step: 10, steps: 30, parameters: 10), TrainingSample.step(20, 1),
      .end(step: 30, seconds: 2.5, reason: "done"),
    ]
    for event in second { try log?.write(event) }
    log = nil
    try FileHandle(forWritingTo: URL(fileURLWithPath: path)).appendAndClose("{\"event\":\"st")
    #expect(try TrainingLog.read(path) == [first[0], first[1]] + second)
  }
}

extension FileHandle {
  fileprivate func appendAndClose(_ text: String) throws {
    try seekToEnd()
    try write(contentsOf: Data(text.utf8))
    try close()
  }
}
