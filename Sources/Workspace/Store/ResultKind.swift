/// What computed a cached result: a feature in one version on one model.
///
/// Make one per feature and keep it; the constructor hashes its strings.
package struct ResultKind: Hashable, Sendable {
  /// The fingerprint of the model, or of whatever else the result depends on; empty for features without one.
  package let model: String
  /// The feature's name in kebab case.
  package let feature: String
  /// Counts up whenever the feature's output or its encoding changes.
  package let version: Int
  /// A hash of the three that stays the same between processes and versions.
  let seed: UInt64

  package init(model: String, feature: String, version: Int) {
    self.model = model
    self.feature = feature
    self.version = version
    seed = Self.hash("\(model)\u{0}\(feature)\u{0}\(version)")
  }

  package static func == (a: ResultKind, b: ResultKind) -> Bool {
    a.seed == b.seed && a.version == b.version && a.feature == b.feature && a.model == b.model
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(seed) }

  /// FNV-1a with 64 bits, as described on http://www.isthe.com/chongo/tech/comp/fnv/ by its authors.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}
