import Foundation
import Synchronization

@testable import Store

/// A folder that goes away with the object.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "stet-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }
}

/// Collects what a store has to say.
final class Notices: Sendable {
  private let list = Mutex<[StoreNotice]>([])

  var all: [StoreNotice] { list.withLock { $0 } }
  var handler: StoreNoticeHandler {
    { notice in self.list.withLock { $0.append(notice) } }
  }
}
