import Architectures
import Datasets
import Heads
import Tensors

/// Which head a task gets.
enum HeadPlan {
  /// The specification of a task's head; nil for tasks that learn vectors and have none.
  static func specification(of task: RecipeTask, _ space: LabelSpace, _ backbone: BackboneDimensions)
    -> HeadSpecification?
  {
    var specification: HeadSpecification
    switch task.kind {
    case .spans, .words: specification = .tokens(labels: space.names)
    case .label: specification = .sequence(labels: space.names)
    case .labels: specification = .sequence(labels: space.names, problem: .multiLabel)
    case .score: specification = .sequence(labels: ["score"], problem: .regression)
    case .answers: specification = .answers(maximumTokens: task.maximumAnswerTokens)
    case .roles: specification = .sentences(labels: space.names)
    case .salience: specification = .salience()
    case .edits: specification = .edits(labels: space.names)
    case .pairs, .triplets, .distillation, .languageModel: return nil
    }
    if let dense = task.dense { specification.dense = dense ? .tanh : nil }
    if task.branchLayers > 0 { specification.branch = branch(task, backbone) }
    if task.contextLayers > 0 {
      let width = task.contextWidth
      specification.context = ContextShape(
        layers: task.contextLayers, width: width, attentionHeads: width % 32 == 0 ? width / 32 : 1, inner: 2 * width)
    }
    specification.branch?.detector = task.detector
    specification.branch?.lastInner = task.branchLastInner
    return specification
  }

  /// Copies of the backbone's layers; else layers as wide as the backbone, with a middle of twice that and attention heads of 32 numbers.
  ///
  /// The recipe may say how wide the middle is.
  private static func branch(_ task: RecipeTask, _ backbone: BackboneDimensions) -> HeadBranch {
    let hidden = backbone.hidden
    guard let source = task.branchFrom else {
      return HeadBranch(
        layers: task.branchLayers, attentionHeads: hidden % 32 == 0 ? hidden / 32 : 1,
        inner: task.branchInner ?? 2 * hidden)
    }
    return HeadBranch(
      layers: task.branchLayers, attentionHeads: backbone.attentionHeads, inner: task.branchInner ?? backbone.inner,
      activation: backbone.activation, source: min(source, backbone.layers))
  }
}
