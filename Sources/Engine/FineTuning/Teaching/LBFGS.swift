/// Minimises a smooth function of many variables from its values and gradients alone (limited-memory BFGS).
///
/// J. Nocedal, "Updating quasi-Newton matrices with limited storage" (1980): the two-loop recursion over the last steps. Backtracking finds a step
/// that satisfies Armijo's condition; a step along which the gradient does not grow is not remembered. Deterministic. Memory O(history * variables).
package struct LBFGS: Sendable {
  /// How many of the last steps shape the next one.
  package var history = 10
  /// Steps at most.
  package var iterations = 60
  /// It ends when a step lowers the value by less than this share of it.
  package var tolerance = 1e-5

  package init() {}

  /// The value and the gradient at a point.
  package typealias Function = (_ point: [Float]) -> (value: Double, gradient: [Float])

  /// Moves `point` to where the function is least; returns the value there.
  @discardableResult
  package func minimize(_ point: inout [Float], _ function: Function) -> Double {
    var (value, gradient) = function(point)
    var steps: [Step] = []
    for _ in 0..<iterations {
      let direction = direction(gradient, steps)
      let slope = Self.dot(direction, gradient)
      guard slope < 0 else { break }
      // Nothing is known about the scale of the first step.
      var length = steps.isEmpty ? min(1, 1 / Self.dot(gradient, gradient).squareRoot()) : 1
      var next: (point: [Float], value: Double, gradient: [Float])?
      for _ in 0..<20 {
        let candidate = Self.sum(point, direction, length)
        let found = function(candidate)
        if found.value <= value + 1e-4 * length * slope {
          next = (candidate, found.value, found.gradient)
          break
        }
        length *= 0.5
      }
      guard let next else { break }
      remember(Step(Self.sum(next.point, point, -1), Self.sum(next.gradient, gradient, -1)), in: &steps)
      let gain = value - next.value
      (point, value, gradient) = (next.point, next.value, next.gradient)
      if gain < tolerance * max(1e-9, abs(value)) { break }
    }
    return value
  }

  /// A step that was made: how the point and the gradient changed.
  private struct Step {
    let point: [Float]
    let gradient: [Float]
    let product: Double

    init(_ point: [Float], _ gradient: [Float]) {
      (self.point, self.gradient) = (point, gradient)
      product = LBFGS.dot(point, gradient)
    }
  }

  private func remember(_ step: Step, in steps: inout [Step]) {
    guard step.product > 1e-12 else { return }
    steps.append(step)
    if steps.count > history { steps.removeFirst() }
  }

  /// `-H g`, with `H` the estimate of the inverse Hessian that the steps make.
  private func direction(_ gradient: [Float], _ steps: [Step]) -> [Float] {
    var q = gradient
    var alphas: [Double] = []
    for step in steps.reversed() {
      let alpha = Self.dot(step.point, q) / step.product
      alphas.append(alpha)
      q = Self.sum(q, step.gradient, -alpha)
    }
    if let last = steps.last {
      let scale = Float(last.product / Self.dot(last.gradient, last.gradient))
      for index in q.indices { q[index] *= scale }
    }
    for (step, alpha) in zip(steps, alphas.reversed()) {
      let beta = Self.dot(step.gradient, q) / step.product
      q = Self.sum(q, step.point, alpha - beta)
    }
    return q.map { -$0 }
  }

  private static func dot(_ a: [Float], _ b: [Float]) -> Double {
    var sum = 0.0
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in for index in a.indices { sum += Double(a[index]) * Double(b[index]) } }
    }
    return sum
  }

  /// `a + factor * b`.
  private static func sum(_ a: [Float], _ b: [Float], _ factor: Double) -> [Float] {
    let factor = Float(factor)
    return [Float](unsafeUninitializedCapacity: a.count) { output, count in
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in for index in a.indices { output[index] = a[index] + factor * b[index] } }
      }
      count = a.count
    }
  }
}
