/// The markup languages that Stet reads.
///
/// A new one is a folder beside this file and a line in `all`.
package enum MarkupFormats {
  /// Every format; the last one reads whatever no other claims.
  package static let all: [any MarkupFormat] = [
    MarkdownFormat(),
    PlainTextFormat(),
  ]

  /// The format of a document by its language identifier, or by its file extension when the identifier is missing
  /// or says nothing.
  ///
  /// Anything unknown is plain text.
  package static func format(forLanguage language: String? = nil, path: String? = nil) -> any MarkupFormat {
    let language = language?.lowercased() ?? ""
    let claimed = all.first { $0.languageIdentifiers.contains(language) }
    // Editors call every file that they do not know "plaintext": then the extension knows better.
    if let claimed, !(claimed is PlainTextFormat) { return claimed }
    let suffix = fileExtension(of: path ?? "")
    return all.first { $0.fileExtensions.contains(suffix) } ?? claimed ?? PlainTextFormat()
  }

  /// The lower-case extension of the last component of `path`, empty when it has none.
  private static func fileExtension(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
