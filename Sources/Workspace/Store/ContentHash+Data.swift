import Foundation
import Text

extension ContentHash {
  /// The sixteen bytes as they are stored.
  var data: Data { Data(bytes) }

  /// Reads what `data` wrote; nil when it is not sixteen bytes long.
  init?(data: Data) { self.init(bytes: [UInt8](data)) }
}
