import Foundation
import JSON
import Options
import Testing

@Suite struct OptionReferenceTests {
  private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Sources/Service/Options/README.md").standardized

  /// With `STET_UPDATE=1` in the environment the page is written instead.
  @Test func `the page in the repository is what the table says`() throws {
    if ProcessInfo.processInfo.environment["STET_UPDATE"] == "1" {
      try OptionReference.markdown.write(to: Self.page, atomically: true, encoding: .utf8)
    }
    let page = try String(contentsOf: Self.page, encoding: .utf8)
    #expect(page == OptionReference.markdown, "run the tests once with STET_UPDATE=1")
  }

  @Test func `the schema names what the full file sets`() throws {
    let schema = OptionReference.schema()
    let limits = schema["properties"]["limits"]["properties"]
    #expect(limits["findings"]["default"] == 1000)
    #expect(limits["document-bytes"]["type"] == "integer")
    #expect(schema["properties"]["overrides"]["items"]["properties"]["files"]["type"] == "array")
    #expect(schema["additionalProperties"] == false)
  }

  @Test func `the schema of editor settings is in camel case`() {
    let limits = OptionReference.schema(naming: .camel)["properties"]["limits"]["properties"]
    #expect(limits["documentBytes"]["default"] == 16_777_216)
    #expect(limits["document-bytes"] == nil)
  }

  /// Defaults of the schema, read back as settings, change nothing and are no problem.
  @Test func `the schema's defaults are valid`() throws {
    guard let sections = OptionReference.schema(naming: .camel)["properties"]?.objectValue else {
      Issue.record("no properties")
      return
    }
    var settings = JSONObject()
    for (name, schema) in sections {
      if let members = schema["properties"]?.objectValue {
        settings[name] = .object(JSONObject(members.map { ($0.key, $0.value["default"] ?? .null) }))
      } else {
        settings[name] = schema["default"]
      }
    }
    let (options, problems) = try OptionFixture().load(settings: .object(settings))
    #expect(problems.map(\.description) == [])
    #expect(options == Options())
  }
}
