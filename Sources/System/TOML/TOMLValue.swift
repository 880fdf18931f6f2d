import TOMLKit

/// A value of a TOML 1.0 text.
package indirect enum TOMLValue: Sendable {
  case flag(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([TOMLValue])
  /// The members, sorted by key.
  case table([(key: String, value: TOMLValue)])
  /// A date, a time or both; nothing in Stet takes one.
  case date

  /// Its kind, with an article, for messages.
  package var kind: String {
    switch self {
    case .flag: "a boolean"
    case .integer: "an integer"
    case .number: "a number"
    case .text: "a string"
    case .list: "a list"
    case .table: "a table"
    case .date: "a date or time"
    }
  }
}

extension TOMLValue {
  /// Takes a parsed table over; its depth is bounded by what `TOMLDocument` lets through.
  init(_ table: TOMLTable) {
    self = .table(table.keys.compactMap { key in table[key].map { (key, TOMLValue($0)) } })
  }

  private init(_ value: any TOMLValueConvertible) {
    switch value.type {
    case .bool: self = .flag(value.bool ?? false)
    case .int: self = .integer(value.int ?? 0)
    case .double: self = .number(value.double ?? 0)
    case .string: self = .text(value.string ?? "")
    case .array: self = .list((value.array.map { Array($0) } ?? []).map { TOMLValue($0) })
    case .table: self = value.table.map { TOMLValue($0) } ?? .table([])
    case .date, .time, .dateTime: self = .date
    }
  }
}
