import Edits
import Testing

@Suite struct ClosedUpTextTests {
  private func closed(_ line: String) -> String? {
    ClosedUpText(Array(line.utf8)).map { String(decoding: $0.text, as: UTF8.self) }
  }

  @Test(arguments: [
    ("It 's late , is n't it ?", "It's late, isn't it?"), ("He said \" yes \" ( twice ) .", "He said \"yes\" (twice)."),
    ("I can not go .", "I can not go."),
  ])
  func `words and marks that stand apart are closed up`(_ line: String, _ expected: String) {
    #expect(closed(line) == expected)
  }

  @Test func `a line as people write it is left alone`() {
    #expect(closed("It's late, isn't it?") == nil)
    #expect(closed("") == nil && closed(".") == nil)
  }

  @Test func `edits are laid on the line, and the rest of it stays`() throws {
    let line = Array("He go  there , too .".utf8)
    let closed = try #require(ClosedUpText(line))
    let text = EditableText(closed.text)
    let target = EditableText("He goes there too.")
    let edits = text.replacements(for: EditEncoder().tags(from: text, to: target))
    #expect(String(decoding: closed.applying(edits), as: UTF8.self) == "He goes  there  too .")
    #expect(closed.applying([]) == line)
  }

  @Test func `edits between tokens are places where texts differ`() {
    let (source, target) = (EditableText("He go to home now."), EditableText("He went home right now."))
    let edits = TokenAligner.edits(from: source, to: target)
    #expect(edits.map(\.source) == [1..<3, 4..<4] && edits.map(\.target) == [1..<2, 3..<4])
    #expect(TokenAligner.edits(from: source, to: source).isEmpty)
  }
}
