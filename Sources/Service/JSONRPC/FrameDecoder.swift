/// Cuts a stream of bytes into the bodies of messages (Language Server Protocol 3.18, base protocol).
///
/// A pure value: bytes go in with `append` in pieces of any size, events come out of `next`. Memory is bounded by the limits plus the
/// largest piece appended.
package struct FrameDecoder: Sendable {
  /// What came out of the stream.
  package enum Event: Sendable, Equatable {
    /// The body of a message.
    case message([UInt8])
    /// A message that was skipped; the rejection is to be answered.
    case rejected(MessageRejection)
  }

  private enum State {
    case header(FrameHeader, bytes: Int)
    case body(length: Int)
    case skipping(remaining: Int, RejectedFrame)
    case failed(FrameError)
  }

  private let limits: FrameLimits
  private var state = State.header(FrameHeader(), bytes: 0)
  private var buffer: [UInt8] = []
  /// Bytes before `start` are consumed; bytes between `start` and `searched` hold no line end.
  private var start = 0
  private var searched = 0

  /// A decoder at the start of a stream.
  package init(limits: FrameLimits = FrameLimits()) { self.limits = limits }

  /// Whether the stream may end here: no message has begun.
  package var isBetweenMessages: Bool {
    if case .header(_, bytes: 0) = state { start == buffer.count } else { false }
  }

  /// Takes in the next bytes of the stream.
  package mutating func append(_ bytes: some Sequence<UInt8>) {
    if start > 0 {
      buffer.removeFirst(start)
      searched -= start
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next event, nil when more bytes are needed.
  ///
  /// - Throws: `FrameError` when the stream cannot be followed any further; every later call throws it again.
  package mutating func next() throws(FrameError) -> Event? {
    do throws(FrameError) {
      while true {
        switch state {
        case .header(let header, let bytes):
          guard try readLine(header, bytes) else { return nil }
        case .body(let length):
          guard buffer.count - start >= length else { return nil }
          return .message(take(length))
        case .skipping(let remaining, let frame):
          guard let event = skip(remaining, frame) else { return nil }
          return event
        case .failed(let error): throw error
        }
      }
    } catch {
      state = .failed(error)
      (buffer, start, searched) = ([], 0, 0)
      throw error
    }
  }

  /// Reads one header line; false when its end has not arrived.
  private mutating func readLine(_ header: FrameHeader, _ bytes: Int) throws(FrameError) -> Bool {
    let end = buffer[max(start, searched)...].firstIndex(of: UInt8(ascii: "\n"))
    guard bytes + (end ?? buffer.count) - start <= limits.headerBytes else {
      throw FrameError("the header is too long")
    }
    guard let end else {
      searched = buffer.count
      return false
    }
    var line = buffer[start..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    var header = header
    if line.isEmpty {
      state = try bodyState(after: header)
    } else {
      try header.add(line)
      state = .header(header, bytes: bytes + end + 1 - start)
    }
    start = end + 1
    return true
  }

  private func bodyState(after header: FrameHeader) throws(FrameError) -> State {
    guard let length = header.length else { throw FrameError("no Content-Length field") }
    if length > limits.messageBytes {
      return .skipping(remaining: length, .oversized(length: length, limit: limits.messageBytes))
    }
    return header.hasForeignCharset ? .skipping(remaining: length, .foreignCharset) : .body(length: length)
  }

  private mutating func take(_ length: Int) -> [UInt8] {
    defer {
      start += length
      state = .header(FrameHeader(), bytes: 0)
    }
    return Array(buffer[start..<start + length])
  }

  /// Drops what has arrived of a rejected body, keeping only its first bytes; the event when that was all.
  private mutating func skip(_ remaining: Int, _ frame: RejectedFrame) -> Event? {
    let count = min(remaining, buffer.count - start)
    var frame = frame
    frame.add(buffer[start..<start + count])
    start += count
    guard count == remaining else {
      state = .skipping(remaining: remaining - count, frame)
      return nil
    }
    state = .header(FrameHeader(), bytes: 0)
    return .rejected(frame.rejection)
  }
}
