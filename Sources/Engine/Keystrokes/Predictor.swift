/// Something that says how a text may go on while it is typed.
///
/// What it says is a function of the text before the place alone, so that one answer serves every way in which a person may have come there.
/// It belongs to one thread.
package protocol Predictor: AnyObject {
  /// A few words for tables.
  var name: String { get }

  /// Another text is about to be typed; what is learnt from a text ends with it.
  func begin()

  /// What follows `text[..<place]`, cut to what is at least as sure as `confidence` (0 to 1); nil where nothing is.
  ///
  /// - Throws: what a model throws that does not fit its options.
  func suggestion(at place: Int, of text: [UInt8], confidence: Double) throws -> Suggestion?

  /// The likeliest words behind `text[..<place]`, which ends with a blank: without that blank, at most `count`, the likeliest first.
  ///
  /// - Throws: as `suggestion`.
  func words(at place: Int, of text: [UInt8], count: Int) throws -> [[UInt8]]
}

extension Predictor {
  package func begin() {}
}
