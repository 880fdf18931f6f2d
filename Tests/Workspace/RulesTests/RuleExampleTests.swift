import Documents
import Testing

@testable import Rules

/// The examples of the documentation are what the rules really do.
@Suite struct RuleExampleTests {
  private static let rules = RuleSet(terms: ["e-mail": "email"], dialect: .us)

  private static let examples = RuleSet.descriptions.flatMap { rule in rule.examples.map { (rule.code, $0) } }
    .filter { !$0.0.hasPrefix("punctuation.unpaired") }

  @Test(arguments: examples.indices) func `are corrected as the documentation says`(index: Int) {
    let (code, example) = Self.examples[index]
    #expect(RuleFixture.corrected(example.wrong, code: code, rules: Self.rules) == example.right)
    #expect(RuleFixture.findings(example.right, code: code, rules: Self.rules) == [])
  }

  @Test func `belong to codes that exist once, in categories`() {
    let codes = RuleSet.descriptions.map(\.code)
    #expect(Set(codes).count == codes.count && codes == codes.sorted())
    #expect(codes.allSatisfy { $0.split(separator: ".").count == 2 })
    #expect(RuleSet.descriptions.allSatisfy { !$0.examples.isEmpty && !$0.reason.isEmpty })
  }

  @Test func `any bytes are a sentence`() {
    for byte in UInt8.min...UInt8.max {
      let text: [UInt8] = [byte, 0x20, 0x61, byte, byte, 0x2C, byte, 0xE2, 0x80, byte]
      let sentence = Sentence(prose: text)
      for finding in Self.rules.findings(in: sentence) {
        #expect(finding.range.lowerBound >= 0 && finding.range.upperBound <= text.count)
      }
      #expect(UnpairedMarks(sentence) == UnpairedMarks(sentence))
    }
  }
}
