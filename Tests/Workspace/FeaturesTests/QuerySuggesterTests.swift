import Features
import Store
import Testing
import Text

/// What somebody may mean who types a query.
@Suite struct QuerySuggesterTests {
  private let folder: TemporaryFolder
  private let index: DocumentIndex

  init() throws {
    folder = try TemporaryFolder()
    index = try DocumentIndex(path: folder.path + "/index.sqlite", model: "m", dimensions: 1)
    let texts = [
      "The keeper lit the lamp at dusk.", "A keeper lit the lamp again.", "The keeper's dog slept.",
      "Keepsakes of 100% silver_ware.", "Bread and butter.", "The lamp oil came by boat.",
    ]
    for (number, text) in texts.enumerated() {
      let passage = IndexedPassage(range: 0..<9, line: 0, content: ContentHash(Array(text.utf8)), snippet: text)
      try index.upsert(
        IndexedDocument(
          path: "/\(number).md", size: 9, modified: 0, content: ContentHash([UInt8(number)]), title: "Note \(number)"),
        passages: [(passage, [1])])
    }
  }

  private func queries(_ query: String, count: Int = 8) throws -> [String] {
    try QuerySuggester(index: index).suggestions(for: query, count: count).map(\.query)
  }

  @Test func `the most frequent first, with what follows`() throws {
    let found = try queries("kee")
    #expect(found.first == "keeper")
    #expect(found.contains("keepsakes") && found.contains("keeper's") && !found.contains("keep"))
    #expect(found.allSatisfy { $0.hasPrefix("kee") && $0 != "kee" } && Set(found).count == found.count)
    let counts = try QuerySuggester(index: index).suggestions(for: "kee", count: 8).map(\.occurrences)
    #expect(counts == counts.sorted(by: >) && counts.first == 2)
  }

  @Test func `what is typed stays as it is`() throws {
    #expect(try queries("who was The KEE").allSatisfy { $0.hasPrefix("who was The KEE") })
    #expect(try queries("who was The KEE").contains { $0.hasPrefix("who was The KEEper") })
    #expect(try queries("lit the ").contains("lit the lamp"))
  }

  @Test func `words before the last one count`() throws {
    #expect(try queries("bread and b").first == "bread and butter")
    // Alone, the last word may be another.
    #expect(try queries("bread and b").contains("bread and boat"))
    #expect(try queries("the lamp o").first == "the lamp oil")
  }

  @Test func `wild cards stand for themselves, and nothing gives nothing`() throws {
    #expect(try queries("silver_") == ["silver_ware"])
    #expect(try queries("%") == [] && queries("") == [] && queries("   ") == [] && queries("zebra") == [])
    #expect(try queries("kee", count: 1).count == 1)
  }

  @Test func `the newest texts, oldest first, without those of some files`() throws {
    #expect(try index.snippets(excluding: [], limit: 2) == ["Bread and butter.", "The lamp oil came by boat."])
    #expect(try index.snippets(excluding: ["/4.md"], limit: 2) == ["The lamp oil came by boat."])
    #expect(try index.snippets(excluding: [], limit: 99).first == "The keeper lit the lamp at dusk.")
  }
}
