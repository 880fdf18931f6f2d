/// A text whose words carry labels.
package struct TokenExample: Sendable, Equatable {
  package let text: String
  /// Half-open UTF-8 byte ranges of the words in `text`, ascending.
  ///
  /// They may touch (`did` and `n't`), and equal ranges stand for parts of a word that the text does not show apart.
  package let words: [Range<Int>]
  /// One label a word, BIO for spans; nil where the label is not known, so that nothing is learnt or measured there.
  package let labels: [String?]

  /// An example with as many labels as words.
  package init(text: String, words: [Range<Int>], labels: [String?]) {
    precondition(words.count == labels.count, "a label for each word")
    self.text = text
    self.words = words
    self.labels = labels
  }

  /// The example of words that stand in a text with a space between each two.
  package init(words forms: [String], labels: [String?]) {
    var words: [Range<Int>] = []
    var end = -1
    for form in forms {
      words.append(end + 1..<end + 1 + form.utf8.count)
      end += 1 + form.utf8.count
    }
    self.init(text: forms.joined(separator: " "), words: words, labels: labels)
  }

  /// The text of a word.
  package func word(_ index: Int) -> String { String(decoding: Array(text.utf8)[words[index]], as: UTF8.self) }
}
