import JSON
import JSONRPC
import Testing

@Suite struct FrameDecoderTests {
  /// All events that `stream` gives when it arrives at once.
  func events(_ stream: String, limits: FrameLimits = FrameLimits()) throws -> [FrameDecoder.Event] {
    var decoder = FrameDecoder(limits: limits)
    decoder.append(stream.utf8)
    var events: [FrameDecoder.Event] = []
    while let event = try decoder.next() { events.append(event) }
    return events
  }

  func message(_ text: String) -> FrameDecoder.Event { .message(Array(text.utf8)) }

  @Test(arguments: [
    "Content-Length: 2\r\n\r\n{}", "content-length:2\r\n\r\n{}", "CONTENT-LENGTH: \t 2 \r\n\r\n{}",
    "Content-Length: 2\n\n{}",
    "Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}",
    "Content-Type: application/vscode-jsonrpc; charset=\"utf8\"\r\nContent-Length: 2\r\n\r\n{}",
    "X-Unknown: yes\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
    "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}",
  ])
  func `accepts every way to write the header`(stream: String) throws {
    #expect(try events(stream) == [message("{}")])
  }

  @Test(arguments: [
    "\r\n{}", "Content-Type: x\r\n\r\n{}", "Content-Length: -2\r\n\r\n{}", "Content-Length: 0x2\r\n\r\n{}",
    "Content-Length:\r\n\r\n",
    "Content-Length: 2, 2\r\n\r\n{}", "Content-Length: 99999999999999999999\r\n\r\n{}", "{\"jsonrpc\":\"2.0\"}\r\n",
    "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "GET / HTTP/1.1\r\n\r\n", String(repeating: "a", count: 9000),
    String(repeating: "a: b\r\n", count: 3000), "Content-Length 2\r\n\r\n{}", "Content-Length: +2\r\n\r\n{}",
  ])
  func `a malformed header is final`(stream: String) throws {
    var decoder = FrameDecoder()
    decoder.append(stream.utf8)
    let first = #expect(throws: FrameError.self) { while try decoder.next() != nil {} }
    decoder.append("Content-Length: 2\r\n\r\n{}".utf8)
    #expect(#expect(throws: FrameError.self) { try decoder.next() } == first)
  }

  @Test func `messages follow each other, empty ones too`() throws {
    #expect(
      try events("Content-Length: 1\r\n\r\n1Content-Length: 0\r\n\r\nContent-Length: 2\r\n\r\né") == [
        message("1"), message(""), message("é"),
      ])
  }

  @Test func `half a message gives nothing yet`() throws {
    var decoder = FrameDecoder()
    #expect(decoder.isBetweenMessages)
    for byte in "Content-Length: 2\r\n\r\n{".utf8 {
      decoder.append([byte])
      #expect(try decoder.next() == nil)
      #expect(!decoder.isBetweenMessages)
    }
    decoder.append("}".utf8)
    #expect(try decoder.next() == message("{}"))
    #expect(decoder.isBetweenMessages)
  }

  @Test(arguments: [
    (#"{"jsonrpc":"2.0","id":7,"method":"m","params":"~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"}"#, RequestID.number(7)),
    (#"{"method":"id","params":{"id":1},"id" : "a\"b" ,"x":"~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"}"#, .string("a\"b")),
    (#"{"method":"m","params":["id",{"id":1}],"x":"~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"}"#, nil),
    (#"{"id":null,"x":"~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"}"#, nil),
    (#"{"id":12"# + String(repeating: " ", count: 1020), .number(12)), (String(repeating: "[", count: 100), nil),
    (#"{"id":"# + String(repeating: "1", count: 2000), nil),
    (#"{"params":"\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\","#, nil),
  ])
  func `a message beyond the limit is skipped and rejected with its id`(body: String, id: RequestID?) throws {
    let limits = FrameLimits(messageBytes: 40)
    let stream = "Content-Length: \(body.utf8.count)\r\n\r\n\(body)Content-Length: 2\r\n\r\n{}"
    let found = try events(stream, limits: limits)
    try #require(found.count == 2)
    guard case .rejected(let rejection) = found[0] else { return #expect(Bool(false), "not rejected") }
    #expect(rejection.id == id)
    #expect(rejection.error.code == .invalidRequest)
    #expect(!rejection.error.message.contains("~"))
    #expect(found[1] == message("{}"))
  }

  @Test func `another character set is rejected, the connection lives`() throws {
    let found = try events(
      "Content-Length: 8\r\nContent-Type: x; charset=latin-1\r\n\r\n{\"id\":3}Content-Length: 2\r\n\r\n{}")
    guard case .rejected(let rejection) = found[0] else { return #expect(Bool(false), "not rejected") }
    #expect(rejection.id == .number(3))
    #expect(found[1] == message("{}"))
  }
}
