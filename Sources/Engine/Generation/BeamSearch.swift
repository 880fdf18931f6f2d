import Architectures
import Tensors

/// Alternatives by beam search: the beams are branches of a tree that share the text before them, and one pass takes them all.
extension TextGenerator {
  /// A beam with the places of its tokens among those of the tree.
  private struct Beam {
    var continuation: Continuation
    var places: [Int] = []
  }

  /// The most likely completions, as many as the options ask for at most.
  func beam(_ request: Request, _ sequence: CachedSequence) -> [Completion] {
    let options = request.options
    let first = logits(state(sequence, after: request.settled), behind: [request.settled])
    return sequence.withCache(first: request.settled.count) { cache in
      var finished: [Completion] = []
      var (beams, logits, added) = ([Beam(continuation: request.start)], first, 0)
      while !beams.isEmpty, !request.isCancelled() {
        beams = step(beams, logits, request, &finished)
        guard !beams.isEmpty, cache.count + beams.count <= decoder.dimensions.maximumTokens else { break }
        logits = branch(&beams, cache, settled: request.settled, added: &added)
      }
      let rest = beams.compactMap { open -> Completion? in
        let end: Completion.End = request.isCancelled() ? .cancelled : .room
        return open.continuation.completion(end, minimumConfidence: options.minimumConfidence)
      }
      return Array(Self.distinct(finished + rest).prefix(options.candidates))
    }
  }

  /// The best ways to go on with all beams; those that end are moved to `finished`.
  private func step(
    _ beams: [Beam], _ logits: Tensor, _ request: Request, _ finished: inout [Completion]
  ) -> [Beam] {
    let (options, width) = (request.options, request.options.candidates)
    var ways: [(beam: Int, choice: TokenDistribution.Choice, total: Double)] = []
    for (index, beam) in beams.enumerated() {
      let distribution = request.distribution(
        logits.row(index), after: beam.continuation, request.settled + beam.continuation.tokens, vocabulary)
      ways += distribution.best(2 * width).map { (index, $0, beam.continuation.logProbability + $0.logProbability) }
    }
    ways.sort { ($0.total, $1.beam, $1.choice.id) > ($1.total, $0.beam, $0.choice.id) }
    var (kept, ended) = ([Beam](), Set<Int>())
    for way in ways where kept.count < width {
      var beam = beams[way.beam]
      if let end = ending(of: beam.continuation, before: way.choice.id, options) {
        // Whatever token it ends before, it is the same text.
        guard ended.insert(way.beam).inserted else { continue }
        append(beam.continuation.completion(end, minimumConfidence: options.minimumConfidence), to: &finished)
        continue
      }
      beam.continuation.append(way.choice, vocabulary)
      if let stop = stop(beam.continuation, options) {
        let whole = beam.continuation.completion(
          stop.end, upTo: stop.place, minimumConfidence: options.minimumConfidence)
        append(whole, to: &finished)
      } else if beam.continuation.isHopeless(options.minimumConfidence) {
        append(
          beam.continuation.completion(.confidence, minimumConfidence: options.minimumConfidence), to: &finished)
      } else if !kept.contains(where: { $0.continuation.bytes == beam.continuation.bytes }) {
        // The same text in other tokens is no alternative.
        kept.append(beam)
      }
    }
    return isSettled(finished, kept, width) ? [] : kept
  }

  /// Whether no beam can become better than what is finished: probabilities only fall.
  private func isSettled(_ finished: [Completion], _ beams: [Beam], _ width: Int) -> Bool {
    let best = Self.distinct(finished)
    guard best.count >= width, let next = beams.map(\.continuation.logProbability).max() else { return false }
    return best[width - 1].logProbability >= next
  }

  private func append(_ completion: Completion?, to finished: inout [Completion]) {
    if let completion { finished.append(completion) }
  }

  /// Runs the last token of every beam in one pass: logits, `[beams, vocabulary]`.
  private func branch(_ beams: inout [Beam], _ cache: KeyValueCache, settled: [Int32], added: inout Int) -> Tensor {
    let total = added + beams.count
    for index in beams.indices { beams[index].places.append(added + index) }
    let isSeen = beams.map { beam in
      var row = [Bool](repeating: false, count: total)
      for place in beam.places { row[place] = true }
      return row
    }
    let ids = beams.compactMap(\.continuation.tokens.last)
    let places = beams.map { Int32(settled.count + $0.places.count - 1) }
    let hidden = decoder.extend(cache, by: ids, at: places, mask: AttentionMask(isSeen), in: execution)
    added = total
    count(ids.count)
    return logits(hidden, behind: beams.map { settled.suffix(NGramCounts.order) + $0.continuation.tokens })
  }
}
