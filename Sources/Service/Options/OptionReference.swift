package import JSON

/// The documentation of all options, made from the table that reads them.
package enum OptionReference {
  /// A Markdown page: one table per section.
  package static var markdown: String {
    var page = """
      # Options

      What a person can set. This page is made from the table `OptionKeys` that also reads and checks the options: do not edit it, but run the tests
      once with `STET_UPDATE=1`. `Options.load` merges the layers; what it does not understand becomes an `OptionProblem` with file, line and a
      proposal, and all the rest applies. `TOMLOutline` looks over a file before TOMLKit parses it, because some malformed texts would end the
      process there.

      In `.stet.toml`, next to the documents or in a folder above them, and in the
      user's own `~/.config/stet/config.toml`, keys are written as here. In an editor's settings, below `stet`, they are written in camel case
      (`limits.documentBytes`). Later layers win: defaults, user, project, editor. Lists marked *adds up* are joined instead.

      """
    for section in sections {
      page += "\n## \(section.isEmpty ? "Top level" : "`[\(section)]`")\n\n" + heading
      for key in OptionKeys.all where key.section == section {
        page += row(key, default: key.defaultText(in: Options()))
      }
    }
    page += "\n## `[[overrides]]`\n\n" + heading
    for key in OptionKeys.ofOverrides { page += row(key, default: key.defaultText(in: Options.Override())) }
    return page
  }

  /// A JSON Schema (2020-12) of a file's content, or of an editor's section `stet` when `naming` is camel case.
  package static func schema(naming: KeyNaming = .kebab) -> JSONValue {
    var properties = JSONObject()
    for section in sections {
      let keys = OptionKeys.all.filter { $0.section == section }
      let members = JSONObject(keys.map { (naming.spell($0.name), $0.schema(default: Options(), naming: naming)) })
      if section.isEmpty {
        properties = members
      } else {
        properties[naming.spell(section)] = object(members)
      }
    }
    guard case .object(var schema) = object(properties) else { return .null }
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Options of Stet"
    return .object(schema)
  }

  static func object(_ properties: JSONObject) -> JSONValue {
    ["type": "object", "additionalProperties": false, "properties": .object(properties)]
  }

  /// In the order of the table, each once.
  private static var sections: [String] {
    OptionKeys.all.reduce(into: []) { if !$0.contains($1.section) { $0.append($1.section) } }
  }

  private static let heading = "| Key | Type | Default | Description |\n|---|---|---|---|\n"

  private static func row<Root>(_ key: OptionKey<Root>, default value: String) -> String {
    let note = key.isForUserOnly ? ". Not in a project's file" : ""
    let adds = if case .list(_, true) = key.kind { ", *adds up*" } else { "" }
    return "| `\(key.name)` | \(key.expectation)\(adds) | `\(value)` | \(key.summary)\(note) |\n"
  }
}

extension OptionKey {
  /// The part of the path before the name; empty at the top level.
  var section: String { path.lastIndex(of: ".").map { String(path[..<$0]) } ?? "" }
  /// The last part of the path.
  var name: String { String(path.split(separator: ".").last ?? "") }

  /// The default as TOML spells it.
  func defaultText(in root: Root) -> String { defaultValue(in: root).encodedText() }

  private func defaultValue(in root: Root) -> JSONValue {
    switch kind {
    case .flag(let path): .bool(root[keyPath: path])
    case .integer(let path, _): .integer(Int64(root[keyPath: path]))
    case .number(let path, _): .number(root[keyPath: path])
    case .text(let path, _): .string(root[keyPath: path])
    case .list(let path, _): .array(root[keyPath: path].map { .string($0) })
    case .texts, .rules: [:]
    case .overrides: []
    }
  }

  /// The JSON Schema of the key's value.
  func schema(default root: Root, naming: KeyNaming) -> JSONValue {
    var schema: JSONObject = ["description": .string(summary), "default": defaultValue(in: root)]
    for (keyword, value) in constraints(naming) { schema[keyword] = value }
    return .object(schema)
  }

  private func constraints(_ naming: KeyNaming) -> JSONObject {
    switch kind {
    case .flag: ["type": "boolean"]
    case .integer(_, let range):
      ["type": "integer", "minimum": .integer(Int64(range.lowerBound)), "maximum": .integer(Int64(range.upperBound))]
    case .number(_, let range):
      ["type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
    case .text: ["type": "string"]
    case .list: ["type": "array", "items": ["type": "string"]]
    case .texts: ["type": "object", "additionalProperties": ["type": "string"]]
    case .rules: Self.levels
    case .overrides: ["type": "array", "items": Self.override(naming)]
    }
  }

  /// Levels by code, or by category with codes below it.
  private static var levels: JSONObject {
    let level: JSONValue = [
      "anyOf": [["type": "boolean"], ["enum": .array(RuleLevel.allCases.map { .string($0.rawValue) })]]
    ]
    return [
      "type": "object", "additionalProperties": ["anyOf": [level, ["type": "object", "additionalProperties": level]]],
    ]
  }

  private static func override(_ naming: KeyNaming) -> JSONValue {
    let members = OptionKeys.ofOverrides.map {
      (naming.spell($0.name), $0.schema(default: Options.Override(), naming: naming))
    }
    return OptionReference.object(JSONObject(members))
  }
}
