import Datasets
import FineTuning
import Foundation
import JSON
import Tokenizers

/// A small Llama of new weights, with a vocabulary of its own text.
enum TinyLanguageModel {
  static let text = [
    "The most interesting thing about the tide is that it returns.", "An interpreter came in from the interior.", "",
    "The keeper lit the lamp. Nobody had asked him to, and nobody thanked him.",
  ]

  /// The folder of a configuration and a tokenizer, without weights.
  static func backbone(_ tiny: borrowing TinyBackbone) throws -> String {
    let folder = tiny.folder + "/new"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var trainer = BPETrainer()
    trainer.add(Array(text.joined(separator: "\n").utf8))
    let vocabulary = trainer.vocabulary(size: 300)
    let configuration: JSONValue = [
      "model_type": "llama", "architectures": ["LlamaForCausalLM"], "vocab_size": .integer(Int64(vocabulary.count)),
      "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2,
      "intermediate_size": 64, "max_position_embeddings": 128, "tie_word_embeddings": true, "bos_token_id": 0,
      "eos_token_id": 0,
    ]
    try Data(vocabulary.json.encoded()).write(to: URL(fileURLWithPath: folder + "/tokenizer.json"))
    try Data(configuration.encoded()).write(to: URL(fileURLWithPath: folder + "/config.json"))
    return folder
  }

  static func recipe(_ tiny: borrowing TinyBackbone, _ path: String, steps: Int) -> Recipe {
    var recipe = Recipe(name: "words", backbone: "unused", output: tiny.folder + "/out")
    recipe.hasNewWeights = true
    recipe.maximumTokens = 32
    (recipe.schedule.steps, recipe.schedule.learningRate) = (steps, 1e-2)
    (recipe.schedule.batchTokens, recipe.schedule.dropout) = (256, 0)
    var task = RecipeTask(name: "next", kind: .languageModel)
    task.train = [RecipeData(source: DataSource(path: path, format: .jsonl))]
    task.dev = task.train
    recipe.tasks = [task]
    return recipe
  }

  /// The folder of one that learnt the text a little.
  static func trained(in tiny: borrowing TinyBackbone) throws -> String {
    let recipe = try recipe(tiny, tiny.file("learnt.txt", text), steps: 30)
    let tuner = try FineTuner(recipe, tasks: TaskLoader.load(recipe), backbone: backbone(tiny), threads: 2)
    _ = try tuner.run(directory: tiny.folder + "/run", isResuming: false, observe: { _ in }, isInterrupted: { false })
    try tuner.write(to: recipe.output, scores: tuner.evaluate())
    return recipe.output
  }
}
