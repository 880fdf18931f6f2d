import Foundation
package import JSON
import Support

/// The files of a model in Hugging Face layout.
///
/// Reading the small ones costs no weights.
package struct ModelDirectory: Sendable {
  /// Absolute or relative, without a trailing slash.
  package let path: String
  /// `config.json`.
  package let configuration: JSONValue
  /// The most tokens of a sequence that `sentence_bert_config.json` allows; nil without that file.
  package let maximumSequence: Int?

  /// Reads `config.json` and `sentence_bert_config.json`.
  ///
  /// - Throws: `ModelError` `model-invalid`, or `SupportError` when a file cannot be read.
  package init(path: String) throws {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: self.path, isDirectory: &isDirectory), isDirectory.boolValue else {
      throw ModelError.invalid(path, "this is not a directory")
    }
    guard let configuration = try Self.json(self.path + "/config.json") else {
      throw ModelError.invalid(path, "it has no config.json")
    }
    self.configuration = configuration
    let limits = try Self.json(self.path + "/sentence_bert_config.json")
    maximumSequence = limits?["max_seq_length"]?.intValue.flatMap { $0 > 0 ? $0 : nil }
  }

  /// What a language model's logits stand on, beside its weights.
  package static let nGramFile = "ngrams.safetensors"

  /// The last part of the path.
  package var name: String { URL(fileURLWithPath: path).lastPathComponent }

  /// What the model was made for, as its files say.
  package var task: ModelTask {
    if FileManager.default.fileExists(atPath: path + "/modules.json") { return .sentenceEmbedding }
    let architecture = configuration["architectures"][0]?.stringValue ?? ""
    return ModelTask.allCases.first { $0.suffixes.contains(where: architecture.hasSuffix) } ?? .featureExtraction
  }

  /// Paths relative to the directory of all files that take part in what the model computes, sorted.
  package var computingFiles: [String] {
    let plain = [
      "adapter_config.json", "adapter_model.safetensors", "config.json", "merges.txt", "modules.json", Self.nGramFile,
      "sentence_bert_config.json", "stet.json", "tokenizer.json",
      "tokenizer_config.json", "vocab.json", "vocab.txt",
    ]
    let modules = moduleFolders.flatMap { [$0 + "/config.json", $0 + "/model.safetensors"] }
    let weights = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter {
      $0 == "model.safetensors" || $0 == "model.safetensors.index.json"
        || ($0.hasPrefix("model-") && $0.hasSuffix(".safetensors"))
    }
    let heads = ((try? manifest)?.heads.keys.map(Self.headFile)) ?? []
    return (plain + modules + weights + heads).filter { FileManager.default.fileExists(atPath: path + "/" + $0) }
      .sorted()
  }

  /// `stet.json`, nil where there is none.
  ///
  /// - Throws: `ModelError` or `HeadError` for one that cannot be read.
  package var manifest: BundleManifest? {
    get throws { try Self.json(path + "/stet.json").map { try BundleManifest(json: $0, path: path + "/stet.json") } }
  }

  /// Where the weights of a head may be, relative to the directory.
  package static func headFile(_ name: String) -> String { "heads/\(name).safetensors" }

  /// The folders that `modules.json` names, the model's own left out.
  var moduleFolders: [String] {
    let modules = (try? Self.json(path + "/modules.json"))?.flatMap { $0.arrayValue } ?? []
    return modules.compactMap { $0["path"]?.stringValue }.filter {
      !$0.isEmpty && !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..")
    }
  }

  /// Paths relative to the directory of what a copy with other weights has as well: tokenizer, modules, texts.
  package var carriedFiles: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let texts = names.filter { name in
      [".json", ".md", ".txt"].contains(where: name.hasSuffix) || name.hasPrefix("LICENSE") || name.hasPrefix("NOTICE")
        || name == Self.nGramFile
    }
    let modules = computingFiles.filter { file in moduleFolders.contains { file.hasPrefix($0 + "/") } }
    return (texts + modules).filter {
      // Weights are written anew, adapters merged.
      !["stet.json", "model.safetensors.index.json", "adapter_config.json"].contains($0)
    }
  }

  /// Copies files of the directory, and makes the folders that `modules.json` names.
  func copy(_ files: [String], to folder: String) throws {
    for file in Set(files) {
      let destination = URL(fileURLWithPath: folder + "/" + file)
      try FileManager.default.createDirectory(
        at: destination.deletingLastPathComponent(), withIntermediateDirectories: true)
      // A file of a download cache is often a link; the copy must not depend on it.
      try FileManager.default.copyItem(
        at: URL(fileURLWithPath: path + "/" + file).resolvingSymlinksInPath(), to: destination)
    }
    for module in moduleFolders {
      try FileManager.default.createDirectory(atPath: folder + "/" + module, withIntermediateDirectories: true)
    }
  }

  private static func json(_ path: String) throws -> JSONValue? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let bytes = try MappedFile.contents(of: path)
    do { return try JSONValue(parsing: bytes, maximumDepth: 64) } catch {
      throw ModelError.invalid(path, error.message)
    }
  }
}

/// What a model was made for.
package enum ModelTask: String, Sendable, CaseIterable {
  case sentenceEmbedding = "sentence-embedding"
  case tokenClassification = "token-classification"
  case sequenceClassification = "text-classification"
  case questionAnswering = "question-answering"
  case maskedLanguageModel = "fill-mask"
  case languageModel = "text-generation"
  case featureExtraction = "feature-extraction"

  /// How the class names in `architectures` end.
  var suffixes: [String] {
    switch self {
    case .tokenClassification: ["ForTokenClassification"]
    case .sequenceClassification: ["ForSequenceClassification"]
    case .questionAnswering: ["ForQuestionAnswering"]
    case .maskedLanguageModel: ["ForMaskedLM"]
    case .languageModel: ["ForCausalLM", "LMHeadModel"]
    case .sentenceEmbedding, .featureExtraction: []
    }
  }
}
