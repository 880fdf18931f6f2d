/// Small words that are written for one another.
enum FunctionWords {
  private static let groups = [
    "a an the this that these those some any no every each another other such",
    "in on at of to for from by with about into onto over under between among through during after before since until as than",
    "i me my mine you your yours he him his she her hers it its we us our ours they them their theirs who whom whose which what",
    "am is are was were be been being has have had having do does did",
    "can could will would shall should may might must",
    "and or but nor so yet because although though while if whether when where",
    "not never don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't can't cannot couldn't won't wouldn't shouldn't",
    "there their they're here hear your you're its it's to too two then than",
  ]

  private static let byWord: [String: Int] = {
    var result: [String: Int] = [:]
    for (group, words) in groups.enumerated() {
      for word in words.split(separator: " ") where result[String(word)] == nil { result[String(word)] = group }
    }
    return result
  }()

  /// Whether a word in small letters is used as a preposition most of the time.
  static func isPreposition(_ word: String) -> Bool { byWord[word] == 1 }

  /// The group of a word in small letters; nil for any other word.
  static func group(of word: String) -> Int? { byWord[word] }
}
