import Documents
import Markup
import Support
import Text

/// Where remarks in a document switch rules off.
struct Suppressions {
  /// A stretch in which something is off; it ends where the next begins.
  private struct Stretch {
    let start: Int
    let isAll: Bool
    let codes: Set<String>
  }

  private var stretches: [Stretch] = []
  private var lines: [(range: Range<Int>, codes: [String])] = []
  /// Words that mean nothing: kinds of remarks or rules that do not exist, with where they stand.
  private(set) var unknown: [(word: String, isRule: Bool, range: Range<Int>)] = []
  private var remarks: [Range<Int>] = []

  /// - Parameter codes: the rules that exist.
  init(_ snapshot: DocumentSnapshot, codes known: [String]) {
    var isAll = false
    var codes: Set<String> = []
    for directive in snapshot.directives {
      remarks.append(directive.range)
      guard let kind = directive.kind else {
        unknown.append((directive.word, false, directive.range))
        continue
      }
      unknown += directive.codes.filter { !Self.exists($0, known) }.map { ($0, true, directive.range) }
      switch kind {
      case .off: if directive.codes.isEmpty { isAll = true } else { codes.formUnion(directive.codes) }
      case .on: if directive.codes.isEmpty { (isAll, codes) = (false, []) } else { codes.subtract(directive.codes) }
      case .offLine: lines.append((Self.line(of: directive.range, in: snapshot), directive.codes))
      }
      stretches.append(Stretch(start: directive.range.lowerBound, isAll: isAll, codes: codes))
    }
  }

  /// Whether nothing is switched off anywhere.
  var isEmpty: Bool { remarks.isEmpty }

  /// Whether a finding of the rule `code` is not wanted there.
  ///
  /// O(log n + lines).
  func cover(_ range: Range<Int>, code: String) -> Bool {
    guard !isEmpty else { return false }
    if remarks.contains(where: { $0.overlaps(range) }) { return true }
    if lines.contains(where: { $0.range.contains(range.lowerBound) && ($0.codes.isEmpty || Self.name(code, $0.codes)) })
    {
      return true
    }
    let next = stretches.partitioningIndex { $0.start > range.lowerBound }
    return next > 0 && (stretches[next - 1].isAll || Self.name(code, stretches[next - 1].codes))
  }

  private static func name(_ code: String, _ codes: some Sequence<String>) -> Bool {
    codes.contains { $0 == code || code.hasPrefix($0 + ".") }
  }

  private static func exists(_ code: String, _ known: [String]) -> Bool {
    known.contains { $0 == code || $0.hasPrefix(code + ".") }
  }

  /// The line of a remark, or the one behind it when nothing else stands on its own.
  private static func line(of range: Range<Int>, in snapshot: DocumentSnapshot) -> Range<Int> {
    let rope = snapshot.rope
    let number = rope.line(at: range.lowerBound)
    let own = rope.lineRange(number)
    let others = rope.bytes(in: own.lowerBound..<range.lowerBound) + rope.bytes(in: range.upperBound..<own.upperBound)
    return others.contains { $0 > 0x20 } ? own : rope.lineRange(number + 1)
  }
}
