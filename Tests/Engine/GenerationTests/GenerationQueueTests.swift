import Inference
import Testing

@testable import Generation

/// Who is served next, and who need not be served any more.
@Suite(.timeLimit(.minutes(1))) struct GenerationQueueTests {
  private let queue = GenerationQueue()

  /// A request that waits in the queue, and its answer: how many completions it got.
  private struct Asked {
    let id: Int
    let answer: Task<Int, any Error>

    /// The code of the error with which it ended; nil for an answer.
    var failure: String? {
      get async {
        do {
          _ = try await answer.value
          return nil
        } catch { return (error as? GenerationError)?.code ?? "\(type(of: error))" }
      }
    }
  }

  private func ask(_ lane: Lane, owner: String? = nil, id: Int? = nil) async -> Asked {
    let id = id ?? queue.reserve()
    let (added, continuation) = AsyncStream<Void>.makeStream()
    let answer = Task { [queue] in
      try await withCheckedThrowingContinuation { answer in
        _ = queue.add(
          GenerationQueue.Request(
            id: id, text: [], options: CompletionOptions(), personal: nil, lane: lane, owner: owner, answer: answer))
        continuation.finish()
      }.count
    }
    for await _ in added {}
    return Asked(id: id, answer: answer)
  }

  @Test func `keystrokes come first, and within a lane who came first`() async throws {
    let asked = [await ask(.background), await ask(.keystroke), await ask(.background), await ask(.keystroke)]
    #expect(queue.count(.keystroke) == 2 && queue.count(.background) == 2)
    var order: [Int] = []
    while let request = queue.take() {
      order.append(request.id)
      queue.finish(request, .success([]))
    }
    #expect(order == [asked[1].id, asked[3].id, asked[0].id, asked[2].id])
    for one in asked { #expect(try await one.answer.value == 0) }
  }

  @Test func `a background text gives way and is taken up again`() async throws {
    let long = await ask(.background)
    let first = try #require(queue.take())
    #expect(!queue.mustStop(long.id))
    let key = await ask(.keystroke)
    #expect(queue.mustStop(long.id))
    queue.finish(first, .success([]))
    let second = try #require(queue.take())
    #expect(second.id == key.id && !queue.mustStop(key.id))
    queue.finish(second, .success([]))
    #expect(try await key.answer.value == 0)
    let third = try #require(queue.take())
    #expect(third.id == long.id && !queue.mustStop(long.id))
    queue.finish(third, .success([]))
    #expect(try await long.answer.value == 0)
    #expect(queue.take() == nil)
  }

  @Test func `the newest request of an owner takes the place of older ones`() async throws {
    let (old, other) = (await ask(.keystroke, owner: "a"), await ask(.keystroke, owner: "b"))
    let running = try #require(queue.take())
    let new = await ask(.keystroke, owner: "a")
    #expect(queue.mustStop(running.id))
    #expect(await old.failure == "superseded")
    queue.finish(running, .success([]))
    var order: [Int] = []
    while let request = queue.take() {
      order.append(request.id)
      queue.finish(request, .success([]))
    }
    #expect(order == [other.id, new.id])
    #expect(await other.failure == nil)
    #expect(await new.failure == nil)
  }

  @Test func `what is less urgent takes no place of what is more`() async throws {
    let key = await ask(.keystroke, owner: "a")
    let ahead = await ask(.background, owner: "a")
    let key2 = await ask(.keystroke, owner: "a")
    #expect(await key.failure == "superseded")
    #expect(await ahead.failure == "superseded")
    let late = await ask(.background, owner: "a")
    while let request = queue.take() { queue.finish(request, .success([])) }
    #expect(await key2.failure == nil)
    #expect(await late.failure == nil)
  }

  @Test func `a cancelled request ends at once, before it is queued, while it waits and while it runs`() async throws {
    let early = queue.reserve()
    queue.cancel(early)
    #expect(await ask(.keystroke, id: early).failure == "CancellationError")
    let (running, waiting) = (await ask(.keystroke), await ask(.keystroke))
    let request = try #require(queue.take())
    queue.cancel(running.id)
    queue.cancel(waiting.id)
    #expect(await running.failure == "CancellationError")
    #expect(await waiting.failure == "CancellationError")
    #expect(queue.mustStop(request.id))
    queue.finish(request, .success([]))
    #expect(queue.take() == nil)
  }
}
