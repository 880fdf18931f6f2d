import JSON
import TOML

/// A value as it was written, in TOML or in JSON.
enum OptionValue: Sendable {
  case flag(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([OptionValue])
  case table([(key: String, value: OptionValue)])
  /// What no key takes, by the name of its kind: a date, null.
  case other(String)

  /// Its kind, with an article.
  var kind: String {
    switch self {
    case .flag: "a boolean"
    case .integer: "an integer"
    case .number: "a number"
    case .text: "a string"
    case .list: "a list"
    case .table: "a table"
    case .other(let name): name
    }
  }
}

extension OptionValue {
  /// Takes a parsed TOML value over.
  ///
  /// Its depth was bounded when it was parsed.
  init(_ value: TOMLValue) {
    switch value {
    case .flag(let value): self = .flag(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .text(let value): self = .text(value)
    case .list(let values): self = .list(values.map { OptionValue($0) })
    case .table(let members): self = .table(members.map { ($0.key, OptionValue($0.value)) })
    case .date: self = .other("a date or time")
    }
  }

  /// Takes JSON over; its depth was bounded when it was parsed.
  init(_ json: JSONValue) {
    switch json {
    case .null: self = .other("null")
    case .bool(let value): self = .flag(value)
    case .integer(let value): self = .integer(Int(value))
    case .number(let value): self = Int(exactly: value).map { .integer($0) } ?? .number(value)
    case .string(let value): self = .text(value)
    case .array(let values): self = .list(values.map { OptionValue($0) })
    case .object(let members): self = .table(members.map { ($0.key, OptionValue($0.value)) })
    }
  }
}
