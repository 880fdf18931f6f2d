/// What a checkpoint calls the layers of a head; `.weight` and `.bias` follow.
///
/// Maps Stet's names to those of a checkpoint and back.
package struct HeadNames: Sendable, Equatable {
  /// The dense layer before the last one.
  package var dense: String
  /// The last layer.
  package var output: String
  /// Before the names of the head's own encoder layers.
  package var branch: String
  /// Before the names of the two layers of the detector.
  package var detector: String
  /// Before the names of the layers over sentences.
  package var context: String

  package init(
    dense: String, output: String, branch: String = "branch", detector: String = "detector", context: String = "context"
  ) {
    (self.dense, self.output, self.branch) = (dense, output, branch)
    (self.detector, self.context) = (detector, context)
  }

  /// Stet's own: in a bundle `heads.NAME.` stands before them.
  package static let stet = HeadNames(dense: "dense", output: "classifier")

  /// What a bundle puts before the weights of the head `name`.
  package static func prefix(of name: String) -> String { "heads.\(name)." }

  /// The checkpoint's name of a weight that Stet calls `name`, nil for one that no head has.
  package func checkpointName(of name: String) -> String? { Self.renamed(name, from: .stet, to: self) }

  /// Stet's name of a weight that the checkpoint calls `name`, nil for one that belongs to no head.
  package func stetName(of name: String) -> String? { Self.renamed(name, from: self, to: .stet) }

  private static func renamed(_ name: String, from: HeadNames, to: HeadNames) -> String? {
    // The longest first: "classifier.dense" is not a part of "classifier".
    let pairs = [
      (from.dense, to.dense), (from.output, to.output), (from.branch, to.branch), (from.detector, to.detector),
      (from.context, to.context),
    ]
    for (old, new) in pairs.sorted(by: { $0.0.utf8.count > $1.0.utf8.count }) where name.hasPrefix(old + ".") {
      return new + name.dropFirst(old.count)
    }
    return nil
  }
}
