package import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Rotary position embedding (Su et al., arXiv 2104.09864): the frequencies with which pairs of a head's numbers turn.
package struct Rotary: Sendable, Equatable {
  /// How a model stretches the frequencies for texts longer than those that it was first trained on.
  package enum Scaling: Sendable, Equatable {
    case none
    /// All places divided by the factor.
    case linear(factor: Double)
    /// Slow frequencies divided by the factor, fast ones kept, those between mixed, as Llama 3.1 does; `original` is the length of training.
    case llama3(factor: Double, low: Double, high: Double, original: Double)
  }

  /// `[D / 2]`, radians per place.
  package let frequencies: [Double]

  /// - Parameters:
  ///   - headSize: D, even.
  ///   - base: the frequencies are `base^(-2 i / D)`.
  package init(headSize: Int, base: Double, scaling: Scaling = .none) {
    precondition(headSize % 2 == 0, "rotary embedding turns pairs")
    frequencies = (0..<headSize / 2).map { pair in
      Self.scaled(pow(base, -2 * Double(pair) / Double(headSize)), scaling)
    }
  }

  /// The angles of tokens at these places.
  package func angles(at places: [Int32]) -> RotaryAngles {
    let cosines = Tensor(rows: places.count, columns: frequencies.count)
    let sines = Tensor(rows: places.count, columns: frequencies.count)
    for (row, place) in places.enumerated() {
      for (pair, frequency) in frequencies.enumerated() {
        let angle = Double(place) * frequency
        cosines.row(row)[pair] = Float(cos(angle))
        sines.row(row)[pair] = Float(sin(angle))
      }
    }
    return RotaryAngles(cosines: cosines, sines: sines)
  }

  private static func scaled(_ frequency: Double, _ scaling: Scaling) -> Double {
    switch scaling {
    case .none: return frequency
    case .linear(let factor): return frequency / factor
    case .llama3(let factor, let low, let high, let original):
      let turns = original * frequency / (2 * .pi)
      let kept = min(1, max(0, (turns - low) / (high - low)))
      return (1 - kept) * frequency / factor + kept * frequency
    }
  }
}
