import Foundation

/// Finds Hunspell dictionaries by their language tag, for example `en_US`, in the folders that systems use.
package struct DictionaryLocator: Sendable {
  /// The folders searched, first match wins.
  package let folders: [String]

  /// Reads `DICPATH` and the XDG data folders from an environment.
  package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    func list(_ name: String) -> [String] {
      (environment[name] ?? "").split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
    }
    let home = environment["HOME"] ?? NSHomeDirectory()
    let user = list("XDG_DATA_HOME").first ?? home + "/.local/share"
    let shared = list("XDG_DATA_DIRS").isEmpty ? ["/usr/local/share", "/usr/share"] : list("XDG_DATA_DIRS")
    let inside = ["hunspell", "myspell", "myspell/dicts"]
    folders =
      list("DICPATH") + ([user] + shared + ["/usr/share"]).flatMap { base in inside.map { "\(base)/\($0)" } }
      + ["/opt/homebrew/share/hunspell"]
  }

  /// Searches the given folders only.
  package init(folders: [String]) { self.folders = folders }

  /// The path of the dictionary without its extension.
  ///
  /// - Throws: `SpellingError` when it is not installed; the hint names the package.
  func stem(of tag: String) throws -> String {
    let isPlain =
      !tag.isEmpty && tag.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") || $0 == 45 }
    for folder in isPlain ? folders : [] {
      for name in [tag, tag.replacing("-", with: "_"), tag.replacing("_", with: "-")] {
        let stem = "\(folder)/\(name)"
        if access(stem + ".aff", R_OK) == 0, access(stem + ".dic", R_OK) == 0 { return stem }
      }
    }
    throw SpellingError.missingDictionary(tag, searched: folders)
  }

  /// The tags of all installed dictionaries, sorted.
  package func installed() -> [String] {
    var tags: Set<String> = []
    for folder in folders {
      let names = Set((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      for name in names where name.hasSuffix(".dic") {
        let tag = String(name.dropLast(4))
        if names.contains(tag + ".aff"), !tag.hasPrefix("hyph_") { tags.insert(tag) }
      }
    }
    return tags.sorted()
  }
}
