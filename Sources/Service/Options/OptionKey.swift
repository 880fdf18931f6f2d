/// One key of the options: where it lies, what it takes, and what the reference says about it.
struct OptionKey<Root>: Sendable {
  /// Sections and name in kebab case, joined by dots: `limits.document-bytes`.
  let path: String
  let kind: Kind
  /// Only the user may set it, not a project: a daemon shared by all projects follows it.
  let isForUserOnly: Bool
  /// One sentence without a final full stop.
  let summary: String

  /// What a key takes, and the property it sets.
  enum Kind: Sendable {
    case flag(any WritableKeyPath<Root, Bool> & Sendable)
    case integer(any WritableKeyPath<Root, Int> & Sendable, ClosedRange<Int>)
    case number(any WritableKeyPath<Root, Double> & Sendable, ClosedRange<Double>)
    case text(any WritableKeyPath<Root, String> & Sendable, TextFormat)
    /// The lists of several layers add up when `accumulates`, else the last one counts.
    case list(any WritableKeyPath<Root, [String]> & Sendable, accumulates: Bool)
    /// Texts by the name that a person gives them; those of several layers are merged.
    case texts(any WritableKeyPath<Root, [String: String]> & Sendable)
    case rules(any WritableKeyPath<Root, RuleLevels> & Sendable)
    case overrides(any WritableKeyPath<Root, [Options.Override]> & Sendable)
  }

  init(_ path: String, _ kind: Kind, userOnly: Bool = false, _ summary: String) {
    self.path = path
    self.kind = kind
    isForUserOnly = userOnly
    self.summary = summary
  }
}

/// What a text must look like.
enum TextFormat: Sendable {
  /// A BCP 47 tag.
  case language
  /// A registered model's name.
  case name
  /// The same, or nothing.
  case nameOrNone
  /// Inside the project.
  case relativePath
  /// Absolute, or below the home folder with `~/`.
  case absolutePath

  var description: String {
    switch self {
    case .language: "a language tag such as \"en-GB\""
    case .name: "a name"
    case .nameOrNone: "a name, or nothing"
    case .relativePath: "a path inside the project"
    case .absolutePath: "an absolute path"
    }
  }

  /// The text as it is stored, or nil when it is not of this format.
  func accept(_ text: String, home: String) -> String? {
    switch self {
    case .language: text.wholeMatch(of: /[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,4}/) == nil ? nil : text
    case .name: text.isEmpty ? nil : text
    case .nameOrNone: text
    case .relativePath:
      text.isEmpty || text.hasPrefix("/") || text.split(separator: "/").contains("..") ? nil : text
    case .absolutePath:
      if text.hasPrefix("~/") { home + text.dropFirst() } else { text.isEmpty || text.hasPrefix("/") ? text : nil }
    }
  }
}
