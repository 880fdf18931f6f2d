#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How the learning rate changes over a run: up from zero during the warm-up, then down to zero.
package struct LearningRateSchedule: Sendable, Equatable {
  /// The way down.
  package enum Decay: String, Sendable, CaseIterable {
    case constant
    case linear
    /// Half a wave of the cosine (Loshchilov and Hutter, arXiv 1608.03983).
    case cosine
  }

  /// The highest rate.
  package let peak: Float
  /// Steps until it is reached.
  package let warmup: Int
  /// Steps of the whole run.
  package let steps: Int
  package let decay: Decay

  package init(peak: Float, warmup: Int = 0, steps: Int, decay: Decay = .linear) {
    (self.peak, self.warmup, self.steps, self.decay) = (peak, warmup, steps, decay)
  }

  /// The rate of a step, counted from 0.
  package func rate(at step: Int) -> Float {
    if step < warmup { return peak * Float(step) / Float(max(1, warmup)) }
    let progress = min(1, Float(step - warmup) / Float(max(1, steps - warmup)))
    switch decay {
    case .constant: return peak
    case .linear: return peak * (1 - progress)
    case .cosine: return peak * 0.5 * (1 + cos(.pi * progress))
    }
  }
}
