import Architectures
import Heads
import Support
import Tensors

/// Recomputes the outputs that another implementation stored, and says how far Stet's are from them.
package enum ModelVerifier {
  /// What a reference may hold besides inputs.
  static let knownOutputs = ["last_hidden_state", "pooler_output", "sentence_embedding"]
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
  /// - Throws: what loading throws; `ModelError` when the reference lacks inputs, or has outputs or masks that are not supported;
  ///   `ArchitectureError` when the inputs do not fit the model.
  package static func verify(directory: String, reference path: String, tolerance: Float = 1e-3) throws -> Report {
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
    let differences = try outputs.map { stored in
      let computed = try compute(stored.name, model, hidden, inputs.batch, execution, path)
      return try difference(stored, computed, inputs, path)
    }
    return Report(differences: differences, tolerance: tolerance)
  }

  private static func compute(
    _ output: String, _ model: ModelBundle, _ hidden: Tensor, _ batch: PackedBatch, _ execution: Execution,
    _ path: String
  ) throws -> Tensor {
    switch output {
    case "last_hidden_state": return hidden
    case "pooler_output":
      guard let pooled = model.backbone.pooled(hidden, batch, in: execution) else {
        throw ModelError.unsupported(
          path, "pooler_output is stored, but the model has no pooler", hint: "Verify a checkpoint with pooler weights."
        )
      }
      return pooled
    default: return model.sentenceHead.forward(hidden, offsets: batch.offsets, in: execution)
    }
  }

  /// Compares row by row; the rows of a hidden state are those of tokens that the mask does not hide.
  private static func difference(
    _ stored: StoredTensor, _ computed: Tensor, _ inputs: ReferenceInputs, _ path: String
  ) throws -> Difference {
    let perToken = stored.name == "last_hidden_state"
    let expected = (perToken ? [inputs.sequences, inputs.length] : [inputs.sequences]) + [computed.columns]
    guard stored.shape == expected else {
      throw ModelError.reference(path, "\(stored.name) has the shape \(stored.shape) instead of \(expected)")
    }
    let values = try stored.floats()
    let rows = perToken ? inputs.storedRows : inputs.storedSequences
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
