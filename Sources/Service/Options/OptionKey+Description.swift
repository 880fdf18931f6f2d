extension OptionKey {
  /// What a value must be, with an article: `an integer from 1 to 64`.
  var expectation: String {
    switch kind {
    case .flag: "true or false"
    case .integer(_, let range): "an integer from \(range.lowerBound) to \(range.upperBound)"
    case .number(_, let range): "a number from \(brief(range.lowerBound)) to \(brief(range.upperBound))"
    case .text(_, let format): format.description
    case .list: "a list of strings"
    case .texts: "a table of strings"
    case .rules: "a table of levels"
    case .overrides: "a list of tables"
    }
  }

  /// What was found instead: the value where it is short and of the right kind, else its kind.
  func found(_ value: OptionValue) -> String {
    switch (kind, value) {
    case (.integer, .integer(let number)): String(number)
    case (.number, .integer(let number)): String(number)
    case (.number, .number(let number)): brief(number)
    case (.text, .text): "another string"
    default: value.kind
    }
  }
}

/// A number without a needless fraction.
func brief(_ number: Double) -> String { Int(exactly: number).map { String($0) } ?? String(number) }
