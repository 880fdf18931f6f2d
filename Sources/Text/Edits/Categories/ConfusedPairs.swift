/// Words that are written for one another because they look or sound alike, with what each means in a few words.
package enum ConfusedPairs {
  private static let meanings: [String: String] = [
    "accept": "to take what is offered", "except": "leaving out", "affect": "to have an effect on",
    "effect": "a result", "advice": "what somebody advises", "advise": "to give advice", "its": "belonging to it",
    "it's": "it is, it has", "lose": "not to win, not to find", "loose": "not tight", "passed": "went by",
    "past": "gone by; beyond", "principal": "chief", "principle": "a rule", "quiet": "without noise",
    "quite": "rather", "than": "compares", "then": "at that time, next", "their": "belonging to them",
    "there": "in that place", "they're": "they are", "to": "towards; before a verb", "too": "also; more than enough",
    "two": "the number 2", "weather": "rain and sunshine", "whether": "if", "who's": "who is, who has",
    "whose": "belonging to whom", "your": "belonging to you", "you're": "you are", "were": "the past of are",
    "where": "in which place", "we're": "we are", "breath": "the air", "breathe": "to take in air",
    "complement": "what completes", "compliment": "praise", "hear": "with the ears", "here": "in this place",
    "know": "to have knowledge", "now": "at this time", "lead": "to go first; the metal", "led": "the past of lead",
    "peace": "no war", "piece": "a part", "stationary": "not moving", "stationery": "paper and pens",
    "through": "from end to end", "threw": "the past of throw", "though": "although", "thought": "the past of think",
    "fewer": "of what is counted", "less": "of what is measured", "ensure": "to make sure",
    "have": "behind would, could, should",
    "of": "a preposition", "off": "away", "device": "a thing", "devise": "to plan", "by": "a preposition",
    "buy": "to get for money", "choose": "now", "chose": "in the past", "personal": "private", "personnel": "staff",
    "site": "a place", "sight": "what is seen", "cite": "to quote", "desert": "dry land", "dessert": "a sweet dish",
    "no": "not any", "a": "before a consonant's sound", "an": "before a vowel's sound", "later": "afterwards",
    "latter": "the second of two", "form": "a shape", "from": "a preposition", "quit": "to stop",
    "brake": "stops a car", "break": "to part", "plain": "simple", "plane": "an aircraft", "right": "correct",
    "write": "with a pen", "insure": "to pay against a risk", "assure": "to tell with confidence",
    "aloud": "so that it is heard", "allowed": "permitted", "week": "seven days", "weak": "not strong",
    "whole": "all of it", "hole": "an opening", "wear": "to have on", "four": "the number 4", "for": "a preposition",
    "one": "the number 1", "won": "the past of win", "meet": "to come together", "meat": "food",
    "cloth": "a piece of fabric", "clothe": "to dress", "everyday": "ordinary", "every": "each",
    "council": "an assembly", "counsel": "advice", "adapt": "to make fit", "adopt": "to take over",
    "lie": "to be flat; to say what is not true", "lay": "to put down", "raise": "to lift", "rise": "to go up",
    "sit": "to be seated", "set": "to put", "learn": "to take in", "teach": "to pass on", "who": "of persons",
    "which": "of things", "much": "of what is measured", "many": "of what is counted", "wood": "of trees",
    "would": "the past of will", "new": "not old", "knew": "the past of know", "some": "a number of",
    "same": "not another", "work": "what is done", "word": "of a language", "thing": "an object",
    "think": "to use the mind", "want": "to wish for", "won't": "will not",
  ]

  private static let groups = [
    "accept except", "affect effect", "advice advise", "its it's", "lose loose", "passed past", "principal principle",
    "quiet quite quit", "than then", "their there they're", "to too two", "weather whether", "who's whose",
    "your you're", "were where we're", "breath breathe", "complement compliment", "hear here", "know now no",
    "lead led", "peace piece", "stationary stationery", "through threw though thought", "fewer less", "of off",
    "of have", "device devise", "by buy", "choose chose", "personal personnel", "site sight cite", "desert dessert",
    "later latter", "form from", "brake break", "plain plane", "right write", "ensure insure assure", "aloud allowed",
    "week weak", "whole hole", "wear where", "four for", "one won", "meet meat", "cloth clothe", "everyday every",
    "council counsel", "adapt adopt", "lie lay", "raise rise", "sit set", "learn teach", "who which", "much many",
    "form from", "would wood", "week weak", "new knew", "some same", "work word", "thing think", "want won't",
  ]

  private static let partners: [String: Set<String>] = {
    var result: [String: Set<String>] = [:]
    for group in groups {
      let words = group.split(separator: " ").map(String.init)
      for word in words { result[word, default: []].formUnion(words.filter { $0 != word }) }
    }
    return result
  }()

  /// Whether two words in small letters are taken for one another.
  package static func has(_ first: String, _ second: String) -> Bool { partners[first]?.contains(second) == true }

  /// What a word in small letters means, in a few words; nil for one that is not in the list.
  package static func meaning(of word: String) -> String? { meanings[word] }
}
