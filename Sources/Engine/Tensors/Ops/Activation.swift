import CKernels

/// The function between two linear layers.
package enum Activation: Sendable, CaseIterable {
  /// `x` times the normal distribution function, by erf (Hendrycks and Gimpel, arXiv 1606.08415).
  case gelu
  /// Its approximation by tanh, from the same paper.
  case geluTanh
  case relu
  /// `x * sigmoid(x)`.
  case silu
  case tanh

  /// How the kernels name it.
  var kernel: stet_activation {
    switch self {
    case .gelu: stet_gelu
    case .geluTanh: stet_gelu_tanh
    case .relu: stet_relu
    case .silu: stet_silu
    case .tanh: stet_tanh
    }
  }

  /// The activation that a model's `hidden_act` names; nil for one that Stet does not have.
  package init?(configurationName name: String) {
    switch name {
    case "gelu", "gelu_python": self = .gelu
    case "gelu_new", "gelu_pytorch_tanh", "gelu_fast", "gelu_accurate", "gelu_python_tanh": self = .geluTanh
    case "relu": self = .relu
    case "silu", "swish": self = .silu
    case "tanh": self = .tanh
    default: return nil
    }
  }

  /// The first of the names that `init(configurationName:)` takes for it.
  package var configurationName: String {
    switch self {
    case .gelu: "gelu"
    case .geluTanh: "gelu_new"
    case .relu: "relu"
    case .silu: "silu"
    case .tanh: "tanh"
    }
  }
}

extension Execution {
  /// `activation(x)`, element by element.
  package func activate(_ x: Tensor, _ activation: Activation) -> Tensor {
    let output = Tensor(rows: x.rows, columns: x.columns)
    output.values.update(from: x.values, count: x.count)
    Kernels.best.table.pointee.activate(output.values, Int64(x.count), activation.kernel)
    record(output, from: [x]) { dy, _ in
      // dx = dy * activation'(x).
      let dx = Tensor(rows: x.rows, columns: x.columns)
      Kernels.best.table.pointee.activate_backward(x.values, dy.values, Int64(x.count), activation.kernel, dx.values)
      x.accumulate(dx)
    }
    return output
  }
}
