internal import Markup

/// Which section of a document holds each sentence, read off in ascending order: a step forward for each, no search.
package struct SentencePlaces {
  /// Where a sentence lies, and what its place within the document's bytes depends on.
  package struct Place {
    /// The same for two snapshots as long as nothing in the section has changed but where it begins.
    package let section: SectionIdentity
    /// The section's first byte.
    package let byte: Int
  }

  private let sections: SectionList
  private var chunk = 0
  private var section = 0

  fileprivate init(_ sections: SectionList) { self.sections = sections }

  /// The place of a sentence, which must not lie before the one that was asked for last.
  ///
  /// O(sections in between).
  package mutating func place(ofSentence index: Int) -> Place {
    while chunk + 1 < sections.chunks.count, sections.start(ofChunk: chunk + 1).sentences <= index {
      (chunk, section) = (chunk + 1, 0)
    }
    let (own, before) = (sections.chunks[chunk], sections.start(ofChunk: chunk))
    let wanted = index - before.sentences
    while section + 1 < own.starts.count, own.starts[section + 1].sentences <= wanted { section += 1 }
    return Place(
      section: SectionIdentity(content: own.sections[section].content), byte: before.bytes + own.starts[section].bytes)
  }
}

/// Tells whether a section is the one that it was, though it may lie elsewhere.
package struct SectionIdentity: Sendable, Equatable {
  let content: SectionContent

  package static func == (a: SectionIdentity, b: SectionIdentity) -> Bool { a.content === b.content }
}

extension DocumentSnapshot {
  /// The places of sentences, for whoever asks for many of them in order.
  package var sentencePlaces: SentencePlaces { SentencePlaces(sections) }
}
