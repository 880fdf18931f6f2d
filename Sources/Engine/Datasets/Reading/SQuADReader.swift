import JSON

/// Reads the JSON of SQuAD: articles of paragraphs, each with questions.
///
/// See P. Rajpurkar et al., "SQuAD: 100,000+ questions" (2016) and "Know what you don't know" (2018) for unanswerable ones.
struct SQuADReader {
  let source: DataSource

  func read() throws -> Dataset<SpanExample> {
    let file = try DataFile(source.path)
    var result = Dataset<SpanExample>(source: source, examples: [])
    let root: JSONValue
    do throws(JSONError) { root = try JSONValue(parsing: file.bytes) } catch {
      result.problems.add(error.message, file: source.path, line: error.location?.line)
      return result
    }
    guard let articles = root["data"]?.arrayValue else {
      result.problems.add("the file needs a list \"data\", as SQuAD has it", file: source.path, line: nil)
      return result
    }
    for (number, article) in articles.enumerated() {
      for (position, paragraph) in (article["paragraphs"]?.arrayValue ?? []).enumerated() {
        read(paragraph, at: "data[\(number)].paragraphs[\(position)]", into: &result)
      }
    }
    return result
  }

  private func read(_ paragraph: JSONValue, at place: String, into result: inout Dataset<SpanExample>) {
    guard let context = paragraph["context"]?.stringValue, let items = paragraph["qas"]?.arrayValue else {
      return result.problems.add("\(place) needs \"context\" and \"qas\"", file: source.path, line: nil)
    }
    let finder = AnswerFinder(context, unit: source.offsets)
    for (index, item) in items.enumerated() {
      if let limit = source.limit, result.examples.count >= limit { return }
      guard let question = item["question"]?.stringValue else {
        result.problems.add("\(place).qas[\(index)] needs \"question\"", file: source.path, line: nil)
        continue
      }
      let answers = item["is_impossible"]?.boolValue == true ? [] : item["answers"]?.arrayValue ?? []
      let texts = answers.compactMap { $0["text"]?.stringValue }
      guard texts.count == answers.count, !texts.contains("") else {
        result.problems.add("\(place).qas[\(index)] has an answer without \"text\"", file: source.path, line: nil)
        continue
      }
      result.examples.append(
        SpanExample(
          id: item["id"]?.stringValue ?? String(result.examples.count), question: question, context: context,
          answers: texts, finder: finder, offsets: answers.map { $0["answer_start"]?.intValue }))
    }
  }
}
