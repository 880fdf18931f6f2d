import Support
import TOML

/// Reads the members of one table and remembers what was asked for, so that whatever is left over is reported.
///
/// A value of a wrong kind is reported and counts as absent. Belongs to one thread.
final class RecipeTable {
  private let members: [String: TOMLValue]
  private let place: [String]
  private let report: RecipeReport
  private var asked: [String] = []

  init(_ value: TOMLValue, place: [String], report: RecipeReport) {
    var members: [String: TOMLValue] = [:]
    if case .table(let pairs) = value {
      for (key, value) in pairs { members[key] = value }
    } else {
      report.add("\(Self.spelled(place)) must be a table, but \(value.kind) was found", at: place)
    }
    self.members = members
    self.place = place
    self.report = report
  }

  /// Reports every key that nobody asked for, with the one that was probably meant.
  func finish() {
    for key in members.keys.sorted() where !asked.contains(key) {
      let guess = nearest(to: key, among: asked).map { "; did you mean \"\($0)\"?" } ?? ""
      report.add(
        "there is no key \"\(key)\"" + (place.isEmpty ? "" : " in \(Self.spelled(place))") + guess, at: place + [key])
    }
  }

  func problem(_ text: String, at key: String? = nil) { report.add(text, at: place + (key.map { [$0] } ?? [])) }

  /// Whether something stands under `key`, right or wrong.
  func has(_ key: String) -> Bool { members.keys.contains(key) }

  /// A string that is not empty.
  func text(_ key: String) -> String? {
    guard let value = take(key) else { return nil }
    if case .text(let text) = value, !text.isEmpty { return text }
    wrong(key, "a string", value)
    return nil
  }

  /// A string that must be there.
  func requiredText(_ key: String) -> String {
    if !has(key) {
      problem("the key \"\(key)\" is missing" + (place.isEmpty ? "" : " in \(Self.spelled(place))"))
    }
    return text(key) ?? ""
  }

  /// One of the names of an enumeration.
  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    guard let value = take(key) else { return nil }
    if case .text(let text) = value, let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    var guess = ""
    if case .text(let text) = value, let near = nearest(to: text, among: names) {
      guess = "; did you mean \"\(near)\"?"
    }
    problem("\"\(key)\" must be one of \(names.joined(separator: ", "))\(guess)", at: key)
    return nil
  }

  func flag(_ key: String) -> Bool? {
    guard let value = take(key) else { return nil }
    if case .flag(let flag) = value { return flag }
    wrong(key, "true or false", value)
    return nil
  }

  func integer(_ key: String, _ range: ClosedRange<Int>) -> Int? {
    guard let value = take(key) else { return nil }
    if case .integer(let number) = value, range.contains(number) { return number }
    wrong(key, "an integer from \(range.lowerBound) to \(range.upperBound)", value)
    return nil
  }

  func number(_ key: String, _ range: ClosedRange<Double>) -> Double? {
    guard let value = take(key) else { return nil }
    if let number = Self.number(value), range.contains(number) { return number }
    wrong(key, "a number from \(range.lowerBound) to \(range.upperBound)", value)
    return nil
  }

  func texts(_ key: String) -> [String]? {
    guard let value = take(key) else { return nil }
    guard case .list(let elements) = value else {
      wrong(key, "a list of strings", value)
      return nil
    }
    var texts: [String] = []
    for element in elements {
      if case .text(let text) = element { texts.append(text) } else { wrong(key, "a list of strings", element) }
    }
    return texts
  }

  /// A table of strings.
  func textTable(_ key: String) -> [String: String]? {
    guard let value = take(key) else { return nil }
    guard case .table(let pairs) = value else {
      wrong(key, "a table of strings", value)
      return nil
    }
    var result: [String: String] = [:]
    for (name, value) in pairs {
      switch value {
      case .text(let text): result[name] = text
      case .integer(let number): result[name] = String(number)
      default: wrong(key, "a table of strings", value)
      }
    }
    return result
  }

  /// A table of numbers.
  func numberTable(_ key: String) -> [String: Double]? {
    guard let value = take(key) else { return nil }
    guard case .table(let pairs) = value else {
      wrong(key, "a table of numbers", value)
      return nil
    }
    var result: [String: Double] = [:]
    for (name, value) in pairs {
      if let number = Self.number(value) { result[name] = number } else { wrong(key, "a table of numbers", value) }
    }
    return result
  }

  /// A table of its own.
  func table(_ key: String) -> RecipeTable? {
    take(key).map { RecipeTable($0, place: place + [key], report: report) }
  }

  /// A list of tables, `[[key]]`.
  func tables(_ key: String) -> [RecipeTable] {
    guard let value = take(key) else { return [] }
    guard case .list(let elements) = value else {
      wrong(key, "a list of tables, written [[\(Self.spelled(place + [key], quoted: false))]]", value)
      return []
    }
    return elements.enumerated().map { RecipeTable($1, place: place + [key, String($0)], report: report) }
  }

  private func take(_ key: String) -> TOMLValue? {
    asked.append(key)
    return members[key]
  }

  private static func number(_ value: TOMLValue) -> Double? {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  private func wrong(_ key: String, _ expected: String, _ found: TOMLValue) {
    let shown =
      switch found {
      case .integer(let number): String(number)
      case .number(let number): String(number)
      case .text(""): "an empty string"
      default: found.kind
      }
    problem("\"\(key)\" must be \(expected), but \(shown) was found", at: key)
  }

  /// `tasks.train`: positions in lists are left out.
  private static func spelled(_ place: [String], quoted: Bool = true) -> String {
    let name = place.filter { Int($0) == nil }.joined(separator: ".")
    return quoted ? "\"\(name)\"" : name
  }
}

/// The problems of a recipe while it is read.
final class RecipeReport {
  private let outline: TOMLOutline
  private(set) var problems: [RecipeError.Problem] = []

  init(_ outline: TOMLOutline) { self.outline = outline }

  func add(_ text: String, at place: [String]) {
    problems.append(RecipeError.Problem(line: outline.line(of: place), text: text))
  }

  /// In the order of the lines; those without a line come first.
  var sorted: [RecipeError.Problem] {
    problems.enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }.map(
      \.element)
  }
}
