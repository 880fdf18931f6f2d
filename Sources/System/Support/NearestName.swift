/// The one of `candidates` that `name` was probably meant to be, or nil when none is near.
///
/// Near means an edit distance, case aside, of at most a third of the longer name, or that it is the beginning. O(candidates x length²).
package func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
  let name = Array(name.lowercased().unicodeScalars.prefix(64))
  let ranked = candidates.map { candidate in
    (candidate, editDistance(name, Array(candidate.lowercased().unicodeScalars)))
  }
  let isBeginning = { (candidate: String) in name.count > 2 && candidate.lowercased().unicodeScalars.starts(with: name)
  }
  return ranked.filter { $0.1 <= max(1, max(name.count, $0.0.count) / 3) || isBeginning($0.0) }.min { $0.1 < $1.1 }?.0
}

/// Levenshtein's distance.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var row = Array(0...b.count)
  for (i, left) in a.enumerated() {
    var diagonal = i
    row[0] = i + 1
    for (j, right) in b.enumerated() {
      let substitution = diagonal + (left == right ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substitution, row[j] + 1, diagonal + 1)
    }
  }
  return row[b.count]
}
