package import Documents
package import FineTuning
package import Inference
package import Store
import Support
import Synchronization

/// Teaches heads: keeps what a person marks, fits a head to it, stores the head and serves it at once.
///
/// Safe to call from any task. One lesson at a time; a lesson runs on a thread of its own and takes as long as the model needs for sentences that it has
/// not seen, and a second or so for the fit.
package final class Lessons: Sendable {
  /// What was marked so far.
  package let marks: MarkStore
  private let encoder: SentenceEncoder
  private let heads: TaughtHeads
  private let teacher: Mutex<HeadTeacher>

  init(encoder: SentenceEncoder, marks: MarkStore, heads: TaughtHeads) {
    (self.encoder, self.marks, self.heads) = (encoder, marks, heads)
    teacher = Mutex(HeadTeacher(encoder: encoder))
  }

  /// Teaching needs a place for what is taught.
  package struct NoPlace: HintedError {
    package let code = "store-unavailable"
    package let message = "there is no place for what is taught"
    package let hint = "Set HOME or XDG_DATA_HOME."
  }

  /// Makes sure that a head may be taught under this name.
  ///
  /// - Throws: `InferenceError` `head-name-invalid` or `head-taken`.
  package func check(_ name: String) throws {
    try TaughtHeadFolder.check(name)
    try encoder.checkIsFree(name)
  }

  /// Marks what lies in a range of a document, sentence by sentence, and notes the other sentences of the view.
  ///
  /// - Parameters:
  ///   - range: source bytes; an empty one stands for the sentence there.
  ///   - label: nil removes the marks there.
  ///   - isWhole: whether sentences are marked as wholes, not the spans in them.
  ///   - view: source bytes that were in view; nil for the paragraphs of the marked sentences.
  /// - Returns: how many sentences were marked.
  /// - Throws: as `check`; `StoreError`; `LessonError` `teach-nothing-there`.
  @discardableResult
  package func mark(
    _ range: Range<Int>, of snapshot: DocumentSnapshot, as label: String?, whole isWhole: Bool, for name: String,
    view: Range<Int>? = nil
  ) throws -> Int {
    try check(name)
    let indices = snapshot.sentenceIndices(in: range)
    guard !indices.isEmpty, isWhole || !range.isEmpty else { throw LessonError.nothingThere() }
    var count = 0
    for index in indices {
      let text = snapshot.sentence(at: index).text
      if isWhole {
        try marks.markSentence(text, as: label, for: name)
      } else {
        let bytes = Self.trimmed(
          snapshot.proseOffset(
            ofSource: range.lowerBound, inSentence: index)..<max(
              snapshot.proseOffset(ofSource: range.lowerBound, inSentence: index),
              snapshot.proseOffset(ofSource: range.upperBound, inSentence: index)), of: text)
        guard !bytes.isEmpty else { continue }
        try marks.markSpan(bytes, of: text, as: label, for: name)
      }
      count += 1
    }
    guard count > 0 else { throw LessonError.nothingThere() }
    if label != nil { try marks.noteSeen(seen(indices, view, snapshot), for: name) }
    return count
  }

  /// Fits a head to all that was marked for it, stores and serves it.
  ///
  /// - Throws: `TeachingError` while the marks do not suffice; `InferenceError`, `StoreError`, `SupportError`.
  package func teach(_ name: String) async throws -> TaughtHead {
    try check(name)
    let texts = try marks.sentences(for: name).map { sentence in
      MarkedText(
        text: sentence.text, spans: sentence.spans.map { MarkedText.Span(bytes: $0.bytes, label: $0.label) },
        label: sentence.label)
    }
    return try await teach(name, MarkedTexts(texts))
  }

  /// Fits a head to marks that come from elsewhere, stores and serves it.
  ///
  /// - Throws: as `teach(_:)`.
  package func teach(_ name: String, _ texts: MarkedTexts) async throws -> TaughtHead {
    try check(name)
    let head = try await offThePool { [self] in try teacher.withLock { try $0.teach(name, texts) } }
    try heads.folder.write(head)
    heads.refresh(encoder)
    return head
  }

  /// Removes a head and what was marked for it.
  ///
  /// - Returns: whether there was such a head.
  /// - Throws: `SupportError`, `StoreError`.
  @discardableResult
  package func remove(_ name: String) throws -> Bool {
    try marks.removeHead(name)
    let existed = try heads.folder.remove(name)
    heads.refresh(encoder)
    return existed
  }

  // MARK: Ways

  /// The texts of the sentences that were in view, but not those that are marked now.
  private func seen(_ marked: Range<Int>, _ view: Range<Int>?, _ snapshot: DocumentSnapshot) -> [[UInt8]] {
    let indices: [Int]
    if let view {
      indices = Array(snapshot.sentenceIndices(in: view))
    } else {
      indices = snapshot.blocks.filter { $0.sentences.overlaps(marked) }.flatMap { Array($0.sentences) }
    }
    return indices.filter { !marked.contains($0) }.prefix(Self.largestView).map { snapshot.sentence(at: $0).text }
  }

  /// Sentences of one view that are remembered.
  private static let largestView = 60

  /// The range without white space at its ends.
  private static func trimmed(_ range: Range<Int>, of text: [UInt8]) -> Range<Int> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    var (start, end) = (range.lowerBound, min(range.upperBound, text.count))
    while start < end, isSpace(text[start]) { start += 1 }
    while end > start, isSpace(text[end - 1]) { end -= 1 }
    return start..<max(start, end)
  }
}

/// Why something cannot be marked.
package struct LessonError: HintedError, Equatable {
  /// `teach-nothing-there`.
  package let code: String
  package let message: String
  package let hint: String

  static func nothingThere() -> LessonError {
    LessonError(
      code: "teach-nothing-there", message: "there is no prose to mark at that place",
      hint: "Select some words of a sentence, or mark a whole sentence.")
  }
}
