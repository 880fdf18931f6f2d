/// Where the special tokens stand around one text or two (`post_processor`).
struct Template: Sendable, Equatable {
  /// A part of a template, in order.
  enum Part: Sendable, Equatable {
    /// A special token with its type id.
    case token(Int32, type: UInt8)
    /// Text 0 or 1, with the type id of its tokens.
    case text(Int, type: UInt8)
  }

  /// Parts around one text.
  var single: [Part] = [.text(0, type: 0)]
  /// Parts around two texts.
  var pair: [Part] = [.text(0, type: 0), .text(1, type: 1)]

  /// `[CLS] A [SEP]` and `[CLS] A [SEP] B [SEP]`, the second text and its end with type 1.
  static func bert(classification: Int32, separator: Int32) -> Template {
    Template(
      single: [.token(classification, type: 0), .text(0, type: 0), .token(separator, type: 0)],
      pair: [
        .token(classification, type: 0), .text(0, type: 0), .token(separator, type: 0), .text(1, type: 1),
        .token(separator, type: 1),
      ])
  }

  /// `<s> A </s>` and `<s> A </s></s> B </s>`, all of type 0.
  static func roberta(classification: Int32, separator: Int32) -> Template {
    let (open, close) = (Part.token(classification, type: 0), Part.token(separator, type: 0))
    return Template(
      single: [open, .text(0, type: 0), close],
      pair: [open, .text(0, type: 0), close, close, .text(1, type: 0), close])
  }

  /// How many special tokens it adds.
  func specialTokenCount(pair isPair: Bool) -> Int {
    (isPair ? pair : single).reduce(0) { count, part in
      if case .token = part { count + 1 } else { count }
    }
  }
}
