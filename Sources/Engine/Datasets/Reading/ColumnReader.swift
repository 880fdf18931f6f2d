/// Reads columns: CoNLL, and CoNLL-U with its multi-word tokens and `SpaceAfter=No`.
struct ColumnReader {
  let source: DataSource
  let tags: DataReader.TagKind

  func read() throws -> Dataset<TokenExample> {
    let columns = try ColumnChoice(source)
    let file = try DataFile(source.path)
    var result = Dataset<TokenExample>(source: source, examples: [])
    var sentence = ColumnSentence()
    file.forEachLine { number, line in
      if let limit = source.limit, result.examples.count >= limit { return }
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return close(&sentence, &result) }
      do throws(Record.Wrong) {
        try sentence.add(line, number: number, columns)
      } catch {
        sentence.isBroken = true
        result.problems.add(error.reason, file: source.path, line: number)
      }
    }
    if result.examples.count < source.limit ?? .max { close(&sentence, &result) }
    return result
  }

  /// Ends a sentence; one with a broken line is left out, because its spans could be wrong.
  private func close(_ sentence: inout ColumnSentence, _ result: inout Dataset<TokenExample>) {
    defer { sentence = ColumnSentence() }
    guard !sentence.tags.isEmpty, !sentence.isBroken else { return }
    do throws(Record.Wrong) {
      let labels = try tags.labels(sentence.tags, source.labels)
      result.examples.append(TokenExample(text: sentence.text, words: sentence.words, labels: labels))
    } catch {
      result.problems.add(error.reason, file: source.path, line: sentence.firstWrong(tags) ?? sentence.firstLine)
    }
  }
}

/// In which columns the words and the tags stand.
struct ColumnChoice {
  let isUniversal: Bool
  /// From 0; negative from the end.
  let word: Int
  let tag: Int

  private static let universal = ["id", "form", "lemma", "upos", "xpos", "feats", "head", "deprel", "deps", "misc"]

  /// - Throws: `DataError` for a column that does not exist.
  init(_ source: DataSource) throws {
    isUniversal = source.format == .conllu
    word = try Self.index(source, .tokens, standard: isUniversal ? "form" : "1")
    tag = try Self.index(source, .tags, standard: isUniversal ? "upos" : "-1")
  }

  private static func index(_ source: DataSource, _ field: DataField, standard: String) throws -> Int {
    let name = source.fields[field] ?? standard
    if let number = Int(name), number != 0 { return number > 0 ? number - 1 : number }
    if source.format == .conllu, let index = universal.firstIndex(of: name.lowercased()) { return index }
    throw DataError(
      code: "data-format", message: "\(source.path): there is no column \"\(shortened(name))\"",
      hint: source.format == .conllu
        ? "Use a number from 1, or one of \(universal.joined(separator: ", "))."
        : "Use a number from 1, or a negative one to count from the last column.")
  }

  /// The cell of a column, nil when the line is too short.
  func cell(_ column: Int, of cells: [ArraySlice<UInt8>]) -> ArraySlice<UInt8>? {
    let index = column < 0 ? cells.count + column : column
    return cells.indices.contains(index) ? cells[index] : nil
  }
}

/// A sentence of a column file under construction.
struct ColumnSentence {
  private(set) var text = ""
  private(set) var words: [Range<Int>] = []
  private(set) var tags: [String] = []
  private var lines: [Int] = []
  /// Whether one of its lines was wrong.
  var isBroken = false
  private var needsSpace = false
  /// The multi-word token that is being read: its bytes, how many of them are used, and the last word's number.
  private var surface: (range: Range<Int>, bytes: [UInt8], used: Int, last: Int)?

  /// The line of the first word.
  var firstLine: Int? { lines.first }

  /// The line of the first tag that is none.
  func firstWrong(_ kind: DataReader.TagKind) -> Int? {
    tags.firstIndex { (try? kind.labels([$0], LabelMap())) == nil }.map { lines[$0] }
  }

  /// Takes a line that is not blank.
  mutating func add(_ line: ArraySlice<UInt8>, number: Int, _ columns: ColumnChoice) throws(Record.Wrong) {
    let isTabbed = line.contains(0x09)
    if line.first == UInt8(ascii: "#"), !isTabbed, isComment(line, columns) { return }
    let cells =
      isTabbed
      ? line.split(separator: 0x09, omittingEmptySubsequences: false) : line.split(separator: UInt8(ascii: " "))
    if cells.first?.elementsEqual("-DOCSTART-".utf8) == true { return }
    guard cells.count > 1 else { throw Record.Wrong("one column only, but a word and its tag are needed") }
    guard let word = columns.cell(columns.word, of: cells), let tag = columns.cell(columns.tag, of: cells) else {
      throw Record.Wrong("\(cells.count) columns, but the recipe names one beyond them")
    }
    guard !tag.isEmpty else { throw Record.Wrong("the tag is empty") }
    guard word.contains(where: { $0 != 0x20 }) else {
      // What some conversions leave of an emoji; nobody misses it.
      if tag.elementsEqual("O".utf8) { return }
      throw Record.Wrong("the word is empty, but its tag is not O")
    }
    let form = String(decoding: word, as: UTF8.self)
    let misc = columns.isUniversal && cells.count > 9 ? cells[9] : []
    let hasSpace = !misc.split(separator: UInt8(ascii: "|")).contains { $0.elementsEqual("SpaceAfter=No".utf8) }
    if columns.isUniversal {
      guard try addUniversal(String(decoding: cells[0], as: UTF8.self), form, hasSpace) else { return }
    } else {
      words.append(append(form, hasSpace: true))
    }
    tags.append(String(decoding: tag, as: UTF8.self))
    lines.append(number)
  }

  /// In CoNLL-U every `#` begins a comment; elsewhere only `# name = value` before the first word does, because `#` is also a word.
  private func isComment(_ line: ArraySlice<UInt8>, _ columns: ColumnChoice) -> Bool {
    if columns.isUniversal { return true }
    return tags.isEmpty && line.contains(UInt8(ascii: "="))
  }

  /// Takes a word of CoNLL-U; false for a multi-word token (`3-4`) and an empty node (`8.1`), which carry no tag.
  private mutating func addUniversal(_ id: String, _ form: String, _ hasSpace: Bool) throws(Record.Wrong) -> Bool {
    if id.contains(".") { return false }
    let numbers = id.split(separator: "-").compactMap { Int($0) }
    if id.contains("-"), numbers.count == 2, numbers[0] <= numbers[1] {
      surface = (append(form, hasSpace: hasSpace), Array(form.utf8), 0, numbers[1])
      return false
    }
    guard let number = Int(id) else { throw Record.Wrong("\"\(shortened(id))\" is no word number of CoNLL-U") }
    if let open = surface, number > open.last { surface = nil }
    words.append(surface == nil ? append(form, hasSpace: hasSpace) : part(form))
    return true
  }

  /// The bytes of a word inside the multi-word token: its own when it continues literally, else the whole.
  private mutating func part(_ form: String) -> Range<Int> {
    guard let open = surface else { return 0..<0 }
    let bytes = Array(form.utf8)
    guard open.bytes[min(open.used, open.bytes.count)...].starts(with: bytes) else {
      // From here on nothing is literal.
      surface?.used = open.bytes.count
      return open.range
    }
    let start = open.range.lowerBound + open.used
    surface?.used += bytes.count
    return start..<start + bytes.count
  }

  private mutating func append(_ form: String, hasSpace: Bool) -> Range<Int> {
    if needsSpace { text += " " }
    let start = text.utf8.count
    text += form
    needsSpace = hasSpace
    return start..<text.utf8.count
  }
}
