/// How a source spells its keys: `document-bytes` in files, `documentBytes` in editor settings.
package enum KeyNaming: Sendable {
  case kebab, camel

  /// A kebab-case name, with or without sections, in this spelling.
  func spell(_ name: String) -> String {
    guard self == .camel else { return name }
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(String(parts.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
  }

  /// A name of this spelling in kebab case.
  func read(_ name: String) -> String {
    guard self == .camel else { return name }
    return name.reduce(into: "") { result, character in
      if character.isASCII, character.isUppercase { result += "-" }
      result += character.isASCII ? character.lowercased() : String(character)
    }
  }
}
