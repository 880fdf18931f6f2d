import JSON
import TestSupport
import Testing

@Suite struct JSONFuzzTests {
  static func value(depth: Int, _ random: inout SeededRandom) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2: return .integer(.random(in: .min ... .max, using: &random) >> Int64.random(in: 0..<64, using: &random))
    case 3: return .number(Double(bitPattern: random.next() & 0xBFEF_FFFF_FFFF_FFFF))
    case 4: return .string(text(&random))
    case 5: return .array((0..<Int.random(in: 0..<4, using: &random)).map { _ in value(depth: depth - 1, &random) })
    default:
      return .object(
        JSONObject((0..<Int.random(in: 0..<20, using: &random)).map { ("\($0)", value(depth: depth - 1, &random)) }))
    }
  }

  static func text(_ random: inout SeededRandom) -> String {
    let units: [Unicode.Scalar] = [
      "a", "\"", "\\", "\n", "\0", "\u{1F}", "\u{7F}", "é", "漢", "😀", "\u{2028}", "\u{301}", "/",
    ]
    return String(
      String.UnicodeScalarView(
        (0..<Int.random(in: 0..<20, using: &random)).map { _ in units.randomElement(using: &random)! }))
  }

  @Test func `what is written reads back the same`() throws {
    var random = SeededRandom(1)
    for _ in 0..<500 {
      let value = Self.value(depth: 4, &random)
      #expect(try JSONValue(parsing: value.encoded()) == value)
    }
  }

  @Test func `damaged texts are an error or a value, and an error has a place`() {
    var random = SeededRandom(2)
    var outcomes = (values: 0, errors: 0)
    for _ in 0..<2000 {
      var bytes = Self.value(depth: 3, &random).encoded()
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let position = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.removeSubrange(position...)
        case 1 where position < bytes.count: bytes[position] = .random(in: 0...255, using: &random)
        default:
          bytes.insert(
            contentsOf: [#"\ud800"#, "[", "\"", "{\"", "-1e", "\u{FEFF}"].randomElement(using: &random)!.utf8,
            at: position)
        }
      }
      do throws(JSONError) {
        _ = try JSONValue(parsing: bytes)
        outcomes.values += 1
      } catch {
        #expect(error.location != nil)
        outcomes.errors += 1
      }
    }
    #expect(outcomes.values > 50 && outcomes.errors > 500)
  }

  @Test func `random bytes never crash the parser`() {
    var random = SeededRandom(3)
    let alphabet = Array(#"[]{}:,"\u0123dD8fnulltrue-+.eE "#.utf8) + [0, 10, 0x80, 0xC3, 0xED, 0xFF]
    var errors = 0
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in alphabet.randomElement(using: &random)! }
      do { _ = try JSONValue(parsing: bytes) } catch { errors += 1 }
    }
    #expect(errors > 1000)
  }
}
