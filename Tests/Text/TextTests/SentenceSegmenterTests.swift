import TestSupport
import Testing

@testable import Text

/// In the tables, `¦` marks every end of a sentence before the last; it is not part of the text.
@Suite struct SentenceSegmenterTests {
  @Test(arguments: [
    "Dr. Smith met Mrs. Jones.¦ They talked.",
    "He works for Acme Inc. in Paris.¦ It pays well.",
    "He works for Acme Inc.¦ The pay is good.",
    "She arrived at 5 p.m. Tuesday.¦ Nobody noticed.",
    "She arrived at 5 p.m.¦ The door was open.",
    "Use a list, e.g. Markdown's.¦ It works.",
    "Use a list (i.e. Markdown's) here.¦ Done.",
    "Bring pens, paper, etc. when you come.",
    "Bring pens, paper, etc.¦ Paper is scarce.",
    "See Fig. 3 and No. 7 on p. 12.¦ See also Vol. 2.",
    "The answer is no.¦ I said so.",
    "He said nothing.¦ 5 people left.",
    "The U.S. Senate voted.¦ It passed.",
    "He moved to the U.S.¦ He liked it.",
    "Smith vs. Jones was settled.",
    "It was founded c. 1818 by approx. 20 people.",
    "On Jan. 5 we met.¦ On Sun. morning we left.",
    "We sat in the sun.¦ Everyone slept.",
    "She has a Ph.D. in physics.¦ He has an M.A.¦ They teach.",
    "St. Petersburg is cold.¦ We live on Main St.¦ It is quiet.",
    "Gen. Lee and Lt. Col. Grant spoke.",
    "This follows Smith et al. (2010) closely.",
    "P.S. By the way, thanks.",
  ])
  func abbreviationsEndASentenceOnlyWhenWhatFollowsSaysSo(marked: String) { check(marked) }

  @Test(arguments: [
    "J. R. R. Tolkien wrote it.¦ C. S. Lewis read it.",
    "J.R.R. Tolkien wrote it.",
    "It was George W. Bush.¦ He spoke.",
    "It is written in C.¦ Either function works.", "Merge branch B.¦ Edit it then.",
    "It ended World War I.¦ Police came.",
    "I. M. Pei built it for J. Ryan.", "It handles I/O.¦ Ports come next.",
    "We prefer plan B.¦ It is cheaper.",
    "That was Louis XIV.¦ Marie Antoinette came later.",
  ])
  func initialsBelongToNames(marked: String) { check(marked) }

  @Test(arguments: [
    "Well... maybe I see.",
    "I waited...¦ Nobody came.",
    "I waited…¦ Nobody came.",
    "I waited . . .¦ Nobody came.",
    "So… that is it.",
    "Really?!¦ Yes!!!¦ Why???",
    "Really ? ? ?¦ Yes.",
    "... and so on.",
  ])
  func ellipsesAndClustersOfMarksStayWhole(marked: String) { check(marked) }

  @Test(arguments: [
    "\"Stop!\" he cried.¦ \"Why?\" she asked.",
    "He said, \"Stop.\"¦ She stopped.",
    "He said, “Stop.”¦ “Why?” she asked.",
    "«Non.»¦ Il part.",
    "(He left early.)¦ She stayed.",
    "He left (why?) early.¦ She stayed [for long].¦ Then she left.",
    "It ended.¦ (See below.)",
    "He called it 'done.'¦ It was not.",
    "The theory is old.[12]¦ The proof is not.[13][14]",
    "The theory is old. [12]¦ The proof is not. [citation needed]¦ It fails.",
    "**It is done.**¦ *Now* rest.",
  ])
  func quotesBracketsAndCitationsGoWithTheirSentence(marked: String) { check(marked) }

