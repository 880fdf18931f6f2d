import JSON
import Layers

extension ConfigReader {
  /// Rotary embedding as `rope_theta` and `rope_scaling` say, or the newer `rope_parameters`.
  ///
  /// - Throws: `ArchitectureError` naming what is impossible or not supported.
  func rotary(headSize: Int) throws -> Rotary {
    let newer = try members("rope_parameters")
    let settings = try newer ?? members("rope_scaling") ?? JSONObject()
    let inner = ConfigReader(.object(settings))
    let base = try inner.number("rope_theta", fallback: number("rope_theta", fallback: 10_000))
    guard base > 1 else { throw ArchitectureError.invalid("rope_theta", "a number over 1") }
    return Rotary(
      headSize: headSize, base: base, scaling: try inner.scaling(in: newer == nil ? "rope_scaling" : "rope_parameters"))
  }

  /// What the members of `rope_scaling` ask for.
  private func scaling(in field: String) throws -> Rotary.Scaling {
    let kind = configuration["rope_type"]?.stringValue ?? configuration["type"]?.stringValue ?? "default"
    func positive(_ name: String) throws -> Double {
      guard let value = configuration[name]?.doubleValue, value > 0, value.isFinite else {
        throw ArchitectureError.invalid("\(field).\(name)", "a number over 0")
      }
      return value
    }
    switch kind {
    case "default": return .none
    case "linear": return .linear(factor: try positive("factor"))
    case "llama3":
      let (low, high) = (try positive("low_freq_factor"), try positive("high_freq_factor"))
      guard high > low else { throw ArchitectureError.invalid("\(field).high_freq_factor", "over low_freq_factor") }
      return .llama3(
        factor: try positive("factor"), low: low, high: high,
        original: try positive("original_max_position_embeddings"))
    default:
      throw ArchitectureError.unsupported(
        "\(field).rope_type", String(kind.prefix(60)), supported: "default, linear or llama3")
    }
  }
}
