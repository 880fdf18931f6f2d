/// Puts the header in front of a message's body.
package enum FrameEncoder {
  /// What stands before a body of `length` bytes.
  package static func header(length: Int) -> String { "Content-Length: \(length)\r\n\r\n" }

  /// `body` as one frame.
  package static func frame(_ body: [UInt8]) -> [UInt8] { Array(header(length: body.count).utf8) + body }
}
