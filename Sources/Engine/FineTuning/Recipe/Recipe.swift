package import Tensors

/// Everything that a training run is told: what to start from, what to learn from which data, how, and how to judge it.
///
/// `Recipes` reads one from a TOML file; paths are absolute here.
package struct Recipe: Sendable, Equatable {
  /// The name of the model that comes out.
  package var name: String
  /// One sentence for the model card.
  package var summary = ""
  /// A registered model's name, or a folder with `/` in its name.
  package var backbone: String
  /// The folder of the new bundle.
  package var output: String
  /// Seeds new weights, the order of examples, dropout.
  package var seed = 42
  /// Threads of a step; 0 for one for each core.
  package var threads = 0
  /// The most tokens of a sequence.
  package var maximumTokens = 256
  /// Whether words' case is added to the embeddings, for a backbone whose vocabulary has none.
  package var caseFeatures = false
  /// How the weights of the bundle are stored.
  package var precision = WeightStorage.float32
  /// Whether the heads that the backbone's bundle has already are in the new one too; its weights must be frozen then.
  package var keepsHeads = false
  /// Whether all weights are new: the backbone's folder has a configuration and a tokenizer, and its weights are not read.
  package var hasNewWeights = false
  /// The heads, in the order of the file.
  package var tasks: [RecipeTask] = []
  package var schedule = RecipeSchedule()
  package var evaluation = RecipeEvaluation()
  /// Adapters instead of full training; nil trains all weights that are not frozen.
  package var adapters: RecipeAdapters?

  package init(name: String, backbone: String, output: String) {
    self.name = name
    self.backbone = backbone
    self.output = output
  }
}

/// How the steps go.
package struct RecipeSchedule: Sendable, Equatable {
  /// The curve of the learning rate after warm-up.
  package enum Decay: String, Sendable, CaseIterable { case linear, cosine, constant }
  /// Methods of moving weights.
  package enum Optimizer: String, Sendable, CaseIterable {
    case adamW = "adamw"
    case muon
  }
  /// Number formats of the factors of matrix products, `MatrixProducts.Arithmetic` by name.
  package enum Arithmetic: String, Sendable, CaseIterable { case float32, bfloat16 }

  /// Passes over the data; with several tasks, over all of them together.
  package var epochs = 3.0
  /// Steps, instead of `epochs` when it is not nil.
  package var steps: Int?
  /// Tokens of a packed batch.
  package var batchTokens = 2048
  /// Batches whose gradients are summed for a step.
  package var accumulation = 1
  package var learningRate = 5e-5
  /// For weights that are new; nil for the learning rate of the rest.
  package var headLearningRate: Double?
  /// The factor of the learning rate from each layer to the one below it; 1 for none.
  package var layerDecay = 1.0
  /// The share of the steps in which the learning rate rises from zero.
  package var warmUp = 0.1
  package var decay = Decay.linear
  package var weightDecay = 0.01
  /// The largest global norm of a gradient; 0 for no limit.
  package var clip = 1.0
  package var dropout = 0.1
  /// What moves the weights.
  package var optimizer = Optimizer.adamW
  /// How linear layers multiply.
  package var arithmetic = Arithmetic.float32
  /// Weights whose names contain one of these are not trained.
  package var freeze: [String] = []
  /// Tasks without a share are drawn by their number of examples to this power: 1 proportional, 0 all alike.
  package var sampling = 0.5

  package init() {}
}

/// When and by what a run is judged.
package struct RecipeEvaluation: Sendable, Equatable {
  /// Steps between two looks at the dev data; 0 for once an epoch.
  package var every = 0
  /// Looks without improvement after which the run stops; 0 never stops it.
  package var patience = 0
  /// The task by whose measure the best state is kept; empty for the mean of all.
  package var task = ""

  package init() {}
}

/// Low-rank adapters ("LoRA" by Hu et al., 2021).
package struct RecipeAdapters: Sendable, Equatable {
  package var rank = 8
  /// The adapter's share is `alpha / rank`.
  package var alpha = 16.0
  /// The projections that get one, by the ends of their names.
  package var targets = ["query", "value"]

  package init() {}
}
