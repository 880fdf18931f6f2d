import Documents
import Features
import FineTuning
import Inference
import JSON
import JSONRPC
import LSP
import Store
import Support
import Text

/// Heads of the user's own.
let teachingRequests = [
  RequestHandler(TeachRequest.self) { params, context in try await context.session.teach(params, context) }
]

extension Session {
  /// Marks, teaches or removes, as the parameters say.
  func teach(_ params: TeachParams, _ context: RequestContext) async throws -> TeachResult {
    let lessons = try await server.workbench.teaching()
    if params.removes {
      try lessons.remove(params.head)
      return result(params.head, marked: 0, try lessons.marks.sentences(for: params.head), seconds: nil, reason: nil)
    }
    var marked = 0
    if let source = params.source {
      let (snapshot, _) = try snapshot(source, context)
      let rope = snapshot.rope
      let range = params.range.map { rope.bytes(of: $0, in: encoding) } ?? 0..<rope.count
      marked = try lessons.mark(
        range, of: snapshot, as: params.label, whole: params.isWhole, for: params.head,
        view: params.view.map { rope.bytes(of: $0, in: encoding) })
    }
    var (seconds, reason): (Double?, String?)
    if params.trains {
      do { seconds = try await lessons.teach(params.head).lesson.seconds } catch let error as TeachingError {
        // More marks will do; those that there are stay.
        reason = error.description
      }
    }
    let sentences = try lessons.marks.sentences(for: params.head)
    return result(params.head, marked: marked, sentences, seconds: seconds, reason: reason)
  }

  private func result(
    _ head: String, marked: Int, _ sentences: [MarkedSentence], seconds: Double?, reason: String?
  ) -> TeachResult {
    var marks: [String: Int] = [:]
    for sentence in sentences {
      for label in sentence.spans.map(\.label) + [sentence.label].compactMap({ $0 }) { marks[label, default: 0] += 1 }
    }
    return TeachResult(
      head: head, marked: marked, marks: marks, sentences: sentences.count, isTaught: seconds != nil, seconds: seconds,
      reason: reason)
  }
}
