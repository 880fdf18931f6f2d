import JSON
import Support
import Testing

@Suite struct JSONParsingTests {
  @Test(
    arguments: [
      ("null", .null), ("true", .bool(true)), (" 12 ", .integer(12)), ("-0.5", .number(-0.5)), ("\"a\"", .string("a")),
      ("[1,[],{}]", [1, [], [:]]), (#"{"a":{"b":[null,2]}}"#, ["a": ["b": [nil, 2]]]),
      ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
      ("9223372036854775808", .number(9_223_372_036_854_775_808)), (#"{"é":"𝄞"}"#, ["é": "𝄞"]),
      ("[1000000000000000019884624838656, 1e3]", [.number(1e30), .number(1000)]),
      (#"{"a":1,"b":2,"a":3}"#, ["a": 3, "b": 2]), (#""a\u0000b""#, .string("a\0b")),
      (#""\ud834\udd1e""#, .string("𝄞")),
      ("\u{FEFF}[]", []),
    ] as [(String, JSONValue)])
  func `reads a value of any kind`(text: String, expected: JSONValue) throws {
    #expect(try JSONValue(parsing: text) == expected)
  }

  @Test(arguments: [
    (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"), (#""\uD83D\u0041""#, "\u{FFFD}A"),
    (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"), (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"), (#""\\ud83d""#, #"\ud83d"#),
    (#""\\\ud83d""#, "\\\u{FFFD}"), (#""\ud83d\n""#, "\u{FFFD}\n"),
  ])
  func `a surrogate without its pair becomes one replacement character`(text: String, expected: String) throws {
    #expect(try JSONValue(parsing: text) == .string(expected))
  }

  @Test(
    arguments: [
      ([0x61, 0xFF, 0x62], "a\u{FFFD}b"), ([0xC3], "\u{FFFD}"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
      ([0xF0, 0x9F, 0x98], "\u{FFFD}"), ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
    ] as [([UInt8], String)])
  func `invalid UTF-8 becomes replacement characters`(bytes: [UInt8], expected: String) throws {
    #expect(try JSONValue(parsing: [0x22] + bytes + [0x22]) == .string(expected))
  }

  @Test(arguments: [
    ("", 1), ("[1,", 1), ("{\"secret\"", 1), ("[1]\n[2]", 2), ("[\n\n secret]", 3), ("1e999", 1), (#""\u12""#, 1),
    ("{\"a\\u0000\":1}", 1), ("\"tab\there\"", 1), ("01", 1), ("nul", 1), ("[1,]", 1), ("{1:2}", 1), ("-", 1),
    ("\0", 1),
  ])
  func `an error tells the place and never the content`(text: String, line: Int) {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    #expect(error?.code == "json-syntax")
    #expect(error?.location?.line == line)
    #expect(error?.description.contains("secret") == false)
  }

  @Test func `nesting is bounded below the limit of the parser`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(throws: Never.self) { try JSONValue(parsing: nested(512)) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: nested(513)) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "[", count: 1_000_000)) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: nested(2001), maximumDepth: .max) }
    #expect(try JSONValue(parsing: "\"\(nested(600))\"").stringValue?.count == 1200)
  }

  @Test func `members keep the order of the text and are found among many`() throws {
    let keys = (0..<1000).map { "key\($0 * 7919 % 1000)" }
    let text = "{" + keys.map { "\"\($0)\":\"\($0)\"" }.joined(separator: ",") + "}"
    let object = try #require(try JSONValue(parsing: text).objectValue)
    #expect(object.keys == keys)
    #expect(keys.allSatisfy { object[$0] == .string($0) })
    #expect(object["absent"] == nil)
  }

  @Test func keysThatDifferOnlyInNormalisationAreDifferentKeys() throws {
    let composed = "\u{E9}"
    let decomposed = "e\u{301}"
    let others = (0..<20).map { #""k\#($0)": 0"# }.joined(separator: ", ")
    for rest in ["", ", " + others] {
      let value = try JSONValue(parsing: #"{"\#(composed)": 1, "\#(decomposed)": 2\#(rest)}"#)
      #expect(value[composed] == 1)
      #expect(value[decomposed] == 2)
    }
  }
}
