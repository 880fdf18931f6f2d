import JSON
import JSONRPC
import Support
import Testing

@Suite struct MessageTests {
  @Test(
    arguments: [
      (#"{"jsonrpc":"2.0","id":1,"method":"m"}"#, .request(id: .number(1), method: "m", params: nil)),
      (#"{"jsonrpc":"2.0","id":"a","method":"m","params":[1]}"#, .request(id: .string("a"), method: "m", params: [1])),
      (#"{"jsonrpc":"2.0","id":2.0,"method":"m","params":null}"#, .request(id: .number(2), method: "m", params: nil)),
      (#"{"jsonrpc":"2.0","method":"m","params":{},"more":1}"#, .notification(method: "m", params: [:])),
      (#"{"jsonrpc":"2.0","id":3,"result":null}"#, .response(id: .number(3), .success(nil))),
      (#"{"jsonrpc":"2.0","id":3,"result":1,"error":null}"#, .response(id: .number(3), .success(1))),
      (
        #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"x"}}"#,
        .response(id: nil, .failure(ResponseError(.parseError, "x")))
      ),
      (
        #"{"jsonrpc":"2.0","id":4,"error":{"code":-5,"message":null,"data":[1]}}"#,
        .response(id: .number(4), .failure(ResponseError(ErrorCode(rawValue: -5), "", data: [1])))
      ),
    ] as [(String, Message)])
  func `tells requests, notifications and responses apart`(text: String, expected: Message) throws {
    #expect(try Message(parsing: Array(text.utf8)) == expected)
  }

  @Test(
    arguments: [
      ("", .parseError, nil), ("{", .parseError, nil), ("[]", .invalidRequest, nil), ("3", .invalidRequest, nil),
      (#"[{"jsonrpc":"2.0","id":1,"method":"m"}]"#, .invalidRequest, nil), ("{}", .invalidRequest, nil),
      (#"{"id":1,"method":"m"}"#, .invalidRequest, .number(1)),
      (#"{"jsonrpc":"1.0","id":1,"method":"m"}"#, .invalidRequest, .number(1)),
      (#"{"jsonrpc":"2.0","id":null,"method":"m"}"#, .invalidRequest, nil),
      (#"{"jsonrpc":"2.0","id":[1],"method":"m"}"#, .invalidRequest, nil),
      (#"{"jsonrpc":"2.0","id":1.5,"method":"m"}"#, .invalidRequest, nil),
      (#"{"jsonrpc":"2.0","id":1,"method":2}"#, .invalidRequest, .number(1)),
      (#"{"jsonrpc":"2.0","id":1,"method":"m","params":"p"}"#, .invalidRequest, .number(1)),
      (#"{"jsonrpc":"2.0","id":1}"#, .invalidRequest, .number(1)),
      (#"{"jsonrpc":"2.0","id":1,"error":5}"#, .invalidRequest, .number(1)),
      (#"{"jsonrpc":"2.0","result":5}"#, .invalidRequest, nil),
    ] as [(String, ErrorCode, RequestID?)])
  func `anything else is rejected as JSON-RPC says`(text: String, code: ErrorCode, id: RequestID?) {
    let rejection = #expect(throws: MessageRejection.self) { try Message(parsing: Array(text.utf8)) }
    #expect(rejection?.error.code == code)
    #expect(rejection?.id == id)
  }

  @Test(arguments: [
    (
      MessageEncoder.request(id: .number(1), method: "m", params: ["a": 1]),
      #"{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":1}}"#
    ),
    (MessageEncoder.notification(method: "m", params: JSONValue?.none), #"{"jsonrpc":"2.0","method":"m"}"#),
    (MessageEncoder.response(id: .string("x"), result: JSONValue.null), #"{"jsonrpc":"2.0","id":"x","result":null}"#),
    (
      MessageEncoder.failure(id: nil, error: ResponseError(.parseError, "no")),
      #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no"}}"#
    ),
  ])
  func `messages are written compactly`(body: [UInt8], expected: String) {
    #expect(String(decoding: body, as: UTF8.self) == expected)
  }

  @Test func `our own errors carry code and hint as data`() {
    let error = ResponseError(.requestFailed, SupportError(code: "io-error", message: "no file", hint: "Make one."))
    #expect(
      error.encodedText() == #"{"code":-32803,"message":"no file","data":{"code":"io-error","hint":"Make one."}}"#)
  }

  @Test func `a message survives writing and reading`() throws {
    let messages: [Message] = [
      .request(id: .string("é"), method: "a/b", params: [1]), .notification(method: "n", params: nil),
      .response(id: .number(-1), .success(["a": nil])),
      .response(id: nil, .failure(ResponseError(.internalError, "x", data: 1))),
    ]
    for message in messages { #expect(try Message(parsing: message.encoded()) == message) }
  }
}
