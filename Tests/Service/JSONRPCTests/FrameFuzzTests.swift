import JSON
import JSONRPC
import TestSupport
import Testing

@Suite struct FrameFuzzTests {
  /// The events of `stream`, cut into pieces at random.
  static func decode(_ stream: [UInt8], limits: FrameLimits, _ random: inout SeededRandom) -> (
    [FrameDecoder.Event], FrameError?
  ) {
    var decoder = FrameDecoder(limits: limits)
    var events: [FrameDecoder.Event] = []
    var rest = stream[...]
    do throws(FrameError) {
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...40, using: &random))
        rest = rest.dropFirst(piece.count)
        decoder.append(piece)
        while let event = try decoder.next() { events.append(event) }
      }
    } catch { return (events, error) }
    return (events, nil)
  }

  static func stream(_ random: inout SeededRandom) -> (bytes: [UInt8], bodies: [[UInt8]]) {
    var bytes: [UInt8] = []
    var bodies: [[UInt8]] = []
    for id in 0..<Int.random(in: 1...6, using: &random) {
      let text = String(repeating: "é\r\n", count: Int.random(in: 0..<40, using: &random))
      bodies.append(MessageEncoder.request(id: .number(id), method: "m", params: ["t": text]))
      bytes += FrameEncoder.frame(bodies[id])
    }
    return (bytes, bodies)
  }

  @Test func `where the stream is cut makes no difference`() {
    var random = SeededRandom(1)
    for _ in 0..<200 {
      let (bytes, bodies) = Self.stream(&random)
      let (events, error) = Self.decode(bytes, limits: FrameLimits(), &random)
      #expect(events == bodies.map { .message($0) })
      #expect(error == nil)
    }
  }

  @Test func `with a small limit each message comes out whole or rejected, in order`() {
    var random = SeededRandom(2)
    for _ in 0..<200 {
      let (bytes, bodies) = Self.stream(&random)
      let (events, _) = Self.decode(bytes, limits: FrameLimits(messageBytes: 120), &random)
      #expect(events.count == bodies.count)
      for (id, (event, body)) in zip(events, bodies).enumerated() {
        switch event {
        case .message(let found): #expect(found == body && body.count <= 120)
        case .rejected(let rejection): #expect(rejection.id == .number(id) && body.count > 120)
        }
      }
    }
  }

  @Test func `damaged streams never crash, and what comes out can be answered`() {
    var random = SeededRandom(3)
    var outcomes = (messages: 0, rejected: 0, failed: 0)
    for _ in 0..<1000 {
      var (bytes, _) = Self.stream(&random)
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        let position = Int.random(in: 0..<bytes.count, using: &random)
        if Bool.random(using: &random) {
          bytes[position] = .random(in: 0...255, using: &random)
        } else {
          bytes.remove(at: position)
        }
      }
      let (events, error) = Self.decode(bytes, limits: FrameLimits(messageBytes: 1000), &random)
      outcomes.failed += error == nil ? 0 : 1
      for case .message(let body) in events {
        do throws(MessageRejection) {
          _ = try Message(parsing: body)
          outcomes.messages += 1
        } catch {
          #expect(error.error.code == .parseError || error.error.code == .invalidRequest)
          outcomes.rejected += 1
        }
      }
    }
    #expect(outcomes.messages > 500 && outcomes.rejected > 100 && outcomes.failed > 100)
  }

  @Test func `random bytes never crash`() {
    var random = SeededRandom(4)
    let alphabet = Array("Content-Length: 0123456789\r\n\r\n\n\n{}".utf8) + [0, 255]
    for _ in 0..<1000 {
      let bytes = (0..<200).map { _ in alphabet.randomElement(using: &random)! }
      let (_, error) = Self.decode(bytes, limits: FrameLimits(), &random)
      #expect(error != nil)
    }
  }
}
