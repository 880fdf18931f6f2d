/// An axis: a range of values with round marks.
struct ChartScale: Equatable {
  let lower: Double
  let upper: Double
  /// Where the marks are.
  let ticks: [Double]
  /// Digits after the point that tell the marks apart.
  let digits: Int

  /// A scale for values in `range`, with about `count` marks at 1, 2 or 5 times a power of ten.
  init(_ range: ClosedRange<Double>, count: Int = 5) {
    let spread = max(range.upperBound - range.lowerBound, abs(range.upperBound) * 1e-3, 1e-9)
    let raw = spread / Double(max(1, count))
    let power = Self.power(raw)
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= raw * 0.999 } ?? power * 10
    lower = (range.lowerBound / step).rounded(.down) * step
    upper = max((range.upperBound / step).rounded(.up) * step, lower + step)
    let start = lower
    ticks = (0...Int(((upper - lower) / step).rounded())).map { start + Double($0) * step }
    digits = max(0, min(8, step >= 1 ? 0 : Int((-Self.exponent(step)).rounded(.up))))
  }

  /// Where a value lies, from 0 to 1.
  func share(_ value: Double) -> Double { min(1, max(0, (value - lower) / (upper - lower))) }

  private static func power(_ value: Double) -> Double {
    var power = 1.0
    while power > value { power /= 10 }
    while power * 10 <= value { power *= 10 }
    return power
  }

  private static func exponent(_ value: Double) -> Double {
    var exponent = 0.0
    var rest = value
    while rest < 0.999 {
      rest *= 10
      exponent -= 1
    }
    return exponent
  }
}

/// A number with a fixed count of digits after the point.
func fixed(_ value: Double, _ digits: Int) -> String {
  guard value.isFinite else { return "–" }
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let rounded = (abs(value) * scale).rounded()
  guard rounded < 1e15 else { return "\(value)" }
  let number = Int(rounded)
  let sign = value < 0 && number > 0 ? "−" : ""
  guard digits > 0 else { return sign + number.grouped }
  let fraction = String(number % Int(scale))
  return sign + (number / Int(scale)).grouped + "." + String(repeating: "0", count: digits - fraction.count) + fraction
}

/// A small number such as a learning rate: 5e-5, 0.0123.
func compact(_ value: Double) -> String {
  if value == 0 { return "0" }
  if abs(value) >= 0.01 { return fixed(value, abs(value) >= 100 ? 0 : abs(value) >= 1 ? 2 : 4) }
  var mantissa = value
  var exponent = 0
  while abs(mantissa) < 1 {
    mantissa *= 10
    exponent -= 1
  }
  let digits = fixed(mantissa, 2)
  var trimmed = Substring(digits)
  while trimmed.last == "0" { trimmed.removeLast() }
  if trimmed.last == "." { trimmed.removeLast() }
  return "\(trimmed)e\(exponent)"
}
