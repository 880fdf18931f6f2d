import Foundation
import Models
import Support
import Tensors
import Testing

/// Low-rank adapters beside a checkpoint; that they compute what PyTorch does is in `ParityTests`.
@Suite struct AdapterTests {
  @Test func adaptersChangeTheModelAndItsFingerprint() throws {
    try FixtureModels.withCopy(of: FixtureModels.adapted) { folder in
      let adapted = try ModelBundle(directory: folder)
      try FileManager.default.removeItem(atPath: folder + "/adapter_model.safetensors")
      let plain = try ModelBundle(directory: folder)
      #expect(adapted.fingerprint != plain.fingerprint)
      #expect(adapted.backboneFingerprint != plain.backboneFingerprint)
    }
  }

  @Test(arguments: [
    ("\"LORA\"", "\"IA3\""), ("\"fan_in_fan_out\": false", "\"fan_in_fan_out\": true"), ("\"r\": 3", "\"rank\": 3"),
    ("\"bias\": \"none\"", "\"bias\": \"none\", \"rank_pattern\": {\"query\": 4}"),
  ])
  func whatIsNotKnownIsRefused(_ change: (String, String)) throws {
    try FixtureModels.withCopy(of: FixtureModels.adapted) { folder in
      let path = folder + "/adapter_config.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let changed = text.replacingOccurrences(of: change.0, with: change.1)
      #expect(changed != text)
      try changed.write(toFile: path, atomically: true, encoding: .utf8)
      let error = #expect(throws: TensorError.self) { try Checkpoint(directory: folder) }
      #expect(error?.code == "adapter-unsupported")
    }
  }

  @Test func adaptersOfAnotherModelAreRefused() throws {
    try FixtureModels.withCopy(of: "gelu-3-layers") { folder in
      for file in ["adapter_config.json", "adapter_model.safetensors"] {
        try FileManager.default.copyItem(
          atPath: FixtureModels.directory(FixtureModels.adapted) + "/" + file, toPath: folder + "/" + file)
      }
      #expect(throws: TensorError.self) { try Checkpoint(directory: folder) }
    }
  }
}
