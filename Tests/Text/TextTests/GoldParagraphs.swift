import Foundation
import TestSupport
import Testing

/// A paragraph whose sentences people have marked, rebuilt from a treebank in CoNLL-U.
struct GoldParagraph {
  /// Its sentences, joined by a space unless the last token of one says `SpaceAfter=No`.
  var text: [UInt8] = []
  /// Where its sentences end, without the space between them.
  var ends: [Int] = []
}

/// The paragraphs of a treebank below `shared`.
func goldParagraphs(_ path: String) throws -> [GoldParagraph] {
  let bytes = try #require(SharedData.path(path).flatMap { FileManager.default.contents(atPath: $0) })
  return goldParagraphs(conllu: String(decoding: bytes, as: UTF8.self))
}

/// Reads paragraphs from CoNLL-U: `# newdoc` and `# newpar` begin one, `# text` holds a sentence.
func goldParagraphs(conllu: String) -> [GoldParagraph] {
  var (result, isNew, glue): ([GoldParagraph], Bool, String) = ([], true, "")
  for line in conllu.split(separator: "\n", omittingEmptySubsequences: true) {
    if line.hasPrefix("# newpar") || line.hasPrefix("# newdoc") {
      isNew = true
    } else if line.hasPrefix("# text = ") {
      if isNew { result.append(GoldParagraph()) }
      let paragraph = result.count - 1
      result[paragraph].text += Array((isNew ? "" : glue).utf8) + Array(line.dropFirst(9).utf8)
      result[paragraph].ends.append(result[paragraph].text.count)
      isNew = false
    } else if !line.hasPrefix("#") {
      glue = line.contains("SpaceAfter=No") ? "" : " "
    }
  }
  return result
}
