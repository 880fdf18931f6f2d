import Support
import TOML

/// Applies layers to options, key by key, and notes what it does not understand.
struct OptionDecoder {
  /// The rules that exist, by code; empty when they are not known.
  let ruleCodes: [String]
  /// What `~/` stands for.
  let home: String
  private(set) var problems: [OptionProblem] = []
  private var layer: OptionLayer

  init(layer: OptionLayer, ruleCodes: [String], home: String) {
    self.layer = layer
    self.ruleCodes = ruleCodes
    self.home = home
  }

  /// Applies the layer to `options`.
  mutating func apply(to options: inout Options) {
    guard case .table(let members) = layer.value else {
      return report(.shape, at: [], "expected a table of options, found \(layer.value.kind)")
    }
    apply(members, section: [], at: [], keys: OptionKeys.all, to: &options)
    problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
  }

  /// Applies the members of a section; `section` is its name in kebab case, `place` its path as written.
  private mutating func apply<Root>(
    _ members: [(key: String, value: OptionValue)], section: [String], at place: [String], keys: [OptionKey<Root>],
    to root: inout Root
  ) {
    for (written, value) in members {
      let name = (section + [layer.naming.read(written)]).joined(separator: ".")
      let place = place + [written]
      if let key = keys.first(where: { $0.path == name }) {
        set(key, value, at: place, in: &root)
      } else if keys.contains(where: { $0.path.hasPrefix(name + ".") }) {
        guard case .table(let inner) = value else {
          report(.shape, at: place, "\(spelled(place)) is a section, but \(value.kind) was found")
          continue
        }
        apply(inner, section: [name], at: place, keys: keys, to: &root)
      } else {
        reportUnknown(name, at: place, keys: keys.flatMap { $0.section.isEmpty ? [$0.path] : [$0.path, $0.section] })
      }
    }
  }

  private mutating func set<Root>(_ key: OptionKey<Root>, _ value: OptionValue, at place: [String], in root: inout Root)
  {
    if key.isForUserOnly, layer.origin == .project {
      let hint = "Set it in the user's own config.toml, because all projects share the daemon that follows it."
      return report(.shape, at: place, "\(spelled(place)) cannot be set by a project", hint)
    }
    switch key.kind {
    case .flag(let path):
      if case .flag(let flag) = value { root[keyPath: path] = flag } else { reportWrong(value, for: key, at: place) }
    case .integer(let path, let range):
      guard case .integer(let number) = value, range.contains(number) else {
        return reportWrong(value, for: key, at: place)
      }
      root[keyPath: path] = number
    case .number(let path, let range):
      guard let number = value.asNumber, range.contains(number) else { return reportWrong(value, for: key, at: place) }
      root[keyPath: path] = number
    case .text(let path, let format):
      guard case .text(let text) = value, let accepted = format.accept(text, home: home) else {
        return reportWrong(value, for: key, at: place)
      }
      root[keyPath: path] = accepted
    case .list(let path, let accumulates):
      guard let texts = texts(value, for: key, at: place) else { return }
      root[keyPath: path] = accumulates ? root[keyPath: path] + texts : texts
    case .texts(let path): root[keyPath: path].merge(table(value, for: key, at: place)) { $1 }
    case .rules(let path): root[keyPath: path].merge(rules(value, at: place))
    case .overrides(let path): root[keyPath: path] += overrides(value, at: place)
    }
  }

  /// The strings of a list; elements of another kind are reported and left out.
  private mutating func texts<Root>(_ value: OptionValue, for key: OptionKey<Root>, at place: [String]) -> [String]? {
    guard case .list(let elements) = value else {
      reportWrong(value, for: key, at: place)
      return nil
    }
    return elements.enumerated().compactMap { index, element in
      if case .text(let text) = element { return text }
      report(
        .shape, at: place, "element \(index + 1) of \(spelled(place)) must be a string, but \(element.kind) was found")
      return nil
    }
  }

  /// The strings of a table; members of another kind are reported and left out.
  private mutating func table<Root>(_ value: OptionValue, for key: OptionKey<Root>, at place: [String]) -> [String:
    String]
  {
    guard case .table(let members) = value else {
      reportWrong(value, for: key, at: place)
      return [:]
    }
    var texts: [String: String] = [:]
    for (name, value) in members {
      if case .text(let text) = value {
        texts[name] = text
      } else {
        report(.shape, at: place + [name], "\(spelled(place + [name])) must be a string, but \(value.kind) was found")
      }
    }
    return texts
  }

