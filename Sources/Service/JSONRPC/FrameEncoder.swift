/// Puts the header in front of a message's body.
package enum FrameEncoder {
  /// `body` as one frame.
  package static func frame(_ body: [UInt8]) -> [UInt8] {
    let header = "Content-Length: \(body.count)\r\n\r\n".utf8
    var frame: [UInt8] = []
    frame.reserveCapacity(header.count + body.count)
    frame.append(contentsOf: header)
    frame.append(contentsOf: body)
    return frame
  }
}
