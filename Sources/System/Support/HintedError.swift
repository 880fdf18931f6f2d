/// An error that says what went wrong and what to do next.
///
/// Every layer has one error struct that conforms. Neither `message` nor `hint` may hold text of a person's document:
/// both travel into logs and over the wire.
package protocol HintedError: Error, CustomStringConvertible, Sendable {
  /// A stable machine-readable name in kebab case, listed in `protocol/README.md`, for example `model-not-found`.
  var code: String { get }
  /// What went wrong, one sentence without a final full stop.
  var message: String { get }
  /// What the reader can do about it, one sentence; empty when there is nothing to do.
  var hint: String { get }
}

extension HintedError {
  package var description: String { hint.isEmpty ? message : "\(message). \(hint)" }
}
