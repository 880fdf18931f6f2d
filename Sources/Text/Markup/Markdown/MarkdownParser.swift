internal import CMd4c

/// Runs md4c over one section.
///
/// What the section needs from other sections is put in front of it as definitions of its own; offsets are shifted back.
struct MarkdownParser {
  let section: [UInt8]
  /// Normalised labels that other sections define.
  let defined: [String]

  /// The section's prose, in source order.
  func blocks() -> [ProseBlock] {
    let definitions = defined.map { "[\($0)]: x\n" }.joined()
    return parse(prefix: Array((definitions + "\n").utf8)).blocks
  }

  /// The source ranges that are HTML, block by block and tag by tag, in order.
  func rawHTML() -> [Range<Int>] { parse(prefix: []).rawHTML }

  /// Those of the labels that the section itself defines.
  ///
  /// A paragraph with each of them is put in front of the section; those that turn into links are the ones.
  func definitions(among candidates: [String]) -> [String] {
    var prefix: [UInt8] = []
    var ends: [Int] = []
    for label in candidates {
      prefix += Array("[\(label)]\n\n".utf8)
      ends.append(prefix.count)
    }
    var candidate = 0
    var result: [String] = []
    for start in parse(prefix: prefix).linkStartsInPrefix {
      while ends[candidate] <= start { candidate += 1 }
      if result.last != candidates[candidate] { result.append(candidates[candidate]) }
    }
    return result
  }

  private func parse(prefix: [UInt8]) -> MarkdownCollector {
    let skipped = section.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var input = prefix + section[skipped...]
    let formulas = input.withUnsafeMutableBufferPointer {
      FormulaMask.apply(to: UnsafeMutableBufferPointer(rebasing: $0[prefix.count...]))
    }
    return section.withUnsafeBufferPointer { source in
      input.withUnsafeBufferPointer { input in
        let collector = MarkdownCollector(
          source: source, input: input, prefixCount: prefix.count, shift: prefix.count - skipped,
          formulas: formulas.map { $0.lowerBound + skipped..<$0.upperBound + skipped })
        run(input, collector)
        return collector
      }
    }
  }

  /// The dialect of GitHub; the macro of that name is too complex for Swift to import.
  private static let flags = UInt32(
    MD_FLAG_PERMISSIVEEMAILAUTOLINKS | MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_PERMISSIVEWWWAUTOLINKS
      | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS)

  /// Calls md4c; it fails only when memory is short, and then what has been collected stands.
  private func run(_ input: UnsafeBufferPointer<UInt8>, _ collector: MarkdownCollector) {
    var parser = MD_PARSER()
    parser.flags = Self.flags
    parser.enter_block = { type, detail, user in MarkdownCollector.at(user).enter(block: type, detail) }
    parser.leave_block = { type, _, user in MarkdownCollector.at(user).leave(block: type) }
    parser.enter_span = { type, _, user in MarkdownCollector.at(user).enter(span: type) }
    parser.leave_span = { type, _, user in MarkdownCollector.at(user).leave(span: type) }
    parser.text = { type, text, count, user in MarkdownCollector.at(user).text(type, text, Int(count)) }
    withExtendedLifetime(collector) {
      input.withMemoryRebound(to: CChar.self) { characters in
        _ = md_parse(
          characters.baseAddress, UInt32(characters.count), &parser, Unmanaged.passUnretained(collector).toOpaque())
      }
    }
  }
}
