import TOML

/// One source of options, before it is checked.
struct OptionLayer: Sendable {
  /// Who wrote it, which decides what it may set.
  enum Origin: Sendable {
    case user, project, editor
  }

  let origin: Origin
  let value: OptionValue
  /// The file, absolute, or nil for editor settings.
  let file: String?
  /// Where the keys stand in the file.
  let outline: TOMLOutline?

  var naming: KeyNaming { origin == .editor ? .camel : .kebab }
}
