package import Tensors

/// What a task head computes and what its outputs mean: everything about it but the weights.
package struct HeadSpecification: Sendable, Equatable {
  /// What kinds of heads there are.
  package enum Task: String, Sendable, CaseIterable {
    /// A label for every word, or spans of words where the labels are tags.
    case tokens = "token-classification"
    /// Labels or a number for a text or a pair of texts.
    case sequence = "text-classification"
    /// Where in a passage the answer to a question stands.
    case answers = "question-answering"
    /// A label for each sentence of a document.
    case sentences = "sentence-classification"
    /// How important each sentence of a document is.
    case salience = "sentence-salience"
    /// What to change at each word of a text: labels are the names of edit tags.
    case edits = "edit-tagging"
  }

  /// How the outputs of one row belong together.
  package enum Problem: String, Sendable, CaseIterable {
    /// Exactly one label holds.
    case singleLabel = "single_label_classification"
    /// Any number of labels hold.
    case multiLabel = "multi_label_classification"
    /// The outputs are numbers.
    case regression
  }

  /// Which rows stand for a text.
  package enum Pooling: String, Sendable, CaseIterable {
    /// The first token's.
    case first
    /// The mean of all tokens'.
    case mean
  }

  package var task: Task
  /// One per output, in the order of the rows of the last layer.
  package var labels: [String]
  package var problem: Problem
  /// For `sequence`, `sentences` and `salience`.
  package var pooling: Pooling
  /// A dense layer of the backbone's width with this activation, before the last layer; nil for none.
  package var dense: Activation?
  /// Encoder layers of the head's own, before everything else; nil for none.
  package var branch: HeadBranch?
  /// Layers over the vectors of a document's sentences, for `sentences` and `salience`: the head reads those in place of token rows; nil for none.
  package var context: ContextShape?
  /// The probability from which each label holds, for `multiLabel`; empty for one half everywhere.
  ///
  /// For `singleLabel` what is taken off the probabilities before they are compared: of two labels one and the rest, see `decision`.
  package var thresholds: [Float]
  /// The longest answer, in tokens.
  package var maximumAnswerTokens: Int
  /// By how many logits an answer must be better than none; 0 where nothing was fitted.
  package var answerThreshold: Float = 0
  /// How likely an edit must be to be made, by category; for `edits`.
  package var categoryThresholds: [String: Float] = [:]
  /// The logit of the branch's detector from which a word goes through the last layer; nil for all words, for `edits`.
  package var detectionThreshold: Float?
  /// What was measured after training, by name.
  package var metrics: [String: Double]

  package init(
    task: Task, labels: [String], problem: Problem = .singleLabel, pooling: Pooling = .mean, dense: Activation? = nil,
    branch: HeadBranch? = nil, thresholds: [Float] = [], maximumAnswerTokens: Int = 30, metrics: [String: Double] = [:]
  ) {
    (self.task, self.labels, self.problem, self.pooling) = (task, labels, problem, pooling)
    (self.dense, self.branch, self.thresholds) = (dense, branch, thresholds)
    (self.maximumAnswerTokens, self.metrics) = (maximumAnswerTokens, metrics)
  }

  /// A label for every word; spans where the labels are `O`, `B-X`, `I-X` or another scheme of tags.
  package static func tokens(labels: [String]) -> HeadSpecification { HeadSpecification(task: .tokens, labels: labels) }

  /// Labels of texts.
  package static func sequence(labels: [String], problem: Problem = .singleLabel) -> HeadSpecification {
    HeadSpecification(task: .sequence, labels: labels, problem: problem, dense: .tanh)
  }

  /// Start and end of answers.
  package static func answers(maximumTokens: Int = 30) -> HeadSpecification {
    HeadSpecification(task: .answers, labels: ["start", "end"], maximumAnswerTokens: maximumTokens)
  }

  /// Labels of sentences.
  package static func sentences(labels: [String]) -> HeadSpecification {
    HeadSpecification(task: .sentences, labels: labels)
  }

  /// Corrections as tags; the first label changes nothing.
  package static func edits(labels: [String]) -> HeadSpecification { HeadSpecification(task: .edits, labels: labels) }

  /// The importance of sentences: a probability, or with `regression` a number.
  package static func salience(problem: Problem = .multiLabel) -> HeadSpecification {
    HeadSpecification(task: .salience, labels: ["salience"], problem: problem)
  }
}

/// Encoder layers that belong to one head: more room for a task than one matrix has, without a backbone of its own.
package struct HeadBranch: Sendable, Equatable {
  package var layers: Int
  /// Divides the backbone's width.
  package var attentionHeads: Int
  /// Width of the feed-forward middle.
  package var inner: Int
  /// That of the last layer, which with a detector few words go through; nil for the same.
  package var lastInner: Int?
  package var activation: Activation
  /// The layer of the backbone whose states the branch reads; nil for the last one.
  ///
  /// Lower layers know more of how words are written, and the branch may begin as a copy of the layers above.
  package var source: Int?
  /// Width of what says before the branch's last layer which words need that layer; nil for nothing.
  package var detector: Int?

  package init(
    layers: Int, attentionHeads: Int, inner: Int, lastInner: Int? = nil, activation: Activation = .gelu,
    source: Int? = nil, detector: Int? = nil
  ) {
    (self.layers, self.attentionHeads, self.inner, self.activation) = (layers, attentionHeads, inner, activation)
    (self.source, self.detector, self.lastInner) = (source, detector, lastInner)
  }
}

extension HeadSpecification {
  /// By how many logits the second of two exclusive labels must be ahead of the first to hold; nil for other heads, 0 where nothing was fitted.
  package var decision: Float? {
    get {
      guard problem == .singleLabel, labels.count == 2 else { return nil }
      return thresholds.count == 2 ? Probabilities.logit(thresholds[1]) : 0
    }
    set {
      guard let newValue, problem == .singleLabel, labels.count == 2 else { return }
      let second = Probabilities.sigmoid(newValue)
      thresholds = [1 - second, second]
    }
  }
}
