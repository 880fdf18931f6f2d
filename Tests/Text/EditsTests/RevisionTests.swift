import TestSupport
import Testing

@testable import Edits

@Suite struct RevisionTests {
  @Test(arguments: [
    ("**Their** going  two\n> the [store](x.md) !", "**They're** going  to\n> the [store](x.md)!"),
    ("The the cat.\n\n- an *apple* a day", "The cat.\n\n- an *apple* a day"),
    ("“Its fine”, he dont say.", "“It’s fine”, he don’t say."),
    ("one two three four five", "one five"), ("Cat sat on mat", "The cat sat on the mat"),
    ("He have a informations about it", "He has information about it"),
    ("anti personas are state of the art", "anti-personas are state-of-the-art"),
    ("foo bar", "foo (a bar)"), ("x", ""), ("word ,next.Then", "word, next. Then"),
    ("of  cats  is", "of the cats is"), ("Tradeoffs between a b", "Trade-offs between a b"),
    ("We also left", "Furthermore, we also left"),
    ("I THINK SO", "I thought so"), ("infact alot", "in fact a lot"),
  ])
  func tagsOfAPairGiveItsTarget(source: String, target: String) {
    let wanted = EditableText(target)
    let revision = Revision.of(EditableText(source)) { EditEncoder().tags(from: $0, to: wanted) }
    #expect(revision.current.string == target)
    #expect(revision.original.applying(revision.replacements).string == target)
  }

  @Test func whatNoTagTouchesStaysToTheByte() {
    let bytes = Array("a \u{FEFF}b\t\t c".utf8) + [0xFF, 0x20, 0xC3, 0x0A] + Array("  the the\r\n".utf8)
    let text = EditableText(bytes)
    #expect(text.replacements(for: []).isEmpty)
    #expect(text.applying(text.replacements(for: text.tokens.map { _ in .keep })).bytes == bytes)
    var tags = text.tokens.map { _ in EditTag.keep as EditTag? }
    tags[tags.count - 1] = .delete
    #expect(text.applying(text.replacements(for: tags)).bytes == bytes.dropLast(6) + Array("\r\n".utf8))
  }

  @Test func deletedTokensTakeTheRightSpaceAlong() {
    for (source, target) in [
      ("the the cat", "the cat"), ("a, b", "a b"), ("a (b) c", "a b) c"), ("x\n- y z", "x\ny z"), ("end .", "end"),
      ("here perhaps.", "here."), ("(x y)", "( y)"), ("so perhaps (y)", "so (y)"),
    ] {
      let text = EditableText(source)
      var tags = text.tokens.map { _ in EditTag.keep as EditTag? }
      tags[1] = .delete
      #expect(text.applying(text.replacements(for: tags)).string == target)
    }
  }

  @Test func aTagThatDoesNotApplyChangesNothing() {
    let text = EditableText("Yes, it is.")
    for tag in EditTag.closed where tag != .delete && tag != .swap && tag != .hyphenate && tag != .join && tag != .space
    {
      var tags = text.tokens.map { _ in EditTag.keep as EditTag? }
      tags[1] = tag
      #expect(text.replacements(for: tags).isEmpty)
    }
  }

  @Test func misspellingsAreAskedFor() {
    let text = EditableText("teh end")
    #expect(
      text.applying(text.replacements(for: [.spelling, .keep]) { $0 == "teh" ? "the" : nil }).string == "the end")
  }

  @Test func changesOfAllPassesAreTracedToTheOriginal() {
    var random = SeededRandom(11)
    let open: [EditTag] = [.append(" the"), .append(","), .prepend("("), .replace("word"), .delete, .keep, .keep]
    let words = ["The", "cats", "don't", ",", "(", "well-known", "an", "\n", "é", "’", "IS", "."]
    for _ in 0..<400 {
      let pieces = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
        words[Int.random(in: 0..<words.count, using: &random)] + (Bool.random(using: &random) ? " " : "")
      }
      let text = EditableText(pieces.joined())
      let revision = Revision.of(text) { current in
        current.tokens.map { _ in (open + EditTag.closed).randomElement(using: &random) }
      }
      #expect(revision.original.applying(revision.replacements).bytes == revision.current.bytes)
      for (left, right) in zip(revision.changes, revision.changes.dropFirst()) {
        #expect(left.original.upperBound < right.original.lowerBound)
      }
    }
  }
}
