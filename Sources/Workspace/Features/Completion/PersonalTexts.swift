package import Generation
import Synchronization
package import Text
package import Tokenizers

/// What a person writes, kept as a model of the words and phrases of it, so that suggestions use them.
///
/// The model is built beside the keystrokes: whoever suggests takes the one that was finished last, and waits only for the first of all.
/// Paragraphs that stay are not divided into tokens again. Thread-safe.
package final class PersonalTexts: Sendable {
  /// The texts of one moment; immutable.
  package struct Memory: Sendable {
    /// In the tokens of the language model that it was built for.
    package let model: PersonalModel
    /// The same for the same texts in the same order.
    package let content: ContentHash
    fileprivate let paragraphs: [ContentHash: Paragraph]
    private let words: Set<String>

    fileprivate init(_ model: PersonalModel, content: ContentHash, _ paragraphs: [ContentHash: Paragraph]) {
      (self.model, self.content, self.paragraphs) = (model, content, paragraphs)
      words = paragraphs.values.reduce(into: []) { $0.formUnion($1.words) }
    }

    /// Whether the texts have a word with straight apostrophes, in capitals or small letters.
    package func has(_ word: String) -> Bool { words.contains(word.lowercased()) }
  }

  fileprivate struct Paragraph: Sendable {
    let tokens: [Int32]
    let words: Set<String>
  }

  private struct State {
    /// Counts how often the texts became others.
    var version = 0
    var memory: Memory?
    /// The newest build, finished or not, and the version from which on it knows the texts.
    var build: (version: Int, task: Task<Memory, Never>)?
  }

  private let state = Mutex(State())
  private let limit: Int
  /// A longer paragraph is no prose.
  private static let longestParagraph = 1 << 16

  /// - Parameter limit: tokens that are remembered, with one more for each paragraph; at least 2.
  package init(limit: Int = 1 << 17) { self.limit = limit }

  /// Notes that the texts are others than before; nothing is built before somebody asks.
  package func change() { state.withLock { $0.version += 1 } }

  /// The memory that was finished last, which a build follows where the texts have changed since; waits for the first of all.
  ///
  /// - Parameters:
  ///   - tokenizer: of the language model, always the same.
  ///   - texts: the texts at the time of the call, oldest first, a paragraph each, without markup; called on a thread that may block.
  package func last(
    _ tokenizer: any Tokenizer, _ texts: @escaping @Sendable () -> [[UInt8]]
  ) async -> Memory {
    let build = build(tokenizer, texts)
    if let memory = state.withLock({ $0.memory }) { return memory }
    return await build.value
  }

  /// The memory of all texts up to the last change; waits for its build.
  ///
  /// Parameters as of `last`.
  package func newest(
    _ tokenizer: any Tokenizer, _ texts: @escaping @Sendable () -> [[UInt8]]
  ) async -> Memory { await build(tokenizer, texts).value }

  /// The build that knows the newest texts, started where there is none; one after the other.
  private func build(
    _ tokenizer: any Tokenizer, _ texts: @escaping @Sendable () -> [[UInt8]]
  ) -> Task<Memory, Never> {
    state.withLock { state -> Task<Memory, Never> in
      if let build = state.build, build.version == state.version { return build.task }
      let earlier = state.build?.task
      let task = Task { await self.finish(after: earlier, tokenizer, texts) }
      state.build = (state.version, task)
      return task
    }
  }

  private func finish(
    after earlier: Task<Memory, Never>?, _ tokenizer: any Tokenizer, _ texts: @escaping @Sendable () -> [[UInt8]]
  ) async -> Memory {
    let known = await earlier?.value
    let memory: Memory = await offThePool { [limit] in
      Self.memory(of: texts(), tokenizer, knowing: known, limit: limit)
    }
    state.withLock { $0.memory = memory }
    return memory
  }

  /// The newest paragraphs as far as there is room, oldest first in the model.
  private static func memory(
    of texts: [[UInt8]], _ tokenizer: any Tokenizer, knowing known: Memory?, limit: Int
  ) -> Memory {
    var (order, paragraphs, count) = ([ContentHash](), [ContentHash: Paragraph](), 0)
    for text in texts.reversed() where text.count <= longestParagraph {
      let hash = ContentHash(text)
      let paragraph = paragraphs[hash] ?? known?.paragraphs[hash] ?? read(text, tokenizer)
      count += paragraph.tokens.count + 1
      guard count <= limit else { break }
      paragraphs[hash] = paragraph
      order.append(hash)
    }
    let content = ContentHash(order.flatMap(\.bytes))
    if let known, known.content == content { return known }
    var model = PersonalModel(limit: limit)
    for hash in order.reversed() { model.add(paragraphs[hash]?.tokens ?? []) }
    return Memory(model, content: content, paragraphs)
  }

  private static func read(_ text: [UInt8], _ tokenizer: any Tokenizer) -> Paragraph {
    Paragraph(
      tokens: tokenizer.encode(text, addSpecialTokens: false).ids,
      words: TextSuggestion.words(of: String(decoding: text, as: UTF8.self)))
  }
}