  private mutating func overrides(_ value: OptionValue, at place: [String]) -> [Options.Override] {
    guard case .list(let elements) = value else {
      report(.shape, at: place, "\(spelled(place)) must be a list of tables, but \(value.kind) was found")
      return []
    }
    return elements.enumerated().compactMap { index, element in
      let place = place + [String(index)]
      guard case .table(let members) = element else {
        report(.shape, at: place, "\(spelled(place)) must be a table, but \(element.kind) was found")
        return nil
      }
      var result = Options.Override()
      apply(members, section: [], at: place, keys: OptionKeys.ofOverrides, to: &result)
      if result.files.isEmpty {
        report(.shape, at: place, "\(spelled(place)) names no files", "Add files = [\"pattern\"].")
      }
      return result.files.isEmpty ? nil : result
    }
  }
}

// MARK: Rules

extension OptionDecoder {
  /// Reads levels; `spelling.unknown-word = "off"` may be written with or without quotes around the key.
  private mutating func rules(_ value: OptionValue, at place: [String]) -> RuleLevels {
    guard case .table(let members) = value else {
      report(.shape, at: place, "\(spelled(place)) must be a table of rules, but \(value.kind) was found")
      return RuleLevels()
    }
    var levels: [String: RuleLevel] = [:]
    for (written, value) in members {
      if case .table(let inner) = value {
        for (name, value) in inner { addRule([written, name], value, at: place, to: &levels) }
      } else {
        addRule([written], value, at: place, to: &levels)
      }
    }
    return RuleLevels(levels)
  }

  private mutating func addRule(
    _ name: [String], _ value: OptionValue, at place: [String], to levels: inout [String: RuleLevel]
  ) {
    let code = name.map(layer.naming.read).joined(separator: ".")
    let place = place + name
    guard let level = RuleLevel(value) else {
      let names = RuleLevel.allCases.map(\.rawValue)
      var hint = ""
      if case .text(let text) = value, let near = nearest(to: text, among: names) { hint = "Did you mean \"\(near)\"?" }
      return report(
        .shape, at: place, "\(spelled(place)) must be one of \(names.joined(separator: ", ")), true or false", hint)
    }
    let known = Set(ruleCodes.flatMap { [$0, String($0.prefix { $0 != "." })] })
    guard known.isEmpty || known.contains(code) else {
      return reportUnknown(code, at: place, keys: known.sorted(), noun: "rule")
    }
    levels[code] = level
  }
}

extension RuleLevel {
  fileprivate init?(_ value: OptionValue) {
    switch value {
    case .flag(let isOn): self = isOn ? .on : .off
    case .text(let name): self.init(rawValue: name)
    default: return nil
    }
  }
}

extension OptionValue {
  fileprivate var asNumber: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
}

// MARK: Problems

extension OptionDecoder {
  /// The codes of problems that decoding can find.
  private enum ProblemCode: String {
    case unknown = "option-unknown-key"
    case shape = "option-invalid-value"
  }

  private mutating func reportWrong<Root>(_ value: OptionValue, for key: OptionKey<Root>, at place: [String]) {
    report(.shape, at: place, "\(spelled(place)) must be \(key.expectation), but \(key.found(value)) was found")
  }

  /// Reports a key that does not exist, with the one that was probably meant: a neighbour, or the same name in another section.
  private mutating func reportUnknown(_ name: String, at place: [String], keys: [String], noun: String = "option") {
    let near = nearest(to: name, among: keys) ?? keys.first { $0.hasSuffix("." + name) || name.hasSuffix("." + $0) }
    let lastPart = name.split(separator: ".").last.map(String.init) ?? name
    let guess = near ?? keys.first { $0.hasSuffix("." + lastPart) }
    let hint = guess.map { "Did you mean \"\(layer.naming.spell($0))\"?" } ?? ""
    report(.unknown, at: place, "there is no \(noun) \"\(spelled(place))\"", hint)
  }

  private mutating func report(_ code: ProblemCode, at place: [String], _ message: String, _ hint: String = "") {
    problems.append(
      OptionProblem(
        code: code.rawValue, message: message, hint: hint, file: layer.file, line: layer.outline?.line(of: place),
        key: spelled(place)))
  }

  private func spelled(_ place: [String]) -> String { place.joined(separator: ".") }
}
