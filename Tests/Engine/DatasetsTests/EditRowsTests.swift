import Datasets
import Edits
import Testing
import Tokenizers

@Suite struct EditRowsTests {
  @Test func `the first piece of a token speaks for it`() throws {
    let vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "don", "'", "t", "go", "##ing", "."]
    try withFile(vocabulary.joined(separator: "\n") + "\n", name: "vocab.txt") { path in
      let folder = String(path.dropLast("/vocab.txt".count))
      let tokenizer = try TokenizerLoader.load(directory: folder)
      let text = EditableText("Don't going.")
      let encoding = tokenizer.encode(text.bytes)
      // [CLS] don ' t go ##ing . [SEP]
      #expect(EditRows.rows(of: text.tokens, in: encoding) == [1, 4, 6])
      #expect(EditRows.rows(of: text.tokens, in: tokenizer.encode(text.bytes, limit: 5)) == [1, -1, -1])
    }
  }
}