  @Test(arguments: [
    "Pi is 3.14159 and e is 2.718.¦ Both matter.",
    "It costs $3.50.¦ $4 is too much.",
    "Version 2.0.1 is out.¦ Version 2.1 follows.",
    "It began in 1998.¦ It ended in 2003.",
    "See https://example.com/a.b?c=d! for more.",
    "Visit example.com.¦ Then we talk.",
    "Open README.md and main.swift.¦ Edit them.",
    "Use Node.js or .NET here.",
    "Write to jane.doe@example.com.¦ She answers.",
    "At 10.30 we left.",
    "It may favor speed.¦ /O1 sets a combination.", "He rewrote the macro_rules! macro in IE.¦ Chrome followed.",
    "A label ends with a colon (:).¦ Spaces may follow.",
    "The check is a != b or c?.d here.",
    "IPs like 192.168.0.1 are private.¦ Others are not.",
  ])
  func numbersVersionsAddressesAndFileNamesHoldTogether(marked: String) { check(marked) }

  @Test(arguments: [
    "1. Introduction",
    "1. Open the door.¦ Close it again.",
    "1.2. Related work",
    "a. First item", "## 1. First part", "- 2. Second part",
    "iv. Fourth item.¦ It ends.",
    "(2. Part) Two.",
    "Do the following: 1. Be responsible.",
    "Heading without a full stop",
  ])
  func enumeratorsBeginASentence(marked: String) { check(marked) }

  @Test(arguments: [
    "Great! 😀¦ Next one.",
    "Great 👩‍👩‍👧 work.¦ Thanks! 👍🏽¦ Bye.",
    "See you soon. :-)¦ Take care.",
    "I ♥ it.¦ We all do. ♥¦ Bye.",
    "Café opened.¦ Élan was there.¦ Über kam.",
    "Он пришёл.¦ Она ушла.",
    "Ήρθε.¦ Έφυγε.",
    "wait.¦ i see.¦ the end",
    "Yahoo! Mail is old.¦ iPhone is not.", "Later Yahoo! announced it.",
  ])
  func emojiAccentsAndOtherScriptsAreKnown(marked: String) { check(marked) }

  @Test(arguments: [
    "今日は晴れです。¦明日は雨です。", "本当ですか？¦はい！¦そうです。", "你好。¦他说：“好。”然后走了。¦完了。", "「はい。」¦「いいえ。」",
    "値は１．５です。¦終わり", "यह एक वाक्य है।¦ यह दूसरा है।", "هل أنت هنا؟¦ نعم.",
  ])
  func scriptsWithTheirOwnMarksAreCutThere(marked: String) { check(marked) }

  @Test(arguments: [
    "It ended.¦The next began.", "Is it?¦Yes it is.", "it was nice!¦the food too", "Done.[3]¦The next began.",
  ])
  func aMissingSpaceDoesNotHideTheEnd(marked: String) { check(marked) }

  @Test(arguments: [
    "One line\nand the next.¦\nA new one", "  Spaces around.¦ \t All trimmed.  \n", "One¦\n\nTwo",
    "Above¦\n----------¦\nBelow", "Wide\u{3000}space.¦\u{3000}Next.\u{A0}",
  ])
  func whiteSpaceIsTrimmedAndABlankLineEndsASentence(marked: String) { check(marked) }

  @Test(arguments: ["", " ", "\n\n", ".", "...", "?!", "\u{3000}", ". . .", "¿", "\u{FEFF}"])
  func textsWithoutWordsHaveAtMostOneSentence(text: String) {
    #expect(SentenceSegmenter().sentences(in: Array(text.utf8)).count <= 1)
  }

  private func check(_ marked: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let expected = marked.split(separator: "¦").map(trimmed)
    let text = marked.replacing("¦", with: "")
    let found = SentenceSegmenter().sentences(in: Array(text.utf8)).map { range in
      String(decoding: Array(text.utf8)[range], as: UTF8.self)
    }
    #expect(found == expected, sourceLocation: sourceLocation)
  }

  private func trimmed(_ text: Substring) -> String {
    let isSpace = { (character: Character) in character.isWhitespace }
    guard let first = text.firstIndex(where: { !isSpace($0) }) else { return "" }
    return String(text[first...(text.lastIndex { !isSpace($0) } ?? first)])
  }
}
