import Edits

/// The noun for the adjective, the adjective for the adverb: "a success man", "he runs quick".
struct WordFormation: MistakeKind {
  let name = "formation"

  private static let families = WordGroups([
    "success successful successfully succeed", "difference different differently", "importance important",
    "beauty beautiful beautifully", "danger dangerous", "economy economic economical", "free freedom freely",
    "safe safety safely", "confidence confident", "health healthy", "pollution polluted pollute", "comfort comfortable",
    "luck lucky luckily", "happy happiness happily", "advantage advantageous", "benefit beneficial",
    "culture cultural", "nature natural naturally", "person personal personally", "profession professional",
    "tradition traditional traditionally", "tourist tourism", "science scientific scientist", "music musical",
    "history historical historic", "interest interesting interested", "bore boring bored", "excite exciting excited",
    "relax relaxing relaxed", "tire tiring tired", "surprise surprising surprised", "amaze amazing amazed",
    "confuse confusing confused", "develop development", "improve improvement", "govern government",
    "environment environmental", "employ employment employee", "decide decision", "choose choice", "die death dead",
    "live life alive", "believe belief", "grow growth", "weigh weight", "lose loss", "sell sale", "think thought",
    "know knowledge", "pollute pollution", "educate education educational", "communicate communication",
    "organize organization", "inform information", "describe description", "explain explanation", "invite invitation",
    "introduce introduction", "produce product production", "reduce reduction", "solve solution",
    "strong strength strongly",
    "long length", "wide width", "high height", "deep depth", "hot heat", "true truth truly", "young youth",
    "poor poverty",
    "independent independence independently", "possible possibility possibly", "able ability",
    "responsible responsibility",
    "necessary necessity necessarily", "easy easily ease", "quick quickly", "slow slowly", "real really",
    "usual usually",
    "normal normally", "recent recently", "special specially especially", "complete completely", "total totally",
    "absolute absolutely", "serious seriously", "clear clearly", "careful carefully", "perfect perfectly",
    "final finally",
    "main mainly", "general generally", "probable probably", "immediate immediately", "actual actually",
    "sudden suddenly",
    "careless carelessness", "effective effectively", "extreme extremely", "proper properly", "correct correctly",
    "popular popularity", "secure security", "similar similarity", "legal legally", "physical physically",
    "financial financially", "politics political politician", "crime criminal", "effect effective", "help helpful",
    "use useful useless", "care careful", "hope hopeful hopefully", "stress stressful", "peace peaceful", "fame famous",
  ])

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    Self.families.mistake(in: text, at: index, &random)
  }
}
