import Documents

/// The name of a product in other capitals than its maker's: Github, javascript.
struct BrandName: Rule {
  let description = RuleDescription(
    "spelling.brand-name", "The name of a product, a company or a format without its capitals",
    reason:
      "Names such as GitHub, JavaScript and PostgreSQL have capitals inside. Addresses, names of files and code are left alone.",
    examples: [
      .init("It is on Github.", "It is on GitHub."), .init("A page in javascript.", "A page in JavaScript."),
    ], severity: .information)

  private static let names: [WordKey: String] = {
    let names = """
      AirPods AliExpress ASCII BitTorrent ChatGPT CSS DuckDuckGo DVD eBay FedEx FreeBSD GitHub GitLab GraphQL HTML iCloud iOS iPad iPadOS iPhone
      iTunes JavaScript JetBrains JPEG JSON jQuery LibreOffice LinkedIn MacBook macOS MariaDB MongoDB MySQL NASA OpenAI
      OpenBSD OpenGL OpenSSL PayPal PDF PHP PlayStation PostgreSQL PowerPoint PyTorch SoundCloud SQLite TensorFlow TikTok
      TypeScript USB VMware WebAssembly WhatsApp WordPress XML YAML YouTube
      """.split(whereSeparator: \.isWhitespace).map(String.init)
    return [WordKey: String](uniqueKeysWithValues: names.map { (WordKey($0), $0) })
  }()
  /// Formats that are as often written in small letters, which is right too.
  private static let formats = Set(words: "ascii css dvd html jpeg json pdf php usb xml yaml")

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.compactMap { word in
      guard let right = Self.names[word.key], !word.isAllCapitals,
        word.shape.isDisjoint(with: [.isLiteral, .isForeign]),
        !Self.formats.contains(word.key) || word.shape.contains(.capitalised),
        standsAlone(word.range, in: text)
      else { return nil }
      let found = text.string(word.range)
      guard found != right else { return nil }
      return finding(word.range, "The name is written “\(right)”", [right], confidence: 0.9)
    }
  }

  /// Whether no sign of an address, a path or a name in code touches the word.
  private func standsAlone(_ range: Range<Int>, in text: RuleText) -> Bool {
    let (before, after) = (text.byte(range.lowerBound - 1), text.byte(range.upperBound))
    let signs = Array("@/_#\\:=.-".utf8)
    if signs.contains(before) { return false }
    guard signs.contains(after) else { return true }
    // A full stop or a colon ends something here, unless more follows at once.
    return (after == UInt8(ascii: ".") || after == UInt8(ascii: ":"))
      && [0, 0x20, 0x0A].contains(text.byte(range.upperBound + 1))
  }
}
