/// The gradients of all parameters that one thread has summed.
///
/// Each thread of a data-parallel step has its own; afterwards they are added in a fixed order. `@unchecked Sendable`: the buffers of one
/// parameter belong to one thread at a time, first to the thread of the pass, then to the one that adds them up.
package final class ParameterGradients: @unchecked Sendable {
  private var buffers: [GradientBuffer?] = []

  package init() {}

  /// The gradient of a parameter, nil where no pass has met it.
  package subscript(parameter: Parameter) -> GradientBuffer? {
    parameter.index < buffers.count ? buffers[parameter.index] : nil
  }

  /// The gradient of a parameter, zero at first.
  package func buffer(of parameter: Parameter) -> GradientBuffer {
    while buffers.count <= parameter.index { buffers.append(nil) }
    if let buffer = buffers[parameter.index] { return buffer }
    let buffer = GradientBuffer(parameter)
    buffers[parameter.index] = buffer
    return buffer
  }

  /// A copy of a parameter's gradient, zeros where there is none.
  package func elements(of parameter: Parameter) -> [Float] {
    guard let buffer = self[parameter], buffer.content != .nothing else {
      return [Float](repeating: 0, count: parameter.count)
    }
    return Array(UnsafeBufferPointer(start: buffer.values, count: buffer.count))
  }

  /// Sets all to zero; O(what was touched).
  package func clear() { for buffer in buffers { buffer?.clear() } }
}
