import Foundation
import TestSupport
import Testing

@testable import Rules

@Suite struct RuleReferenceTests {
  /// With `STET_UPDATE=1` in the environment the table is written instead.
  @Test func `the table of the README is that of the code`() throws {
    let path = SharedData.repository + "/Sources/Workspace/Rules/README.md"
    let page = try String(contentsOfFile: path, encoding: .utf8)
    let parts = page.components(separatedBy: "<!-- rules -->")
    let tail = try #require(parts.last?.components(separatedBy: "<!-- /rules -->").last)
    let head = try #require(parts.first)
    let expected = "\(head)<!-- rules -->\n\n\(RuleReference.markdown(RuleSet.descriptions))\n<!-- /rules -->\(tail)"
    if ProcessInfo.processInfo.environment["STET_UPDATE"] == "1" {
      try expected.write(toFile: path, atomically: true, encoding: .utf8)
    } else {
      #expect(page == expected, "run the tests once with STET_UPDATE=1")
    }
  }
}
