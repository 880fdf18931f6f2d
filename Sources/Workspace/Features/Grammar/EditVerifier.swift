/// A second opinion on corrections: how much likelier a sentence is after than before.
///
/// The seam for a causal language model; whether one is asked is decided by numbers when there is one.
package protocol EditVerifier: Sendable {
  /// For each pair how much the second text is to be preferred, in nats; below zero the first is better.
  ///
  /// - Throws: why the model cannot run.
  func preferences(_ pairs: [(before: [UInt8], after: [UInt8])]) async throws -> [Float]
}
