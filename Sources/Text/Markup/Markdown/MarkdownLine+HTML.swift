/// Where HTML blocks begin (CommonMark 0.30, section 4.6).
extension MarkdownLine {
  /// What ends the HTML block that begins here: nil when none does, `.some(nil)` when a blank line ends it.
  func htmlStart(interruptsText: Bool) -> HTMLBlockEnd?? {
    guard indentation < 4, text.first == 0x3C else { return .none }
    let rest = text.dropFirst()
    if let end = Self.markedStart(rest) { return .some(end) }
    let name = tagName(rest.first == 0x2F ? rest.dropFirst() : rest)
    guard !name.isEmpty else { return .none }
    let after = rest.dropFirst(name.utf8.count + (rest.first == 0x2F ? 1 : 0))
    let isDelimited = after.first.map { $0.isBlank || $0 == 0x3E } ?? true
    if isDelimited, rest.first != 0x2F, Self.rawTextTags.contains(name) { return .some(.rawTextTag) }
    if isDelimited || after.starts(with: "/>".utf8), Self.blockTags.contains(name) { return .some(nil) }
    return !interruptsText && isLoneTag ? .some(nil) : .none
  }

  /// Comments, instructions, declarations and character data, told by what follows `<`.
  private static func markedStart(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> HTMLBlockEnd? {
    if rest.first == 0x3F { return .instruction }
    guard rest.first == 0x21 else { return nil }
    if rest.starts(with: "!--".utf8) { return .comment }
    if rest.starts(with: "![CDATA[".utf8) { return .characterData }
    return rest.dropFirst().first?.isASCIILetter == true ? .declaration : nil
  }

  /// The lower-case tag name that `rest` begins with.
  private func tagName(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    guard rest.first?.isASCIILetter == true else { return "" }
    let name = rest.prefix(16).prefix { $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2D }
    return String(decoding: name, as: UTF8.self).lowercased()
  }

  /// Whether the line is one complete tag and nothing else; attributes are taken as they come.
  private var isLoneTag: Bool {
    var quote: UInt8?
    for (offset, byte) in text.enumerated().dropFirst() {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3C || byte == 0x3A && !text.prefix(offset).contains(where: \.isBlank) {
        return false
      } else if byte == 0x3E {
        return text.dropFirst(offset + 1).allSatisfy(\.isBlank)
      }
    }
    return false
  }

  private static let rawTextTags: Set<String> = ["pre", "script", "style", "textarea"]
  private static let blockTags: Set<String> = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup",
    "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend",
    "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "section",
    "source", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
  ]
}
