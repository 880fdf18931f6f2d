import Testing

@testable import Features

/// Names cut out of what the model marks.
@Suite struct EntityNameTests {
  @Test(arguments: [
    ("Ada Lovelace", "Ada Lovelace", "ada lovelace"), ("Ada’s", "Ada", "ada"), ("Ada's", "Ada", "ada"),
    ("Hopkins’", "Hopkins", "hopkins"), ("“The Times”", "The Times", "times"), ("The", "The", "the"),
    ("(Acme Inc.)", "Acme Inc.", "acme inc."), ("Ada\n Love\tlace", "Ada Love lace", "ada love lace"),
    ("O’Neill", "O’Neill", "o'neill"), ("“Ada’s”", "Ada", "ada"), ("É", "É", "é"),
  ])
  func `marks and possessives are no part of a name`(_ text: String, _ surface: String, _ key: String) throws {
    let bytes = Array("In \(text) it".utf8)
    let name = try #require(EntityName(3..<3 + text.utf8.count, of: bytes))
    #expect(name.surface == surface && name.key == key)
    #expect(String(decoding: bytes[name.range], as: UTF8.self).hasPrefix(String(surface.prefix(1))))
  }

  @Test(arguments: ["”", "’s", " ", "()"])
  func `nothing but marks is no name`(_ text: String) {
    #expect(EntityName(0..<text.utf8.count, of: Array(text.utf8)) == nil)
  }
}
