/// Character references of HTML (CommonMark 0.30, section 6.2): all numeric ones, and the named ones that occur in prose.
enum Entities {
  /// The text that `reference` (with `&` and `;`) stands for; nil when the name is not known.
  static func text(of reference: some Collection<UInt8>) -> String? {
    let body = String(decoding: reference.dropFirst().dropLast(), as: UTF8.self)
    guard body.hasPrefix("#") else { return named[body] }
    let digits = body.dropFirst()
    let value =
      digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    guard let scalar = value.flatMap(Unicode.Scalar.init), scalar != "\0" else { return "\u{FFFD}" }
    return String(Character(scalar))
  }

  private static let named: [String: String] = [
    "AMP": "&", "GT": ">", "LT": "<", "QUOT": "\"", "Aacute": "Á", "Agrave": "À", "Alpha": "Α", "Aring": "Å",
    "Auml": "Ä", "Ccedil": "Ç", "Delta": "Δ", "Eacute": "É", "Egrave": "È", "Euml": "Ë", "Gamma": "Γ", "Lambda": "Λ",
    "Ntilde": "Ñ", "OElig": "Œ", "Omega": "Ω", "Oslash": "Ø", "Ouml": "Ö", "Phi": "Φ", "Pi": "Π", "Prime": "″",
    "Psi": "Ψ", "Sigma": "Σ", "Theta": "Θ", "Uuml": "Ü", "aacute": "á", "acirc": "â", "acute": "´", "aelig": "æ",
    "agrave": "à", "alpha": "α", "amp": "&", "ap": "≈", "apos": "'", "aring": "å", "asymp": "≈", "atilde": "ã",
    "auml": "ä", "beta": "β", "brvbar": "¦", "bull": "•", "ccedil": "ç", "cent": "¢", "check": "✓", "chi": "χ",
    "circ": "ˆ", "copy": "©", "dagger": "†", "darr": "↓", "deg": "°", "delta": "δ", "divide": "÷", "eacute": "é",
    "ecirc": "ê", "egrave": "è", "emsp": "\u{2003}", "ensp": "\u{2002}", "epsilon": "ε", "equiv": "≡", "eta": "η",
    "eth": "ð", "euml": "ë", "euro": "€", "frac12": "½", "frac14": "¼", "frac34": "¾", "gamma": "γ", "ge": "≥",
    "gt": ">", "harr": "↔", "hellip": "…", "iacute": "í", "icirc": "î", "iexcl": "¡", "igrave": "ì", "infin": "∞",
    "iquest": "¿", "iuml": "ï", "kappa": "κ", "lambda": "λ", "laquo": "«", "larr": "←", "ldquo": "“", "le": "≤",
    "lsaquo": "‹", "lsquo": "‘", "lt": "<", "mdash": "—", "micro": "µ", "middot": "·", "minus": "−", "mu": "μ",
    "nbsp": "\u{A0}", "ndash": "–", "ne": "≠", "not": "¬", "ntilde": "ñ", "nu": "ν", "oacute": "ó", "ocirc": "ô",
    "oelig": "œ", "ograve": "ò", "omega": "ω", "ordf": "ª", "ordm": "º", "oslash": "ø", "otilde": "õ", "ouml": "ö",
    "para": "¶", "phi": "φ", "pi": "π", "plusmn": "±", "pm": "±", "pound": "£", "prime": "′", "psi": "ψ",
    "quot": "\"", "raquo": "»", "rarr": "→", "rdquo": "”", "reg": "®", "rho": "ρ", "rsaquo": "›", "rsquo": "’",
    "sbquo": "‚", "scaron": "š", "sect": "§", "shy": "\u{AD}", "sigma": "σ", "sup1": "¹", "sup2": "²", "sup3": "³",
    "szlig": "ß", "tau": "τ", "theta": "θ", "thinsp": "\u{2009}", "thorn": "þ", "times": "×", "trade": "™",
    "uacute": "ú", "uarr": "↑", "ucirc": "û", "ugrave": "ù", "uuml": "ü", "xi": "ξ", "yacute": "ý", "yen": "¥",
    "yuml": "ÿ", "zeta": "ζ", "zwj": "\u{200D}", "zwnj": "\u{200C}",
  ]
}
