import Support

/// A failure to find or load what spelling needs.
package struct SpellingError: HintedError {
  package let code: String
  package let message: String
  package let hint: String

  static func missingDictionary(_ tag: String, searched: [String]) -> SpellingError {
    let package = "hunspell-\(tag.lowercased().replacing("_", with: "-"))"
    return SpellingError(
      code: "dictionary-not-found",
      message: "there is no Hunspell dictionary \(tag) in \(searched.joined(separator: ", "))",
      hint: "Install it, on Debian and Ubuntu with `sudo apt install \(package)`, or set DICPATH to its folder.")
  }

  static func unreadableDictionary(_ path: String) -> SpellingError {
    SpellingError(
      code: "dictionary-unreadable", message: "the Hunspell dictionary \(path) cannot be read",
      hint: "Reinstall the dictionary's package.")
  }
}
