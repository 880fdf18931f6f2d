import Architectures
package import Models
import Tensors
import Text
import Tokenizers

/// Continues texts with a decoder, and says how likely they are.
///
/// It keeps what it computed for the texts that it continued last, so that the next keystroke costs only what is new. It belongs to one thread
/// at a time; an engine with threads of its own serialises the calls.
package final class TextGenerator {
  package let model: ModelBundle
  package let vocabulary: TokenVocabulary
  /// How many tokens went through the model so far, those of scores left out.
  package private(set) var computedTokens = 0
  let decoder: any LanguageModel
  let execution = Execution()
  /// What is known about how texts go on beside the decoder.
  let nGrams: NGramPrior?
  let segmenter = SentenceSegmenter()
  private let prefixes: PrefixCache

  /// - Parameter cacheLimit: bytes that the memory of texts may take.
  /// - Throws: `GenerationError` `model-unfit` for a model that predicts no tokens, errors of its n-grams.
  package init(_ model: ModelBundle, cacheLimit: Int = 96 << 20) throws {
    guard let decoder = model.backbone as? any LanguageModel, decoder.predictsTokens else {
      throw GenerationError.unfit(model.directory.path, model.backbone.dimensions.family)
    }
    (self.model, self.decoder) = (model, decoder)
    vocabulary = try TokenVocabulary(model)
    nGrams = try NGramPrior(in: model.directory.path, vocabulary: vocabulary.count)
    prefixes = PrefixCache(decoder, model.precision.cacheFormat, byteLimit: cacheLimit)
  }

  /// The bytes that the memory of texts takes.
  package var cachedBytes: Int { prefixes.byteCount }
  /// How many texts are remembered.
  package var cachedTexts: Int { prefixes.count }

  /// How `text` may go on, the most likely first; none where the model has nothing good enough to say.
  ///
  /// A completion never contradicts the text: it follows its last byte. Equal arguments give equal completions, whatever was asked before.
  /// - Parameters:
  ///   - personal: the person's own texts in this model's tokens, mixed with what the model says; nil for the model alone.
  ///   - isCancelled: asked before each token; a cancelled request gives what it has.
  /// - Throws: `GenerationError` `option-invalid`.
  package func complete(
    _ text: [UInt8], _ options: CompletionOptions = CompletionOptions(), personal: PersonalModel? = nil,
    isCancelled: @escaping () -> Bool = { false }
  ) throws -> [Completion] {
    try options.check()
    // Room for what is chosen, and for the rest of its last word.
    let room = decoder.dimensions.maximumTokens - options.maximumTokens - Self.wordRest
    let limit = max(1, min(options.contextTokens, room))
    let recent = ContextWindow.recent(text, tokens: limit)
    let typed = TypedText(recent, model.tokenizer, beginning: vocabulary.beginning, limit: limit)
    guard !typed.settled.isEmpty else { return [] }
    defer { prefixes.trim() }
    let sequence = prefixes.sequence(for: typed.settled)
    let start = Continuation(pending: typed.pending, before: recent.dropLast(typed.pending.count))
    let request = Request(
      typed: typed, start: start, options: options, personal: personal, isCancelled: isCancelled)
    if options.sampling.temperature == 0, options.candidates > 1 { return beam(request, sequence) }
    let all = (0..<options.candidates).compactMap { extend(request, sequence, candidate: UInt64($0)) }
    return Self.distinct(all)
  }

  /// What one request asks for.
  struct Request {
    let typed: TypedText
    let start: Continuation
    let options: CompletionOptions
    let personal: PersonalModel?
    let isCancelled: () -> Bool

    var settled: [Int32] { typed.settled }

    /// How likely each token comes next behind the chosen ones.
    ///
    /// - Parameters:
    ///   - row: the logits of all tokens.
    ///   - ids: all tokens before, settled and chosen.
    ///   - canonical: the tokenizer's own beginning of the rest of the typed word; nil for a guess at how probable it is.
    func distribution(
      _ row: UnsafeMutableBufferPointer<Float>, after continuation: Continuation, _ ids: [Int32],
      _ vocabulary: TokenVocabulary, canonical: TokenDistribution.Canonical? = nil
    ) -> TokenDistribution {
      let rest = continuation.rest
      let guess = typed.canonicalToken(after: continuation.tokens).map {
        TokenDistribution.Canonical(id: $0, open: vocabulary.open($0, of: rest))
      }
      return TokenDistribution(
        row, allowed: vocabulary.choosable(after: rest), history: ids, options.sampling,
        personal: personal?.mixture(after: ids), canonical: canonical ?? guess, open: { vocabulary.open($0, of: rest) })
    }
  }

  /// How many tokens more than asked for the end of the last word may take.
  static let wordRest = 4

  /// The hidden state behind tokens, counted.
  func state(_ sequence: CachedSequence, after ids: [Int32]) -> Tensor {
    let (state, computed) = sequence.state(after: ids, in: execution)
    computedTokens += computed
    return state
  }

  func count(_ tokens: Int) { computedTokens += tokens }

  /// How likely each token is behind each context, as logits, `[contexts, vocabulary]`.
  ///
  /// - Parameter hidden: the state of the last token of each context.
  func logits(_ hidden: Tensor, behind contexts: [some BidirectionalCollection<Int32>]) -> Tensor {
    let logits = decoder.logits(hidden, in: execution)
    return nGrams?.applied(to: logits, behind: contexts, in: execution) ?? logits
  }

  /// Token after token.
  private func extend(_ request: Request, _ sequence: CachedSequence, candidate: UInt64) -> Completion? {
    var (continuation, ids) = (request.start, request.settled)
    var random = SeededGenerator(request.options.seed, candidate)
    let minimum = request.options.minimumConfidence
    func finish(_ end: Completion.End, upTo limit: Int? = nil) -> Completion? {
      continuation.completion(end, upTo: limit, minimumConfidence: minimum)
    }
    while true {
      if request.isCancelled() { return finish(.cancelled) }
      guard ids.count <= decoder.dimensions.maximumTokens else { return finish(.room) }
      let logits = logits(state(sequence, after: ids), behind: [ids])
      let canonical = canonical(request, continuation, sequence, ids)
      let distribution = withExtendedLifetime(logits) {
        request.distribution(logits.row(0), after: continuation, ids, vocabulary, canonical: canonical)
      }
      guard let choice = distribution.choose(request.options.sampling, using: &random) else { return finish(.room) }
      if let end = ending(of: continuation, before: choice.id, request.options) { return finish(end) }
      continuation.append(choice, vocabulary)
      ids.append(choice.id)
      if let stop = stop(continuation, request.options) { return finish(stop.end, upTo: stop.place) }
      if continuation.isHopeless(minimum) { return finish(.confidence) }
    }
  }

  /// The tokenizer's own beginning of the typed word with how probable it is that the word goes on as typed; nil where that is all of it.
  ///
  /// A pass of the model, whose state is there already where the token is chosen.
  private func canonical(
    _ request: Request, _ continuation: Continuation, _ sequence: CachedSequence, _ ids: [Int32]
  ) -> TokenDistribution.Canonical? {
    guard let id = request.typed.canonicalToken(after: continuation.tokens),
      ids.count < decoder.dimensions.maximumTokens
    else {
      return nil
    }
    let rest = continuation.rest.dropFirst(vocabulary.bytes(of: id).count)
    guard !rest.isEmpty else { return nil }
    let logits = logits(state(sequence, after: ids + [id]), behind: [ids + [id]])
    var shares = [Float](repeating: 0, count: logits.columns)
    withExtendedLifetime(logits) { _ = Kernels.softmax(logits.values, count: logits.columns, to: &shares) }
    let next = request.typed.canonicalToken(after: continuation.tokens + [id])
    let share = vocabulary.choosable(after: rest).reduce(0.0) {
      $1 == next || vocabulary.open($1, of: rest) == 0 ? $0 + Double(shares[Int($1)]) : $0
    }
    return TokenDistribution.Canonical(id: id, share: share)
  }

  /// Why the tokens end before this one; nil where they go on.
  func ending(of continuation: Continuation, before id: Int32, _ options: CompletionOptions) -> Completion.End? {
    if vocabulary.ends.contains(id) { return .text }
    let count = continuation.tokens.count
    guard count >= options.maximumTokens, continuation.rest.isEmpty else { return nil }
    return Continuation.beginsWord(vocabulary.bytes(of: id)) || count >= options.maximumTokens + Self.wordRest
      ? .length : nil
  }

  /// Where a line or a sentence ends behind what was typed.
  func stop(_ continuation: Continuation, _ options: CompletionOptions) -> (end: Completion.End, place: Int)? {
    if options.stopsAtLineEnd, let place = continuation.lineEnd { return (.line, place) }
    if options.stopsAtSentenceEnd, let place = continuation.sentenceEnd(segmenter) { return (.sentence, place) }
    return nil
  }

  /// Without those whose text came before.
  static func distinct(_ completions: [Completion]) -> [Completion] {
    var seen: Set<[UInt8]> = []
    return completions.filter { seen.insert($0.bytes).inserted }.sorted { $0.probability > $1.probability }
  }
}
