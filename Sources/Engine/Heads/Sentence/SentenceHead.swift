import Layers
package import Tensors

/// Turns hidden states into one vector per sequence, as the modules of sentence-transformers do one after the other.
package struct SentenceHead: Sendable {
  /// One module behind the transformer.
  enum Step: Sendable {
    case pool(PoolingMode)
    case dense(Dense)
    case normalize
  }

  let steps: [Step]
  /// Width of the vectors.
  package let dimensions: Int

  /// The mean over a sequence's tokens, which sentence-transformers takes for a model that says nothing.
  package static func mean(hidden: Int) -> SentenceHead { SentenceHead(steps: [.pool(.mean)], dimensions: hidden) }

  /// `[tokens, hidden]` to `[sequences, dimensions]`.
  package func forward(_ hidden: Tensor, offsets: [Int], in execution: Execution) -> Tensor {
    steps.reduce(hidden) { x, step in
      switch step {
      case .pool(let mode): execution.pool(x, mode, offsets: offsets)
      case .dense(let dense): dense.linear(x, then: dense.activation, in: execution)
      case .normalize: execution.normalize(x)
      }
    }
  }
}
