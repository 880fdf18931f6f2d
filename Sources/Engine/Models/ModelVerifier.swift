import Architectures
import Heads
import Support
import Tensors

/// Recomputes the outputs that another implementation stored, and says how far Stet's are from them.
package enum ModelVerifier {
  /// What a reference may hold besides inputs.
  static let knownOutputs = [
    "last_hidden_state", "pooler_output", "sentence_embedding", "logits", "start_logits", "end_logits",
  ]
  static let knownInputs = ["input_ids", "attention_mask", "token_type_ids", "case_ids"]

  /// How far one output is from the stored one.
  package struct Difference: Sendable, Equatable {
    /// The output's name in the reference.
    package let output: String
    /// Over all positions that the attention mask does not hide; infinite when a number is not finite.
    package let largest: Float
    /// How many numbers were compared.
    package let count: Int
  }

  /// The result of a verification.
  package struct Report: Sendable, Equatable {
    package let differences: [Difference]
    package let tolerance: Float
    /// Whether every output is within the tolerance.
    package var passed: Bool { differences.allSatisfy { $0.largest <= tolerance } }
  }

  /// Runs the model in `directory` on the inputs in the safetensors file `reference`.
  ///
  /// - Parameter tolerance: nil for that of how the model's weights are stored, `WeightStorage.tolerance`.
  /// - Throws: what loading throws; `ModelError` when the reference lacks inputs, or has outputs or masks that are not supported;
  ///   `ArchitectureError` when the inputs do not fit the model.
  package static func verify(directory: String, reference path: String, tolerance: Float? = nil) throws -> Report {
    let reference = try SafetensorsFile(path: path)
    let unknown = reference.tensors.keys.filter { !knownOutputs.contains($0) && !knownInputs.contains($0) }.sorted()
    guard unknown.isEmpty else {
      throw ModelError.unsupported(
        path, "there is no way to compute \(unknown.map { String($0.prefix(60)) }.joined(separator: ", "))",
        hint: "Known are \(knownOutputs.joined(separator: ", ")).")
    }
    let outputs = knownOutputs.compactMap { reference.tensors[$0] }
    guard !outputs.isEmpty else { throw ModelError.reference(path, "it has no outputs") }
    let inputs = try ReferenceInputs(reference)
    let model = try ModelBundle(directory: directory)
    try inputs.batch.check(against: model.backbone.dimensions)
    let execution = Execution()
    let hidden = model.backbone.encode(inputs.batch, in: execution)
    let outputsOfModel = ReferenceOutputs(model: model, batch: inputs.batch, hidden: hidden, path: path)
    let differences = try outputs.map { stored in
      try difference(stored, outputsOfModel.compute(stored.name, in: execution), inputs, path)
    }
    return Report(differences: differences, tolerance: tolerance ?? model.storage.tolerance)
  }

  /// Compares row by row; where there is a row per token, the rows are those of tokens that the mask does not hide.
  private static func difference(
    _ stored: StoredTensor, _ output: ReferenceOutputs.Output, _ inputs: ReferenceInputs, _ path: String
  ) throws -> Difference {
    let computed = output.tensor
    let expected =
      (output.isPerToken ? [inputs.sequences, inputs.length] : [inputs.sequences])
      + (output.isVector ? [] : [computed.columns])
    guard stored.shape == expected else {
      throw ModelError.reference(path, "\(stored.name) has the shape \(stored.shape) instead of \(expected)")
    }
    let values = try stored.floats()
    let rows = output.isPerToken ? inputs.storedRows : inputs.storedSequences
    var largest: Float = 0
    for (row, storedRow) in rows {
      let computedRow = computed.row(row)
      for column in 0..<computed.columns {
        let difference = abs(computedRow[column] - values[storedRow * computed.columns + column])
        largest = difference.isNaN ? .infinity : max(largest, difference)
      }
    }
    return Difference(output: stored.name, largest: largest, count: rows.count * computed.columns)
  }
}
