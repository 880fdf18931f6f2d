import Foundation
import JSON
import TestSupport

/// What PyTorch computed, see `Fixtures/generate.py`.
enum TrainingFixture {
  static let folder = SharedData.repository + "/Tests/Engine/TrainingTests/Fixtures"

  static func json(_ name: String) throws -> JSONValue {
    try JSONValue(parsing: [UInt8](Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))))
  }

  /// Runs `body` with a folder that is gone afterwards.
  static func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "stet-training-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }
}

extension JSONValue {
  var floats: [Float] { (arrayValue ?? []).compactMap { $0.doubleValue.map(Float.init) } }
  var integers: [Int32] { (arrayValue ?? []).compactMap { $0.intValue.map(Int32.init) } }
}
