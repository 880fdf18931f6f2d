import Edits

/// Words written for others that look or sound alike: "accept for John", "better then".
struct ConfusedWords: MistakeKind {
  let name = "confusion"

  private static let groups = [
    "there their they're", "its it's", "to too two", "accept except", "then than", "affect effect", "your you're",
    "whose who's",
    "loose lose", "advice advise", "breath breathe", "quiet quite quit", "were where we're", "weather whether",
    "passed past",
    "principal principle", "complement compliment", "stationary stationery", "desert dessert", "brake break",
    "hear here", "know now no",
    "lead led", "by buy bye", "peace piece", "plain plane", "right write", "right rite", "site sight cite",
    "threw through", "though thought through",
    "whole hole", "wear where", "bare bear", "cell sell", "fair fare", "for four", "of off", "of have", "on one",
    "a an", "as is", "as has", "it is",
    "form from", "ensure insure", "everyday every", "farther further", "fewer less", "good well", "bad badly",
    "lay lie", "later latter",
    "much many", "amount number", "between among", "say tell", "do make", "borrow lend", "learn teach", "bring take",
    "rise raise",
    "sit set", "who which", "who whom", "this these", "that those", "this that", "been being", "or of", "not now",
    "the they", "the them",
    "choose chose", "envelope envelop", "device devise", "practice practise", "precede proceed", "personal personnel",
    "moral morale", "adopt adapt",
    "assure ensure", "allowed aloud", "altar alter", "council counsel", "coarse course", "descent decent", "dual duel",
    "elicit illicit",
    "eminent imminent", "hole whole", "knew new", "leased least", "mail male", "manner manor", "meat meet", "pair pear",
    "patience patients",
    "pole poll", "pour poor", "pray prey", "role roll", "scene seen", "sole soul", "steal steel", "tail tale",
    "vain vein", "waist waste", "wait weight",
    "wander wonder", "weak week", "would wood", "some same", "work word", "thing think", "want won't", "could cloud",
    "any and",
  ]

  private static let others: [String: [String]] = {
    var result: [String: [String]] = [:]
    for group in groups {
      let words = group.split(separator: " ").map(String.init)
      for word in words { result[word, default: []] += words.filter { $0 != word } }
    }
    return result
  }()

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    guard let others = Self.others[text.word(index)] else { return nil }
    return random.pick(others).map { text.writing($0, at: index) }
  }
}
