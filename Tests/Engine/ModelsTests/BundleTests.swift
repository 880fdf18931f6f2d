import Foundation
import Heads
import JSON
import Layers
import Models
import Support
import Tensors
import TestSupport
import Testing

/// Checkpoints with heads, and bundles of several heads over one backbone.
@Suite struct BundleTests {
  private func change(_ model: String, _ change: (inout JSONObject) -> Void) throws {
    let path = model + "/config.json"
    var members = try #require(JSONValue(parsing: MappedFile.contents(of: path)).objectValue)
    change(&members)
    try Data(JSONValue.object(members).encoded()).write(to: URL(fileURLWithPath: path))
  }

  @Test(arguments: FixtureModels.tasks)
  func aCheckpointHasTheHeadOfItsClass(_ name: String) throws {
    let model = try ModelBundle(directory: FixtureModels.directory(name))
    let head = try #require(model.heads.first)
    let tasks = ["tokens": "token-classification", "sequence": "text-classification", "answers": "question-answering"]
    #expect(model.heads.count == 1 && head.key == tasks[String(name.split(separator: "-")[1])])
    #expect(head.value.specification.task.rawValue == head.key)
  }

  @Test func labelsAndProblemsAreThoseOfTheConfiguration() throws {
    func specification(_ name: String) throws -> HeadSpecification? {
      try ModelBundle(directory: FixtureModels.directory(name)).heads.first?.value.specification
    }
    #expect(try specification("bert-tokens")?.labels == ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"])
    #expect(try specification("bert-sequence")?.problem == .multiLabel)
    #expect(try specification("roberta-sequence")?.problem == .regression)
    #expect(try specification("distilbert-sequence")?.dense == .relu)
    #expect(try ModelBundle(directory: FixtureModels.directory("gelu-3-layers")).heads.isEmpty)
  }

  @Test(arguments: [
    ("id2label", JSONValue.object(["0": "a", "1": "b"]), "tensor-shape"),
    ("id2label", .object(["0": "a", "2": "b"]), "head-invalid"),
    ("architectures", .array(["BertForMultipleChoice"]), "head-unsupported"),
    ("architectures", .array(["BertForQuestionAnswering"]), "tensor-missing"),
  ])
  func headsThatAreNotThereAreErrors(_ field: String, _ value: JSONValue, _ code: String) throws {
    try FixtureModels.withCopy(of: "bert-tokens") { model in
      try change(model) { $0[field] = value }
      let error = #expect(throws: (any Error).self) { try ModelBundle(directory: model) }
      let hinted = try #require(error as? any HintedError)
      #expect(hinted.code == code && !hinted.hint.isEmpty)
    }
  }

  @Test func aReferenceForAnotherHeadIsAnError() throws {
    let tokens = FixtureModels.directory("bert-tokens")
    #expect(throws: ModelError.self) {
      try ModelVerifier.verify(directory: tokens, reference: FixtureModels.reference("bert-answers"))
    }
    #expect(throws: ModelError.self) {
      try ModelVerifier.verify(directory: tokens, reference: FixtureModels.reference("bert-sequence"))
    }
  }

  @Test(arguments: [
    "", "[]", "{}", #"{"version": 2, "heads": {}}"#, #"{"version": 1, "heads": []}"#,
    #"{"version": 1, "heads": {"a": {"task": "token-classification", "labels": ["O"]}}}"#,
    #"{"version": 1, "heads": {"../a": {"task": "token-classification", "labels": ["O"], "backbone": "x"}}}"#,
    #"{"version": 1, "heads": {"a": {"task": "?", "labels": ["O"], "backbone": "x"}}}"#,
    #"{"version": 1, "heads": {"a": {"task": "token-classification", "labels": ["O"], "backbone": "x"}}}"#,
  ])
  func impossibleManifestsAreErrors(_ text: String) throws {
    try FixtureModels.withCopy(of: "gelu-3-layers") { model in
      try Data(text.utf8).write(to: URL(fileURLWithPath: model + "/stet.json"))
      let error = #expect(throws: (any Error).self) { try ModelBundle(directory: model) }
      #expect((error as? any HintedError)?.hint.isEmpty == false)
    }
  }
}
