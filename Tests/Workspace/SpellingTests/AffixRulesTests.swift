import TestSupport
import Testing

@testable import Spelling

@Suite struct AffixRulesTests {
  private static let text = """
    NOSUGGEST !
    PFX U Y 1
    PFX U 0 un .
    SFX S Y 3
    SFX S y ies [^aeiou]y
    SFX S 0 s [aeiou]y
    SFX S 0 s [^y]
    SFX D N 1
    SFX D 0 ed/X [^ey]
    """

  @Test(arguments: [
    ("try", "S", ["try", "tries"]), ("day", "S", ["day", "days"]),
    ("lock", "US", ["lock", "locks", "unlock", "unlocks"]),
    ("lock", "UD", ["lock", "locked", "unlock"]), ("lock", "?", ["lock"]), ("y", "S", ["y"]), ("", "US", [""]),
  ])
  func makesForms(stem: String, flags: String, forms: [String]) {
    let rules = AffixRules(Array(Self.text.utf8))
    let made = rules.forms(of: Array(stem.utf8), flags: flags.utf8).map { String(decoding: $0, as: UTF8.self) }
    #expect(made.sorted() == forms.sorted())
  }

  @Test func knowsWhatItCannotRead() {
    let rules = AffixRules(Array(Self.text.utf8))
    #expect(rules.isReadable && rules.hidden == Set("!".utf8))
    #expect(!AffixRules(Array("FLAG num\n".utf8)).isReadable)
  }

  @Test func damagedRulesAreNoTrouble() {
    var random = SeededRandom(5)
    let bytes = Array(Self.text.utf8)
    for _ in 0..<300 {
      var damaged = bytes
      for _ in 0..<4 {
        damaged[Int.random(in: 0..<bytes.count, using: &random)] =
          Array("[]^. \n/0S".utf8).randomElement(using: &random) ?? 0
      }
      #expect(AffixRules(damaged).forms(of: Array("try".utf8), flags: "SUD".utf8).first == Array("try".utf8))
    }
  }
}
