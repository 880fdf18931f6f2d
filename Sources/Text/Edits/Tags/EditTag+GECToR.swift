extension EditTag {
  /// The tag that a label of GECToR means (Omelianchuk et al., arXiv 2005.12592): `$KEEP`, `$APPEND_the`, `$TRANSFORM_VERB_VB_VBZ`.
  ///
  /// Nil for labels that need no edit here (`@@PADDING@@`, `$START`) or that no tag says.
  package init?(gector label: String) {
    guard label.hasPrefix("$") else { return nil }
    if let tag = Self.ofGECToR[label] {
      self = tag
    } else if let text = label.rest(behind: "$APPEND_") {
      // Marks stand close to the word before them.
      self = .append(text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "'" || $0 == "(" } ? " " + text : text)
    } else if let text = label.rest(behind: "$REPLACE_") {
      self = .replace(text)
    } else if let forms = label.rest(behind: "$TRANSFORM_VERB_"), let form = Self.verbForm(forms) {
      self = .transform(.form(form))
    } else {
      return nil
    }
  }

  private static let ofGECToR: [String: EditTag] = [
    "$KEEP": .keep, "$DELETE": .delete, "$MERGE_SPACE": .join, "$MERGE_HYPHEN": .hyphenate, "$MERGE_SWAP": .swap,
    "$TRANSFORM_CASE_CAPITAL": .transform(.capitalize), "$TRANSFORM_CASE_LOWER": .transform(.lowercase),
    "$TRANSFORM_CASE_UPPER": .transform(.uppercase), "$TRANSFORM_AGREEMENT_PLURAL": .transform(.form(.withS)),
    "$TRANSFORM_AGREEMENT_SINGULAR": .transform(.form(.withoutS)),
  ]

  /// The second of two tags of the Penn Treebank: the form to make.
  private static func verbForm(_ forms: String) -> InflectedForm? {
    switch forms.split(separator: "_").last {
    case "VB", "VBP": .base
    case "VBZ": .thirdPerson
    case "VBD": .past
    case "VBN": .participle
    case "VBG": .gerund
    default: nil
    }
  }
}

extension String {
  /// What follows `prefix`; nil where there is another beginning, or nothing behind it.
  fileprivate func rest(behind prefix: String) -> String? {
    hasPrefix(prefix) && count > prefix.count ? String(dropFirst(prefix.count)) : nil
  }
}
