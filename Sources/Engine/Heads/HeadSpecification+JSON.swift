package import JSON
import Tensors

/// How a head is described in `stet.json`.
extension HeadSpecification {
  /// Reads an object; fields that are left out have their defaults.
  ///
  /// - Parameter name: of the head, for errors.
  /// - Throws: `HeadError` `head-invalid` naming the field.
  package init(json: JSONValue, name: String) throws {
    let reader = HeadReader(json, name)
    self.init(
      task: try reader.choice("task"), labels: try reader.strings("labels"),
      problem: try reader.choice("problem", fallback: .singleLabel),
      pooling: try reader.choice("pooling", fallback: .mean), dense: try reader.activation("dense", in: json),
      branch: try reader.branch(), thresholds: try reader.numbers("thresholds"),
      maximumAnswerTokens: try reader.count("maximum_answer_tokens", in: json, fallback: 30),
      metrics: try reader.numbersByName("metrics"))
    context = try reader.context()
    answerThreshold = try reader.number("threshold", fallback: 0)
    detectionThreshold =
      HeadReader.has("detection_threshold", in: json) ? try reader.number("detection_threshold", fallback: 0) : nil
    categoryThresholds = try reader.numbersByName("category_thresholds").mapValues { Float($0) }
  }

  /// The object that `init(json:name:)` reads.
  package var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("task", .string(task.rawValue)), ("labels", .array(labels.map { .string($0) })),
      ("problem", .string(problem.rawValue)), ("pooling", .string(pooling.rawValue)),
    ]
    if let dense { members.append(("dense", .string(dense.configurationName))) }
    if let branch {
      var shape: [(String, JSONValue)] = [
        ("layers", .integer(Int64(branch.layers))), ("attention_heads", .integer(Int64(branch.attentionHeads))),
        ("inner", .integer(Int64(branch.inner))), ("activation", .string(branch.activation.configurationName)),
      ]
      if let source = branch.source { shape.append(("source", .integer(Int64(source)))) }
      if let inner = branch.lastInner { shape.append(("last_inner", .integer(Int64(inner)))) }
      if let detector = branch.detector { shape.append(("detector", .integer(Int64(detector)))) }
      members.append(("branch", .object(JSONObject(shape))))
    }
    if let context {
      let shape: [(String, JSONValue)] = [
        ("layers", .integer(Int64(context.layers))), ("width", .integer(Int64(context.width))),
        ("attention_heads", .integer(Int64(context.attentionHeads))), ("inner", .integer(Int64(context.inner))),
        ("activation", .string(context.activation.configurationName)),
      ]
      members.append(("context", .object(JSONObject(shape))))
    }
    if !thresholds.isEmpty {
      members.append(("thresholds", .array(thresholds.map(Self.json))))
    }
    if task == .answers {
      members.append(("maximum_answer_tokens", .integer(Int64(maximumAnswerTokens))))
      members.append(("threshold", Self.json(answerThreshold)))
    }
    if let detectionThreshold { members.append(("detection_threshold", Self.json(detectionThreshold))) }
    if !categoryThresholds.isEmpty {
      let sorted = categoryThresholds.sorted { $0.key < $1.key }
      members.append(("category_thresholds", .object(JSONObject(sorted.map { ($0.key, Self.json($0.value)) }))))
    }
    if !metrics.isEmpty {
      let sorted = metrics.sorted { $0.key < $1.key }
      members.append(("metrics", .object(JSONObject(sorted.map { ($0.key, .number($0.value)) }))))
    }
    return .object(JSONObject(members))
  }

  /// The number in as few digits as it needs.
  private static func json(_ number: Float) -> JSONValue { .number(Double(number.description) ?? Double(number)) }
}

/// Reads the fields of a head, each with an error that names it.
private struct HeadReader {
  let json: JSONValue
  let name: String

  init(_ json: JSONValue, _ name: String) { (self.json, self.name) = (json, name) }

  func invalid(_ field: String, _ expected: String) -> HeadError {
    .invalid("stet.json", "\(field) of the head \(name.prefix(60)) must be \(expected)")
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ field: String, fallback: Choice? = nil
  ) throws -> Choice where Choice.RawValue == String {
    let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    guard let value = json[field], !value.isNull else {
      guard let fallback else { throw invalid(field, "one of \(known)") }
      return fallback
    }
    guard let choice = value.stringValue.flatMap(Choice.init) else { throw invalid(field, "one of \(known)") }
    return choice
  }

  /// Whether an object has a field that is not null.
  static func has(_ field: String, in object: JSONValue) -> Bool { object[field].map(\.isNull) == false }

  func strings(_ field: String) throws -> [String] {
    let values = json[field]?.arrayValue ?? []
    let strings = values.compactMap(\.stringValue)
    guard !strings.isEmpty, strings.count == values.count else { throw invalid(field, "a list of strings") }
    return strings
  }

  func numbers(_ field: String) throws -> [Float] {
    guard let value = json[field], !value.isNull else { return [] }
    let numbers = value.arrayValue?.compactMap(\.doubleValue).map { Float($0) } ?? []
    guard numbers.count == value.arrayValue?.count else { throw invalid(field, "a list of numbers") }
    return numbers
  }

  func number(_ field: String, fallback: Float) throws -> Float {
    guard let value = json[field], !value.isNull else { return fallback }
    guard let number = value.doubleValue, number.isFinite else { throw invalid(field, "a number") }
    return Float(number)
  }

  func activation(_ field: String, in object: JSONValue) throws -> Activation? {
    guard let value = object[field], !value.isNull else { return nil }
    guard let activation = value.stringValue.flatMap(Activation.init(configurationName:)) else {
      throw invalid(field, "gelu, gelu_new, relu, silu or tanh")
    }
    return activation
  }

  func count(_ field: String, in object: JSONValue, fallback: Int? = nil) throws -> Int {
    guard let value = object[field], !value.isNull else {
      guard let fallback else { throw invalid(field, "a count") }
      return fallback
    }
    guard let count = value.intValue, (1...1_048_576).contains(count) else { throw invalid(field, "a count") }
    return count
  }

  func branch() throws -> HeadBranch? {
    guard let value = json["branch"], !value.isNull else { return nil }
    return HeadBranch(
      layers: try count("layers", in: value), attentionHeads: try count("attention_heads", in: value),
      inner: try count("inner", in: value),
      lastInner: Self.has("last_inner", in: value) ? try count("last_inner", in: value) : nil,
      activation: try activation("activation", in: value) ?? .gelu,
      source: Self.has("source", in: value) ? try layer("source", in: value) : nil,
      detector: Self.has("detector", in: value) ? try count("detector", in: value) : nil)
  }

  func context() throws -> ContextShape? {
    guard let value = json["context"], !value.isNull else { return nil }
    return ContextShape(
      layers: try count("layers", in: value), width: try count("width", in: value),
      attentionHeads: try count("attention_heads", in: value), inner: try count("inner", in: value),
      activation: try activation("activation", in: value) ?? .gelu)
  }

  private func layer(_ field: String, in object: JSONValue) throws -> Int {
    guard let layer = object[field]?.intValue, (0...1_000).contains(layer) else {
      throw invalid(field, "the number of a layer")
    }
    return Int(layer)
  }

  func numbersByName(_ field: String) throws -> [String: Double] {
    guard let value = json[field], !value.isNull else { return [:] }
    guard let members = value.objectValue else { throw invalid(field, "an object of numbers") }
    return try members.reduce(into: [:]) { result, member in
      guard let number = member.value.doubleValue else { throw invalid(field, "an object of numbers") }
      result[member.key] = number
    }
  }
}
