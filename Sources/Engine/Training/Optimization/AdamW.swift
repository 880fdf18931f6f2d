import CKernels
package import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101), as PyTorch computes it;
/// `Options.usesMuon` gives matrices between hidden states to `MuonUpdate`.
///
/// A parameter without a gradient in a step is left alone, as PyTorch does with `zero_grad(set_to_none=True)`. It belongs to one thread, which may
/// use several inside of `step`.
package final class AdamW {
  /// The constants of the method.
  package struct Options: Sendable, Equatable {
    package var beta1: Float
    package var beta2: Float
    /// Keeps the division finite.
    package var epsilon: Float
    /// Of parameters that decay.
    package var decay: Float
    /// Whether matrices between hidden states take Muon's steps instead.
    package var usesMuon: Bool

    package init(
      beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8, decay: Float = 0.01, usesMuon: Bool = false
    ) {
      (self.beta1, self.beta2, self.epsilon, self.decay) = (beta1, beta2, epsilon, decay)
      self.usesMuon = usesMuon
    }
  }

  package let options: Options
  /// By the index of the parameter; nil for one that never had a gradient.
  var moments: [Moments?] = []

  package init(_ options: Options = Options()) { self.options = options }

  /// Changes all trainable parameters.
  ///
  /// - Parameters:
  ///   - rates: the learning rate of each parameter.
  ///   - gradientScale: gradients are multiplied by it, for clipping.
  ///   - arithmetic: of Muon's products.
  package func step(
    _ parameters: [Parameter], _ gradients: ParameterGradients, rates: [Float], gradientScale: Float = 1,
    threads: Int = 1, arithmetic: MatrixProducts.Arithmetic = .float32
  ) {
    precondition(rates.count == parameters.count, "a rate for each parameter")
    let updates = zip(parameters, rates).compactMap { parameter, rate -> Update? in
      guard parameter.isTrainable, let gradient = gradients[parameter], gradient.content != .nothing else { return nil }
      let moments = moments(of: parameter)
      moments.steps += 1
      if options.usesMuon, MuonUpdate.applies(to: parameter) {
        return .muon(
          MuonUpdate(
            parameter: parameter, gradient: gradient, moments: moments, rate: rate,
            decay: parameter.decays ? options.decay : 0, gradientScale: gradientScale, arithmetic: arithmetic))
      }
      return .adamW(
        AdamWUpdate(
          parameter: parameter, gradient: gradient, moments: moments,
          constants: constants(rate, parameter, gradientScale, steps: moments.steps)))
    }
    // The largest first, so that the threads end at about the same time.
    let sorted = updates.sorted { $0.parameter.count > $1.parameter.count }
    Parallel.forEach(sorted, threads: threads) { $0.run() }
  }

  /// The step of one parameter.
  private enum Update: Sendable {
    case adamW(AdamWUpdate)
    case muon(MuonUpdate)

    var parameter: Parameter {
      switch self {
      case .adamW(let update): update.parameter
      case .muon(let update): update.parameter
      }
    }

    func run() {
      switch self {
      case .adamW(let update): update.run()
      case .muon(let update): update.run()
      }
    }
  }

  /// The moments of a parameter, zero at first.
  func moments(of parameter: Parameter) -> Moments {
    while moments.count <= parameter.index { moments.append(nil) }
    if let known = moments[parameter.index] { return known }
    let new = Moments(parameter)
    moments[parameter.index] = new
    return new
  }

  private func constants(_ rate: Float, _ parameter: Parameter, _ gradientScale: Float, steps: Int) -> stet_adamw {
    func correction(_ beta: Float) -> Float { Float(1 - pow(Double(beta), Double(steps))) }
    return stet_adamw(
      rate: rate, decay: parameter.decays ? options.decay : 0, beta1: options.beta1, beta2: options.beta2,
      epsilon: options.epsilon, correction1: correction(options.beta1), correction2: correction(options.beta2),
      gradient_scale: gradientScale)
  }
}
