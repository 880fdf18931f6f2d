import Foundation
import TestSupport
import Testing

@testable import Edits

@Suite struct InflectionsTests {
  @Test(arguments: [
    ("cat", "cats"), ("box", "boxes"), ("try", "tries"), ("man", "men"), ("have", "has"), ("leaf", "leaves"),
    ("crisis", "crises"), ("day", "days"), ("quiz", "quizzes"), ("go", "goes"),
  ])
  func sComesAndGoes(word: String, form: String) {
    #expect(Inflections.english.form(.withS, of: word) == form)
    #expect(Inflections.english.form(.withoutS, of: form) == word)
  }

  @Test(
    arguments: [
      ("go", "goes", "went", "gone", "going"), ("stop", "stops", "stopped", nil, "stopping"),
      ("make", "makes", "made", nil, "making"), ("offer", "offers", "offered", nil, "offering"),
      ("refer", "refers", "referred", nil, "referring"), ("try", "tries", "tried", nil, "trying"),
      ("see", "sees", "saw", "seen", "seeing"), ("die", "dies", "died", nil, "dying"),
      ("create", "creates", "created", nil, "creating"), ("write", "writes", "wrote", "written", "writing"),
      ("grok", "groks", "grokked", nil, "grokking"), ("refactor", "refactors", "refactored", nil, "refactoring"),
    ] as [(String, String, String, String?, String)])
  func everyFormOfAVerbGivesTheOthers(base: String, s: String, past: String, participle: String?, gerund: String) {
    let english = Inflections.english
    for word in [base, s, past, participle ?? past, gerund] {
      #expect(english.form(.base, of: word) ?? word == base)
      #expect(english.form(.thirdPerson, of: word) ?? word == s)
      #expect(english.form(.past, of: word) ?? word == past)
      #expect(english.form(.gerund, of: word) ?? word == gerund)
    }
    #expect(english.form(.participle, of: base) ?? past == participle ?? past)
  }

  @Test(arguments: ["this", "glass", "bus", "s", "", "thing", "ing", "ed", "’"])
  func wordsThatAreNoFormsStay(word: String) {
    #expect(Inflections.english.form(.base, of: word) == nil)
    #expect(Inflections.english.form(.withoutS, of: word) == nil)
  }

  /// The dev part of a treebank, which the table was not made from.
  @Test(.enabled(if: SharedData.path("data/pos/ud_gum/dev.conllu") != nil, "../shared/data/pos is absent"))
  func basesOfATreebankAreFound() throws {
    let path = try #require(SharedData.path("data/pos/ud_gum/dev.conllu"))
    var (right, all) = (0, 0)
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      let cells = line.split(separator: "\t").map { $0.lowercased() }
      guard cells.count == 10, ["vbz", "vbd", "vbn", "vbg", "nns"].contains(cells[4]), !line.contains("Typo=Yes") else {
        continue
      }
      let form: InflectedForm = cells[4] == "nns" ? .withoutS : .base
      all += 1
      if Inflections.english.form(form, of: cells[1]) ?? cells[1] == cells[2] { right += 1 }
    }
    print("bases found", right, "of", all)
    #expect(all > 1500 && Double(right) >= 0.96 * Double(all))
  }
}
