package import Tensors

/// Attention to earlier tokens alone, with rotary positions or without.
package struct CausalAttention: Sendable {
  /// How queries, keys and values are projected.
  package enum Projection: Sendable {
    /// One layer: query, key and value side by side, `[tokens, 3 * hidden]`.
    case joint(Linear)
    /// The queries, and keys with values side by side, of which there may be fewer heads.
    case split(query: Linear, keyValue: Linear)
  }

  package let projection: Projection
  /// `[tokens, N * D]` to `[tokens, hidden]`.
  package let output: Linear
  package let shape: AttentionShape

  package init(projection: Projection, output: Linear, shape: AttentionShape) {
    (self.projection, self.output, self.shape) = (projection, output, shape)
  }

  /// What each token gathers from itself and the tokens before it, `[tokens, hidden]`.
  ///
  /// - Parameter layer: the number of the layer, under which a cache keeps its keys and values.
  package func callAsFunction(_ x: Tensor, _ context: CausalContext, layer: Int, in execution: Execution) -> Tensor {
    var (query, keyValue) = projected(x, in: execution)
    if let angles = context.angles {
      query = execution.rotate(query, angles, heads: shape.heads)
      keyValue = execution.rotate(keyValue, angles, heads: shape.keyHeads)
    }
    let gathered: Tensor =
      switch context.past {
      case .none(let offsets): execution.causalAttention(query, keyValue, shape, offsets: offsets)
      case .cache(let cache, let mask):
        execution.causalAttention(query, keyValue, cache: cache, layer: layer, mask: mask)
      }
    return output(gathered, in: execution)
  }

  private func projected(_ x: Tensor, in execution: Execution) -> (query: Tensor, keyValue: Tensor) {
    switch projection {
    case .split(let query, let keyValue): return (query(x, in: execution), keyValue(x, in: execution))
    case .joint(let all):
      let sides = execution.splitColumns(all(x, in: execution), at: shape.queryColumns)
      return (sides.left, sides.right)
    }
  }
}

/// What the tokens of a pass have before them, and where they stand.
package struct CausalContext {
  package enum Past {
    /// Nothing: the rows are whole sequences, with `[sequences + 1]` offsets.
    case none(offsets: [Int])
    /// The tokens of a cache; a mask where the new ones are branches of a tree.
    case cache(KeyValueCache, AttentionMask?)
  }

  package let past: Past
  /// Of each row's place; nil for a family that adds embeddings of places.
  package let angles: RotaryAngles?

  package init(past: Past, angles: RotaryAngles?) { (self.past, self.angles) = (past, angles) }
}
