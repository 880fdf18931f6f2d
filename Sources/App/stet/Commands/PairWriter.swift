import Edits
import Foundation
import JSON
import Mistakes
import Support

/// Writes pairs as lines of JSON, to a file or to standard output, in large pieces.
final class PairWriter {
  private let file: FileHandle?
  private var buffer: [UInt8] = []

  /// - Parameter path: nil for standard output.
  /// - Throws: `SupportError` when the file cannot be written.
  init(_ path: String?) throws {
    guard let path else {
      file = nil
      return
    }
    try AtomicFile.write([], to: path)
    file = FileHandle(forWritingAtPath: path)
  }

  func write(_ pair: MistakePair) {
    let record: JSONValue = [
      "source": .string(pair.source.string), "target": .string(pair.target.string),
      "kinds": .array(pair.kinds.map { .string($0) }),
    ]
    buffer += record.encoded()
    buffer.append(0x0A)
    if buffer.count > 1 << 20 { flush() }
  }

  /// Writes what is left.
  func close() throws {
    flush()
    try file?.close()
  }

  private func flush() {
    if let file { file.write(Data(buffer)) } else { StandardOutput.write(buffer) }
    buffer = []
  }
}
