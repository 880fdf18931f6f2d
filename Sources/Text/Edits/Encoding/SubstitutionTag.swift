/// The tag that makes one token of another: a transformation where one does it, else a replacement.
struct SubstitutionTag {
  let source: EditToken
  let target: EditToken

  /// In the order in which they are tried.
  private static let transforms: [WordTransform] =
    [
      .article, .decapitalize, .capitalize, .lowercase, .uppercase, .apostrophe, .withoutApostrophe, .possessive,
      .withoutPossessive,
    ] + InflectedForm.allCases.map { .form($0) } + [.adverb, .withoutAdverb]

  var tag: EditTag {
    guard source.kind == .word, target.kind == .word else { return .replace(target.text) }
    let wanted = target.text.replacingCurlyApostrophes
    let word = source.text.replacingCurlyApostrophes
    if let exact = Self.transforms.first(where: { $0.apply(to: word) == wanted }) { return .transform(exact) }
    // Capitals may have to wait for the next pass, but a form is a form.
    if source.key != target.key, let form = Self.transforms.first(where: { $0.apply(to: source.key) == target.key }) {
      return .transform(form)
    }
    return .replace(label(wanted))
  }

  /// The target in small letters where only the beginning of a sentence, or the source's capitals, make it large.
  private func label(_ wanted: String) -> String {
    let small = wanted.lowercased()
    if source.key == target.key { return wanted }
    switch LetterCase(wanted) {
    case .asIs: return wanted
    case .capitalized, .upper: return LetterCase(source.text).apply(to: small) == wanted ? small : wanted
    }
  }
}
