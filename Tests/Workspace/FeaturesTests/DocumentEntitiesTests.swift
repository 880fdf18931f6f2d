import Documents
import Foundation
import TestSupport
import Testing
import Text

@testable import Features

/// The entities of a document, found by a head that knows the capitalised words of a list.
@Suite struct DocumentEntitiesTests {
  /// `Ada/person` in a sentence's text: every marked word, with its confidence.
  private func lookUp(_ types: [String: (String, Float)]) -> ([Sentence]) -> [[String: Annotation]?] {
    { sentences in
      sentences.map { sentence in
        let text = String(decoding: sentence.text, as: UTF8.self)
        var spans: [LabelledRange] = []
        for (name, (type, confidence)) in types {
          for range in text.ranges(of: name) {
            let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
            spans.append(LabelledRange(type, start..<start + name.utf8.count, confidence))
          }
        }
        spans.sort { ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count) }
        return ["entities": .spans(spans)]
      }
    }
  }

  private func entities(_ text: String, _ types: [String: (String, Float)], minimum: Float = 0.5) -> [String] {
    let snapshot = Fixture.snapshot(text)
    var entities = DocumentEntities()
    entities.update(to: snapshot, changes: nil, minimum: minimum, lookUp: lookUp(types))
    return entities.entities(in: snapshot).map { "\($0.name)/\($0.type) \($0.mentions.count)" }
  }

  @Test func `a last or first name alone is the person whose full name is there, if it is only one`() {
    let people: [String: (String, Float)] = [
      "Ada Lovelace": ("PER", 1), "Lovelace": ("person", 1), "Ada": ("person", 1), "Grace Hopper": ("person", 1),
      "Edward Hopper": ("person", 1), "Hopper": ("person", 1), "Acme": ("ORG", 1),
    ]
    #expect(
      entities("Ada Lovelace came. Lovelace left. Ada stayed. Acme too.\n", people)
        == ["Ada Lovelace/person 3", "Acme/organization 1"])
    #expect(
      entities("Grace Hopper came. Edward Hopper left. Hopper stayed.\n", people)
        == ["Grace Hopper/person 1", "Edward Hopper/person 1", "Hopper/person 1"])
  }

  @Test func `equal names have one type, that of most, and the spelling of most`() {
    let snapshot = Fixture.snapshot("PARIS here. Paris there. Paris again. The Paris too.\n")
    var entities = DocumentEntities()
    entities.update(to: snapshot, changes: nil, minimum: 0.5) { sentences in
      sentences.indices.map { index in
        let type = index == 1 ? "person" : "location"
        return ["entities": .spans([LabelledRange(type, 0..<(index == 3 ? 9 : 5), 0.8)])]
      }
    }
    let found = entities.entities(in: snapshot)
    #expect(found.map(\.name) == ["Paris"] && found[0].type == "location" && found[0].mentions.count == 4)
    #expect(abs(found[0].confidence - 0.8) < 1e-6)
    #expect(entities.names(inSentence: 1).map(\.label) == ["location"])
  }

  @Test func `what is not sure enough, or code, is no entity`() {
    #expect(
      entities(
        "Ada and Acme and `Turin`.\n",
        ["Ada": ("person", 0.4), "Acme": ("organization", 0.5), "Turin": ("location", 1)]) == ["Acme/organization 1"])
  }

  @Test func `what becomes known later is filled in where it is asked for`() {
    let snapshot = Fixture.snapshot("Ada came. Acme left.\n")
    var entities = DocumentEntities()
    #expect(entities.update(to: snapshot, changes: nil, minimum: 0) { $0.map { _ in nil } } == [])
    let known = lookUp(["Ada": ("person", 1), "Acme": ("organization", 1)])
    #expect(entities.update(to: snapshot, changes: [], minimum: 0, lookUp: known) == [])
    #expect(entities.update(to: snapshot, changes: [], retrying: [1], minimum: 0, lookUp: known) == [1])
    #expect(entities.entities(in: snapshot).map(\.name) == ["Acme"])
    #expect(entities.update(to: snapshot, changes: [], retrying: [0, 1], minimum: 0, lookUp: known) == [0])
    #expect(entities.entities(in: snapshot).map(\.name) == ["Ada", "Acme"])
  }

  @Test func `random edits leave what opening the text gives`() {
    let types: [String: (String, Float)] = [
      "Ada": ("person", 0.7), "Acme": ("organization", 0.9), "Ada Acme": ("work", 0.6),
    ]
    let pieces = ["Ada", "Acme", " ", " came. ", "\n\n", "*", "`", "Ada Acme", "x", "é😀"]
    for seed in 0..<20 {
      var random = SeededRandom(UInt64(seed))
      var document = Document(
        uri: "file:///a.md", languageID: "markdown", version: 0, utf8: Array("Ada came. Acme left.\n".utf8))
      var entities = DocumentEntities()
      entities.update(to: document.snapshot, changes: nil, minimum: 0.5, lookUp: lookUp(types))
      for version in 1...25 {
        let count = document.snapshot.rope.count
        let start = Int.random(in: 0...count, using: &random)
        let end = min(count, start + Int.random(in: 0...9, using: &random))
        let piece = pieces.randomElement(using: &random) ?? ""
        let change = document.apply(
          edits: [Documents.TextEdit(range: start..<end, replacement: Array(piece.utf8))], version: version)
        entities.update(to: document.snapshot, changes: [change], minimum: 0.5, lookUp: lookUp(types))
        var fresh = DocumentEntities()
        fresh.update(to: document.snapshot, changes: nil, minimum: 0.5, lookUp: lookUp(types))
        #expect(entities.entities(in: document.snapshot) == fresh.entities(in: document.snapshot))
      }
    }
  }
}
