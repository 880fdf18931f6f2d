import Datasets
import Edits
import Foundation
import Heads
import Models
import Tensors
import Tokenizers
import Training

/// Corrections as one tag for each word, after GECToR (Omelianchuk and others, 2020).
///
/// What the head's vocabulary cannot say is not learned; its neighbours are. Texts become tokens when their batch is due, so that millions of
/// pairs fit into memory.
struct EditObjective: Objective {
  private let model: TaskModel
  private let head: EditHead
  private let pairs: EditPairs
  private let builder: InputBuilder
  private let options: CrossEntropyOptions
  /// Whose probabilities are learnt in place of the pairs' corrections; nil for nobody's.
  private let teacher: TeacherHead?
  /// A row of the head for each token of each pair, `ignored` where nothing is learned.
  private let labels: [Int16]
  private let labelEnds: [Int]
  private let lengths: [Int32]

  private static let ignored: Int16 = -1

  init?(
    _ model: TaskModel, _ pairs: EditPairs, space: LabelSpace, _ task: RecipeTask, _ builder: InputBuilder,
    teacher: TeacherHead? = nil
  ) {
    guard case .edits(let head) = model.head, let vocabulary = EditVocabulary(labels: space.names) else { return nil }
    (self.model, self.head, self.pairs, self.builder, self.teacher) = (model, head, pairs, builder, teacher)
    options = CrossEntropyOptions(task, space)
    let rows = pairs.rows(in: vocabulary)
    var (labels, ends, lengths): ([Int16], [Int], [Int32]) = ([], [], [])
    for index in 0..<pairs.count {
      let text = pairs.source(index)
      let encoding = builder.text(text).encoding
      let places = EditRows.rows(of: EditableText(text).tokens, in: encoding)
      for (place, number) in zip(places, pairs.numbers(index)) {
        // A teacher has something to say of every word.
        let row = number < 0 ? Self.ignored : Int16(clamping: rows[Int(number)])
        labels.append(place < 0 ? Self.ignored : teacher == nil ? row : max(0, row))
      }
      ends.append(labels.count)
      lengths.append(Int32(encoding.count))
    }
    (self.labels, labelEnds, self.lengths) = (labels, ends, lengths)
  }

  var count: Int { pairs.count }

  func tokenCount(of example: Int) -> Int { Int(lengths[example]) }

  func outputs(_ examples: [Int], in execution: Execution) -> [Tensor] {
    let found = examples.map { example in
      let text = pairs.source(example)
      let (input, encoding) = builder.text(text)
      return (input: input, places: EditRows.rows(of: EditableText(text).tokens, in: encoding))
    }
    let batch = PackedBatch(found.map(\.input))
    var rows: [Int] = []
    for (index, example) in examples.enumerated() {
      for (place, label) in zip(found[index].places, labels(example)) where label != Self.ignored {
        rows.append(batch.offsets[index] + Int(place))
      }
    }
    let (logits, detection) = head.forward(
      model.states(batch, in: execution), batch, rows: rows, in: execution)
    return [logits] + (detection.map { [$0] } ?? [])
      + (teacher.map { [$0.logits(batch, rows: rows, products: execution.products)] } ?? [])
  }

  func loss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor {
    let loss = tagLoss(outputs, examples, in: execution)
    guard head.specification.branch?.detector != nil else { return loss }
    let detection = execution.binaryCrossEntropy(
      outputs[1], (0..<outputs[0].rows).map { suspicion(outputs[0].row($0)) })
    return execution.sum([(loss, 1), (detection, 1)])
  }

  private func tagLoss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor {
    if teacher != nil { return execution.distillation(outputs[0], teacher: outputs[outputs.count - 1]) }
    let targets = examples.flatMap { labels($0).filter { $0 != Self.ignored }.map(Int32.init) }
    return execution.crossEntropy(outputs[0], targets, options: options)
  }

  /// What the detector is to say of a word: the probability that the head itself gives to any edit, its odds taken `leniency` times, because what
  /// the detector misses is lost.
  private func suspicion(_ logits: UnsafeMutableBufferPointer<Float>) -> Float {
    let rest = logits.dropFirst().max().map { largest in
      largest + log(logits.dropFirst().reduce(0) { $0 + exp($1 - largest) })
    }
    return 1 / (1 + exp(logits[0] - (rest ?? -.infinity) - log(Self.leniency)))
  }

  private static let leniency: Float = 8

  private func labels(_ example: Int) -> ArraySlice<Int16> {
    labels[(example == 0 ? 0 : labelEnds[example - 1])..<labelEnds[example]]
  }
}
