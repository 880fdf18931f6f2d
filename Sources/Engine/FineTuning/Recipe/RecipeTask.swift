package import Datasets

/// One head: what it predicts, and the data it learns from.
package struct RecipeTask: Sendable, Equatable {
  /// What kinds of heads there are.
  package enum Kind: String, Sendable, CaseIterable {
    /// Spans of words with a type: entities, key phrases.
    case spans
    /// A label for each word: parts of speech.
    case words
    /// One label for a text or a pair of texts.
    case label
    /// Any number of labels for a text.
    case labels
    /// A number for a text or a pair.
    case score
    /// The place of a question's answer in a passage.
    case answers
    /// A label for each sentence of a document.
    case roles
    /// A degree of importance for each sentence of a document.
    case salience
    /// Vectors of texts that are near when the texts mean the same, from pairs.
    case pairs
    /// The same from triplets.
    case triplets
    /// Vectors that stay near those of a teacher.
    case distillation
    /// Corrections: what to do with each word.
    case edits
    /// What comes next, from plain text.
    case languageModel = "language-model"
  }

  /// The losses of `pairs`.
  package enum PairLoss: String, Sendable, CaseIterable {
    /// The cosine is to be the score (scaled to 0...1 by `maximum-score`).
    case cosine
    /// The partner is to be nearer than every other text of the batch.
    case ranking
    /// Pairs of label 1 near, of label 0 farther than `margin`.
    case contrastive
  }

  package var name: String
  package var kind: Kind
  /// The labels in the order of the head's rows; empty to collect them from the training data.
  ///
  /// Types for `spans`, names otherwise.
  package var labels: [String] = []
  package var train: [RecipeData] = []
  package var dev: [RecipeData] = []
  /// A factor of the loss.
  package var weight = 1.0
  /// How often its batches are drawn, in relation to the other tasks; nil to go by the number of examples.
  package var share: Double?
  /// The share of probability that the loss spreads over all labels.
  package var labelSmoothing = 0.0
  /// Factors of the loss by label; 1 where none is named.
  package var classWeights: [String: Double] = [:]
  /// For `pairs`.
  package var pairLoss = PairLoss.cosine
  /// For `triplets` and the contrastive loss.
  package var margin = 0.5
  /// The factor of cosines in the ranking loss.
  package var scale = 20.0
  /// The score that stands for "the same" in `pairs`, and the largest one of `score` and `salience`.
  package var maximumScore = 1.0
  /// The model whose vectors `distillation` follows, empty for the backbone as it was; for `edits` the model whose head of this name
  /// says how likely each tag is, empty to learn from the corrections themselves.
  package var teacher = ""
  /// For `answers`: by how many tokens neighbouring windows overlap, and how long an answer may be.
  package var stride = 64
  package var maximumAnswerTokens = 30
  /// For `answers`: how many questions with a passage of another question are learnt as having no answer, for each that has one.
  package var negatives = 0.0
  /// For `answers`: the share of the windows of a long passage without the answer that are learnt.
  package var emptyWindows = 1.0

  /// For `edits`: how many tags the head has at most, and how often one must occur in the training data.
  package var vocabulary = 2000
  package var minimumCount = 5

  /// Encoder layers that belong to this head alone; 0 for none.
  package var branchLayers = 0
  /// The layer of the backbone whose states those read, as copies of the layers behind it to begin with; nil for new layers behind the last one.
  package var branchFrom: Int?
  /// How wide the feed-forward middle of those is; nil for the backbone's width where they begin as its copies, else twice the hidden width.
  package var branchInner: Int?
  /// How wide that of the last of them is; nil for the same.
  package var branchLastInner: Int?
  /// For `edits` with two layers of their own or more: how wide the detector before the last of them is; nil for none.
  package var detector: Int?
  /// For `roles` and `salience`: layers over the sentences' vectors, so that the head needs no pass of its own; 0 for a head that reads the tokens of
  /// all sentences in one sequence.
  package var contextLayers = 0
  /// How wide those are.
  package var contextWidth = 128
  /// Whether a dense layer comes before the last one; nil for what the kind does by itself.
  package var dense: Bool?

  package init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// A data file of a task.
package struct RecipeData: Sendable, Equatable {
  package var source: DataSource
  /// The types of spans that the file marks, when it marks only some of the task's; empty for all.
  ///
  /// Elsewhere a word outside of spans may belong to one of the others, so nothing is learnt about those from it.
  package var marks: [String] = []
  /// How often its examples are taken in a pass.
  package var repeats = 1
  /// For `edits`: how pairs are made out of the file, which is clean prose; nil for a file of pairs.
  package var corruption: Corruption?
  /// How the words of examples for `spans` and `words` are written; nil to leave them as they are.
  package var letterCase: LetterCase?

  package init(source: DataSource) { self.source = source }
}
