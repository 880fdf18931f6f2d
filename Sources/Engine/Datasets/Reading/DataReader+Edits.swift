package import Edits

extension DataReader {
  /// Pairs of a wrong and a right text: `source` and `target` of jsonl or tsv.
  ///
  /// Where the source's fields name a `label`, only records whose label counts are taken.
  package static func edits(_ source: DataSource, keepsTargets: Bool = false) throws -> (
    pairs: EditPairs, problems: DataProblems
  ) {
    let found = try RecordFile.read(source) { record, _ throws(Record.Wrong) -> PairExample? in
      if source.fields[.label] != nil {
        guard case .label = source.labels.outcome(of: try record.label(.label)) else { return nil }
      }
      return PairExample(first: try record.filledText(.source), second: try record.filledText(.target))
    }
    var pairs = EditPairs(keepsTargets: keepsTargets)
    for pair in found.examples { pairs.append(from: EditableText(pair.first), to: EditableText(pair.second)) }
    return (pairs, found.problems)
  }
}
