import JSON
import Tensors

/// Reads fields of a `config.json`, each with its bounds; an error names the field.
struct ConfigReader {
  let configuration: JSONValue

  init(_ configuration: JSONValue) { self.configuration = configuration }

  /// A size within bounds; `fallback` where the field is absent.
  func size(_ field: String, _ bounds: ClosedRange<Int>, fallback: Int? = nil) throws -> Int {
    guard let value = present(field) else {
      guard let fallback else { throw ArchitectureError.invalid(field, "an integer") }
      return fallback
    }
    guard let size = value.intValue, bounds.contains(size) else {
      throw ArchitectureError.invalid(field, "an integer from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return size
  }

  /// The small constant under a square root.
  func epsilon(_ field: String, fallback: Double) throws -> Float {
    guard let value = present(field) else { return Float(fallback) }
    guard let number = value.doubleValue, number >= 0, number < 1 else {
      throw ArchitectureError.invalid(field, "a number from 0 to 1")
    }
    return Float(number)
  }

  func activation(_ field: String, fallback: String) throws -> Activation {
    let value = present(field) ?? .string(fallback)
    guard let name = value.stringValue else { throw ArchitectureError.invalid(field, "a string") }
    guard let activation = Activation(configurationName: name) else {
      throw ArchitectureError.unsupported(
        field, String(name.prefix(60)), supported: "gelu, gelu_new, gelu_pytorch_tanh, relu, silu or tanh")
    }
    return activation
  }

  /// Refuses any other value of a string field than this one, its default.
  func require(_ field: String, _ only: String) throws {
    guard let value = present(field) else { return }
    guard value.stringValue == only else {
      throw ArchitectureError.unsupported(
        field, String((value.stringValue ?? "of another kind").prefix(60)), supported: only)
    }
  }

  /// Refuses a flag that is set.
  func requireUnset(_ field: String) throws {
    guard let value = present(field), value.boolValue != false else { return }
    if let members = value.objectValue, members.isEmpty { return }
    throw ArchitectureError.unsupported(field, "as it is set", supported: "left out")
  }

  /// A flag; `fallback` where the field is absent.
  func flag(_ field: String, fallback: Bool) throws -> Bool {
    guard let value = present(field) else { return fallback }
    guard let flag = value.boolValue else { throw ArchitectureError.invalid(field, "true or false") }
    return flag
  }

  /// A finite number; `fallback` where the field is absent, which without one is an error.
  func number(_ field: String, fallback: Double?) throws -> Double {
    guard let number = present(field).map({ $0.doubleValue }) ?? fallback, number.isFinite else {
      throw ArchitectureError.invalid(field, "a number")
    }
    return number
  }

  /// The members of an object; nil where the field is absent.
  func members(_ field: String) throws -> JSONObject? {
    guard let value = present(field) else { return nil }
    guard let members = value.objectValue else { throw ArchitectureError.invalid(field, "an object") }
    return members
  }

  /// What kind each layer is of, in configurations that say so.
  var layerTypes: [String] { present("layer_types")?.arrayValue?.map { $0.stringValue ?? "" } ?? [] }

  /// The field's value; nil where it is absent or null.
  private func present(_ field: String) -> JSONValue? {
    guard let value = configuration[field], !value.isNull else { return nil }
    return value
  }
}
