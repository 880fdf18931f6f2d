/// From where on the second of two labels is better.
enum TwoWayDecision {
  /// Fewer examples say too little.
  private static let enough = 200

  /// The advantage of the second label over the first, in logits, above which taking it leaves most examples right: the middle of the widest
  /// stretch that is best; 0 where no place is better, and where there are fewer than 200 examples.
  static func best(_ examples: [(advantage: Float, isSecond: Bool)]) -> Float {
    guard examples.count >= enough else { return 0 }
    let ordered = examples.sorted { $0.advantage < $1.advantage }
    var best = (right: examples.count { ($0.advantage > 0) == $0.isSecond }, width: Float.infinity, place: Float(0))
    var right = ordered.count { $0.isSecond }
    for (example, next) in zip(ordered, ordered.dropFirst()) {
      right += example.isSecond ? -1 : 1
      let width = next.advantage - example.advantage
      if width > 0, (right, width) > (best.right, best.width) {
        best = (right, width, (example.advantage + next.advantage) / 2)
      }
    }
    return best.place
  }
}
