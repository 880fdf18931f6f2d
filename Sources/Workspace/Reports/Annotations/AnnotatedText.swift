package import Support
package import Text

/// A text with what a model says about it, ready to be shown.
package struct AnnotatedText: Sendable {
  /// One kind of annotations, from one head.
  package struct Layer: Sendable, Equatable {
    /// What a layer says.
    package enum Kind: Sendable {
      /// Spans with a type.
      case spans
      /// A label for each word.
      case words
      /// Labels of sentences.
      case classes
      /// A number for each sentence.
      case score
    }

    /// The head's name.
    package let name: String
    package let kind: Kind
    /// The types of spans, or the labels.
    package let labels: [String]

    package init(name: String, kind: Kind, labels: [String]) {
      (self.name, self.kind, self.labels) = (name, kind, labels)
    }
  }

  /// A piece of text with a label.
  package struct Mark: Sendable, Equatable {
    package let label: String
    /// Source bytes.
    package let range: Range<Int>
    /// 0 to 1.
    package let confidence: Double

    package init(label: String, range: Range<Int>, confidence: Double) {
      (self.label, self.range, self.confidence) = (label, range, confidence)
    }
  }

  /// What one layer says about one sentence.
  package enum Value: Sendable, Equatable {
    /// Spans or words, in the order of the text.
    case marks([Mark])
    /// The labels that hold, the likeliest first, and the probability of every label in the layer's order.
    case labels([String], scores: [Double])
    /// 0 to 1.
    case score(Double)
  }

  /// A word of a sentence.
  package struct Word: Sendable, Equatable {
    /// Without markup.
    package let text: String
    /// Source bytes.
    package let range: Range<Int>

    package init(text: String, range: Range<Int>) { (self.text, self.range) = (text, range) }
  }

  /// A sentence with a value for each layer, in their order.
  package struct Sentence: Sendable {
    /// Source bytes.
    package let range: Range<Int>
    /// Without markup.
    package let text: String
    package let words: [Word]
    package let values: [Value]

    package init(range: Range<Int>, text: String, words: [Word], values: [Value]) {
      (self.range, self.text, self.words, self.values) = (range, text, words, values)
    }
  }

  /// As it is shown; nil for standard input.
  package let path: String?
  package let text: Rope
  package let layers: [Layer]
  /// In the order of the text, apart.
  package let sentences: [Sentence]
  /// Why the file could not be read; everything else is then empty.
  package let error: (any HintedError)?

  package init(
    path: String?, text: Rope = Rope(), layers: [Layer], sentences: [Sentence] = [], error: (any HintedError)? = nil
  ) {
    (self.path, self.text, self.layers, self.sentences, self.error) = (path, text, layers, sentences, error)
  }

  /// The source bytes of a mark as they stand, markup inside included.
  func source(_ range: Range<Int>) -> String {
    String(decoding: text.bytes(in: range.clamped(to: 0..<text.count)), as: UTF8.self)
  }
}
