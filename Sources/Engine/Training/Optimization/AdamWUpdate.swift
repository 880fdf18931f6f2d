import CKernels
import Tensors

/// The AdamW step of one parameter.
///
/// The first gradient of a row makes it active. Rows that never had one have moments of zero: the step does not move them, and only the decay
/// touches them.
struct AdamWUpdate: Sendable {
  let parameter: Parameter
  let gradient: GradientBuffer
  let moments: Moments
  let constants: stet_adamw

  func run() {
    let kernels = Kernels.best.table.pointee
    moments.activate(gradient.content)
    moments.forEachRun { numbers, isActive in
      let (start, count) = (numbers.lowerBound, Int64(numbers.count))
      if isActive {
        withUnsafePointer(to: constants) { constants in
          kernels.adamw(
            constants, gradient.values + start, count, parameter.values + start, moments.first + start,
            moments.second + start)
        }
      } else if constants.decay > 0 {
        let values = parameter.values + start
        kernels.add_scaled(values, count, -constants.rate * constants.decay, values)
      }
    }
  }
}
