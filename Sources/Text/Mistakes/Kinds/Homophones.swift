import Edits

/// Words written for others that sound alike, as practised writers do too: "accept for John", "better then", "their going".
struct Homophones: MistakeKind {
  let name = "homophone"

  private static let groups = WordGroups([
    "there their they're", "its it's", "to too two", "accept except", "then than", "affect effect", "your you're",
    "whose who's", "loose lose", "advice advise", "breath breathe", "quiet quite quit", "were where we're",
    "weather whether", "passed past", "principal principle", "complement compliment", "stationary stationery",
    "desert dessert", "brake break", "hear here", "know now no", "lead led", "by buy bye", "peace piece",
    "plain plane", "right write", "right rite", "site sight cite", "threw through", "though thought through",
    "whole hole", "wear where", "bare bear", "cell sell", "fair fare", "for four", "of off", "choose chose",
    "device devise", "practice practise", "personal personnel", "moral morale", "adopt adapt", "allowed aloud",
    "altar alter", "council counsel", "coarse course", "descent decent", "dual duel", "elicit illicit",
    "eminent imminent", "knew new", "leased least", "mail male", "manner manor", "meat meet", "pair pear",
    "patience patients", "pole poll", "pour poor", "pray prey", "role roll", "scene seen", "sole soul",
    "steal steel", "tail tale", "vain vein", "waist waste", "wait weight", "wander wonder", "weak week",
    "would wood", "could cloud", "want won't", "thing think", "work word", "some same", "precede proceed",
    "later latter", "lay lie", "rise raise", "ensure insure", "everyday every", "envelope envelop", "tried tired",
    "our are", "our hour", "sea see", "son sun", "won one", "wont want", "witch which", "weave we've", "aisle isle",
    "assent ascent", "born borne", "bred bread", "canvas canvass", "capital capitol", "chord cord", "current currant",
    "die dye", "discreet discrete", "flour flower", "foreword forward", "forth fourth", "grate great", "heal heel",
    "hoard horde", "idle idol", "key quay", "knight night", "lessen lesson", "made maid", "main mane", "miner minor",
    "passed past", "peak peek", "rain reign", "rap wrap", "read red", "rode road", "root route", "sail sale",
    "shear sheer", "sore soar", "stair stare", "story storey", "tide tied", "toe tow", "vary very", "vice vise",
    "way weigh", "wet whet", "wile while", "yoke yolk", "yore your", "conscious conscience", "costume custom",
    "lightning lightening", "prosecute persecute", "respectfully respectively", "except expect", "where wear",
    "diary dairy", "angle angel", "trial trail", "statue statute", "casual causal", "martial marital", "form from",
  ])

  /// Words so frequent that the others would hardly ever be confused beside them.
  private static let frequent = wordSet(
    "to its for by of were there their then than no now our are one some very from your")

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    let word = text.word(index)
    guard Self.groups.contains(word) else { return nil }
    if Self.frequent.contains(word), random.below(5) > 0 { return nil }
    return Self.groups.mistake(in: text, at: index, &random)
  }
}
