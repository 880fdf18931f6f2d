import JSON
import Testing

@Suite struct JSONCodingTests {
  struct Place: JSONEncodable, JSONDecodable, Equatable {
    var line: Int
    var name: String?
    var tags: [Kind] = []

    enum Kind: Int, JSONEncodable, JSONDecodable { case one = 1, two }

    init(line: Int, name: String? = nil, tags: [Kind] = []) {
      self.line = line
      self.name = name
      self.tags = tags
    }

    init(json: JSONValue) throws(JSONError) {
      line = try json.decode("line")
      name = json.lenient("name")
      tags = try json.decodeIfPresent("tags") ?? []
    }

    func encode(to writer: inout JSONWriter) {
      writer.object {
        $0.field("line", line)
        $0.field("name", name)
        $0.field("tags", tags)
      }
    }
  }

  @Test(
    arguments: [
      (.null, "null"), (.bool(false), "false"), (.integer(.min), "-9223372036854775808"),
      (.integer(.max), "9223372036854775807"),
      (.integer(0), "0"), (.integer(-7), "-7"), (.number(0.1), "0.1"), (.number(-0.0), "-0.0"),
      (.number(1e300), "1e+300"),
      (.number(.nan), "null"), (.number(.infinity), "null"), (.string("a\"\\/\n\u{1}é😀"), #""a\"\\/\n\u0001é😀""#),
      ([[], [:], [1, 2], ["a": 1, "b": [:], "c": nil]], #"[[],{},[1,2],{"a":1,"b":{},"c":null}]"#),
    ] as [(JSONValue, String)])
  func `values are written compactly`(value: JSONValue, expected: String) {
    #expect(value.encodedText() == expected)
  }

  @Test func `absent members are left out, not written as null`() {
    #expect(Place(line: 1).encodedText() == #"{"line":1,"tags":[]}"#)
    #expect(
      ["b": Place(line: 2, name: "x", tags: [.two]), "a": Place(line: 1)].encodedText()
        == #"{"a":{"line":1,"tags":[]},"b":{"line":2,"name":"x","tags":[2]}}"#)
  }

  @Test func `a float is written with its own shortest decimal`() {
    #expect([Float(0.1), 0.97].encodedText() == "[0.1,0.97]")
  }

  @Test(arguments: [
    (#"{"line":1}"#, Place(line: 1)), (#"{"line":2.0,"name":null,"tags":null}"#, Place(line: 2)),
    (#"{"line":3,"name":[4],"tags":[1],"more":{}}"#, Place(line: 3, tags: [.one])),
  ])
  func `absent, null and wrongly typed optional members are nil`(text: String, expected: Place) throws {
    #expect(try Place(json: JSONValue(parsing: text)) == expected)
  }

  @Test(arguments: [
    ("[1]", "expected an object at 0"), (#"[{}]"#, "expected an integer at 0.line"),
    (#"[{"line":1},{"line":1.5}]"#, "expected an integer at 1.line"),
    (#"[{"line":1,"tags":[1,9]}]"#, "expected a known value at 0.tags.1"), ("{}", "expected an array"),
  ])
  func `an unreadable member is named by its path`(text: String, message: String) throws {
    let value = try JSONValue(parsing: text)
    #expect(#expect(throws: JSONError.self) { try [Place](json: value) }?.message == message)
  }

  @Test func `paths go through optionals`() {
    let value: JSONValue = ["a": [["b": 5]], "n": 2.0]
    #expect(value["a"][0]["b"]?.intValue == 5)
    #expect(value["a"][1]["b"]?.intValue == nil)
    #expect(value["x"]["y"] == nil)
    #expect(value["n"]?.intValue == 2)
  }

  @Test func `objects compare without order and can be edited`() {
    var object: JSONObject = ["a": 1, "b": 2]
    #expect(object == JSONObject([("b", 2), ("a", 1)]))
    object["a"] = nil
    object["c"] = 3
    #expect(object.keys == ["b", "c"])
    #expect(object != ["b": 2, "c": 4])
    for number in 0..<30 { object["k\(number)"] = .integer(Int64(number)) }
    for number in 0..<30 where number % 2 == 0 { object["k\(number)"] = nil }
    #expect(object["k7"] == 7 && object["k8"] == nil && object.count == 17)
  }
}
