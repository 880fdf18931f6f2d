import JSON

/// Reads `post_processor` of `tokenizer.json`.
enum TemplateReader {
  /// The template that `value` describes; the bare texts for null.
  static func read(_ value: JSONValue?) throws(TokenizerError) -> Template {
    guard let component = try Component(value, path: "post_processor") else { return Template() }
    switch try component.type() {
    case "TemplateProcessing": return try template(component)
    case "BertProcessing":
      return .bert(classification: try token(component, "cls"), separator: try token(component, "sep"))
    case "RobertaProcessing":
      return .roberta(classification: try token(component, "cls"), separator: try token(component, "sep"))
    case let type:
      throw .unsupported(
        "the post_processor \(type)", hint: "Stet reads TemplateProcessing, BertProcessing and RobertaProcessing.")
    }
  }

  /// The id in `["[SEP]", 102]`.
  private static func token(_ component: Component, _ key: String) throws(TokenizerError) -> Int32 {
    guard let pair = component.members[key]?.arrayValue, pair.count == 2, let id = pair[1].intValue else {
      throw .invalid("\(component.path).\(key) is not a token with its id")
    }
    return try checked(id, component.path)
  }

  private static func template(_ component: Component) throws(TokenizerError) -> Template {
    let ids = try ids(component)
    var template = Template(single: [], pair: [])
    for part in try component.components("single") { template.single += try parts(part, ids) }
    for part in try component.components("pair") { template.pair += try parts(part, ids) }
    guard texts(template.single) == [0] else { throw .invalid("\(component.path).single does not hold text A once") }
    guard template.pair.isEmpty || texts(template.pair).sorted() == [0, 1] else {
      throw .invalid("\(component.path).pair does not hold the texts A and B once each")
    }
    if template.pair.isEmpty { template.pair = template.single + [.text(1, type: 1)] }
    return template
  }

  private static func texts(_ parts: [Template.Part]) -> [Int] {
    parts.compactMap { if case .text(let index, _) = $0 { index } else { nil } }
  }

  private static func parts(_ component: Component, _ ids: [String: [Int32]]) throws(TokenizerError) -> [Template.Part]
  {
    if let text = try Component(component.members["Sequence"], path: "\(component.path).Sequence") {
      let name = try text.string("id")
      guard name == "A" || name == "B" else { throw .invalid("\(text.path).id is neither A nor B") }
      return [.text(name == "A" ? 0 : 1, type: try type(text))]
    }
    guard let token = try Component(component.members["SpecialToken"], path: "\(component.path).SpecialToken") else {
      throw .invalid("\(component.path) is neither Sequence nor SpecialToken")
    }
    guard let ids = ids[try token.string("id")] else {
      throw .invalid("\(token.path).id is not among the template's special_tokens")
    }
    let type = try type(token)
    return ids.map { .token($0, type: type) }
  }

  private static func type(_ component: Component) throws(TokenizerError) -> UInt8 {
    let type = try component.count("type_id", or: 0)
    guard type < 255 else { throw .invalid("\(component.path).type_id is larger than 254") }
    return UInt8(type)
  }

  /// The ids that each name of a special token stands for.
  private static func ids(_ component: Component) throws(TokenizerError) -> [String: [Int32]] {
    guard let table = try Component(component.members["special_tokens"], path: "\(component.path).special_tokens")
    else {
      return [:]
    }
    var result: [String: [Int32]] = [:]
    for (name, value) in zip(table.members.keys, table.members.values) {
      guard let list = value.objectValue?["ids"]?.arrayValue else {
        throw .invalid("\(table.path) lacks a list of ids")
      }
      var ids: [Int32] = []
      for item in list {
        guard let id = item.intValue else { throw .invalid("\(table.path) has an id that is not an integer") }
        ids.append(try checked(id, table.path))
      }
      result[name] = ids
    }
    return result
  }

  private static func checked(_ id: Int, _ path: String) throws(TokenizerError) -> Int32 {
    guard (0...Vocabulary.largestID).contains(id) else { throw .invalid("\(path) has an id out of range") }
    return Int32(id)
  }
}
