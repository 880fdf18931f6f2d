import Foundation
import JSON

/// The recorded numbers.
struct MetricFixture: Sendable {
  private let root: JSONValue

  static let shared: MetricFixture = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Fixtures/metrics.json")
    let bytes = (try? Data(contentsOf: path)).map { [UInt8]($0) } ?? []
    return MetricFixture(root: (try? JSONValue(parsing: bytes)) ?? .null)
  }()

  /// The cases of a measure; none would make a test empty, which it must not be.
  func cases(_ name: String) -> [JSONValue] {
    let cases = root[name]?.arrayValue ?? []
    precondition(!cases.isEmpty, "the fixture has no \(name)")
    return cases
  }
}

extension JSONValue {
  func strings(_ key: String) -> [String] { (self[key]?.arrayValue ?? []).compactMap(\.stringValue) }
  func numbers(_ key: String) -> [Double] { (self[key]?.arrayValue ?? []).compactMap(\.doubleValue) }
  func rows(_ key: String) -> [[String]] {
    (self[key]?.arrayValue ?? []).map { ($0.arrayValue ?? []).compactMap(\.stringValue) }
  }
}
