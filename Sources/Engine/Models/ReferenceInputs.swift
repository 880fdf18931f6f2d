import Tensors

/// The inputs of a reference file, without their padding.
struct ReferenceInputs {
  /// Sequences and their padded length in the file.
  let sequences: Int
  let length: Int
  let batch: PackedBatch
  /// For each token row of the batch, its row in the file.
  let storedRows: [(Int, Int)]
  /// For each sequence that is not all padding, its number in the batch and in the file.
  let storedSequences: [(Int, Int)]

  /// Reads `input_ids`, and `attention_mask`, `token_type_ids` and `case_ids` where there are any.
  ///
  /// - Throws: `ModelError` when something is missing or a mask hides tokens elsewhere than at the end.
  init(_ file: SafetensorsFile) throws {
    guard let ids = file.tensors["input_ids"] else { throw ModelError.reference(file.path, "it has no input_ids") }
    guard ids.shape.count == 2 else { throw ModelError.reference(file.path, "input_ids is not a matrix") }
    (sequences, length) = (ids.shape[0], ids.shape[1])
    func matrix(_ name: String) throws -> [Int64]? {
      guard let tensor = file.tensors[name] else { return nil }
      guard tensor.shape == ids.shape else {
        throw ModelError.reference(file.path, "\(name) has another shape than input_ids")
      }
      return try tensor.integers()
    }
    let tokens = try ids.integers()
    guard tokens.allSatisfy({ Int32(exactly: $0) != nil }) else {
      throw ModelError.reference(file.path, "input_ids has an id that does not fit 32 bits")
    }
    let mask = try matrix("attention_mask")
    let types = try matrix("token_type_ids")
    let cases = try matrix("case_ids")
    for (name, values) in [("token_type_ids", types), ("case_ids", cases)] {
      guard values?.allSatisfy({ (0...255).contains($0) }) ?? true else {
        throw ModelError.reference(file.path, "\(name) has an impossible id")
      }
    }
    var batch = PackedBatch()
    var rows: [(Int, Int)] = []
    for sequence in 0..<sequences {
      let all = sequence * length..<(sequence + 1) * length
      let count = try Self.visible(mask?[all], of: length, file.path)
      let visible = all.prefix(count)
      rows += visible.enumerated().map { (batch.tokenCount + $0.offset, $0.element) }
      batch.append(
        visible.map { Int32(tokens[$0]) }, typeIDs: types.map { types in visible.map { UInt8(types[$0]) } },
        caseIDs: cases.map { cases in visible.map { UInt8(cases[$0]) } })
    }
    self.batch = batch
    storedRows = rows
    let packed = batch
    storedSequences = (0..<sequences).filter { !packed.rows(of: $0).isEmpty }.map { ($0, $0) }
  }

  /// How many tokens at the start a mask shows.
  private static func visible(_ mask: ArraySlice<Int64>?, of length: Int, _ path: String) throws -> Int {
    guard let mask else { return length }
    let count = mask.prefix { $0 != 0 }.count
    guard mask.dropFirst(count).allSatisfy({ $0 == 0 }) else {
      throw ModelError.unsupported(
        path, "attention_mask hides tokens before others", hint: "Pad sequences at their end.")
    }
    return count
  }
}
