package import Documents
package import Edits

/// What the grammar head can find: a kind of finding for each category of edits, for options, reports, hovers and the documentation.
package enum GrammarCatalogue {
  /// The part of the codes before the dot.
  package static let group = "grammar"

  /// The code of a category's findings; where a rule finds the same, that of the rule, so that a person has one thing to switch off.
  package static func code(of category: EditCategory) -> String {
    switch category {
    case .doubled: "\(group).doubled-word"
    default: "\(group).\(category.rawValue)"
    }
  }

  /// In the order of the categories.
  package static let descriptions: [RuleDescription] = EditCategory.allCases.map { category in
    let text = text(category)
    return RuleDescription(
      code(of: category), text.summary, reason: text.reason, examples: [.init(text.wrong, text.right)])
  }

  // swift-format-ignore
  private static func text(_ category: EditCategory) -> (summary: String, reason: String, wrong: String, right: String) {
    switch category {
    case .agreement: ("A verb that does not agree with its subject", "One person goes, several people go.", "She go home.", "She goes home.")
    case .apostrophe: ("An apostrophe that is missing or too much", "It stands where letters are left out (don't) and before the s of possession (the cat's tail), never in a plural.", "The cats tail is long.", "The cat's tail is long.")
    case .article: ("An article that is missing, too much, or the wrong one", "A thing that is one of many takes “a” or “an”, one that is known takes “the”, and what cannot be counted often none.", "He is student.", "He is a student.")
    case .capital: ("A capital that is missing or too much", "Names, days, months and the first word of a sentence begin with a capital.", "We met on monday.", "We met on Monday.")
    case .confusion: ("A word that is taken for another", "Both words exist, so that no dictionary finds the slip; the sentence around them tells which is meant.", "We like all of them accept one.", "We like all of them except one.")
    case .doubled: ("A word stands there twice", "A slip while typing or editing.", "We saw the the sea.", "We saw the sea.")
    case .extraWord: ("A word too many", "The sentence is complete without it.", "She can to swim.", "She can swim.")
    case .hyphen: ("A hyphen that is missing or too much", "Words that describe a noun together are joined by a hyphen before it.", "It is a well known fact.", "It is a well-known fact.")
    case .missingWord: ("A word too few", "The sentence does not work without it.", "She wants go home.", "She wants to go home.")
    case .number: ("The singular for the plural, or the other way round", "Words such as two, many or these ask for the plural, one and this for the singular.", "We have two cat.", "We have two cats.")
    case .preposition: ("A preposition that is missing, too much, or the wrong one", "Which preposition a word takes is a matter of usage: depend on, interested in, married to.", "It depends of you.", "It depends on you.")
    case .pronoun: ("A pronoun in the wrong form", "What does something is I, he, she, we, they; what something is done to, and what a preposition goes before, is me, him, her, us, them.", "Between you and I.", "Between you and me.")
    case .punctuation: ("A comma or another mark that is missing, too much, or the wrong one", "Marks show how a sentence is built; readers rely on them.", "However we went home.", "However, we went home.")
    case .spelling: ("A misspelt word", "The word is no word of the language, and the sentence tells which one is meant.", "We recieve it.", "We receive it.")
    case .verb: ("A verb in the wrong form or tense", "The words around a verb decide its form: has gone, to go, went yesterday, is going.", "He has went home.", "He has gone home.")
    case .wordOrder: ("Words in the wrong order", "The subject stands before the verb, the object behind it, and words such as often and never between the two.", "He goes there never.", "He never goes there.")
    case .wordSpacing: ("One word written as two, or two as one", "Some pairs have grown together (cannot), others have not (a lot).", "Thanks alot.", "Thanks a lot.")
    }
  }
}
