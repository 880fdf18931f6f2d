import Testing

@testable import Edits

@Suite struct TokenAlignerTests {
  /// Steps as text: `=` same, `a>b` another, `-a` gone, `+b` new, `a>b|c` parted, `a|b>c` joined, `a~b` exchanged.
  @Test(arguments: [
    ("The the cat", "The cat", "= the>- ="),
    ("Their going two the store", "They're going to the store", "Their>They're = two>to = ="),
    ("He go in school every days", "He goes to school every day", "= go>goes in>to = = days>day"),
    ("I have alot of it", "I have a lot of it", "= = alot>a|lot = ="),
    ("in to the house", "into the house", "in|to>into = ="),
    ("Where you are going ?", "Where are you going ?", "= you~are = ="),
    ("an e-mail came", "an email came", "= e-mail>email ="),
    ("many tradeoffs", "many trade-offs", "= tradeoffs>trade-offs"),
    ("depends of weather", "depends on the weather", "= of>on +the ="),
    ("It is , however good", "It is, however, good", "= = = = +, ="),
    ("recieve teh mail", "receive the mail", "recieve>receive teh>the ="),
    ("one two three", "", "one>- two>- three>-"),
    ("", "one", "+one"),
    ("same words", "same words", "= ="),
  ])
  func stepsAreFewAndLikely(source: String, target: String, expected: String) {
    let (a, b) = (EditableText(source), EditableText(target))
    let steps = TokenAligner.steps(from: a, to: b)
    #expect(steps.map { describe($0, a, b) }.joined(separator: " ") == expected)
  }

  private func describe(_ step: AlignmentStep, _ a: EditableText, _ b: EditableText) -> String {
    func s(_ i: Int) -> String { a.tokens[i].text }
    func t(_ j: Int) -> String { b.tokens[j].text }
    return switch step {
    case .same: "="
    case .substitute(let i, let j): "\(s(i))>\(t(j))"
    case .delete(let i): "\(s(i))>-"
    case .insert(let j): "+\(t(j))"
    case .split(let i, let j): "\(s(i))>\(t(j))|\(t(j + 1))"
    case .join(let i, let j): "\(s(i))|\(s(i + 1))>\(t(j))"
    case .close(let i, let j): "\(s(i))-\(s(i + 2))>\(t(j))"
    case .open(let i, let j): "\(s(i))>\(t(j))-\(t(j + 2))"
    case .swap(let i, _): "\(s(i))~\(s(i + 1))"
    }
  }
}
