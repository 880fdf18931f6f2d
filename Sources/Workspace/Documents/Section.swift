internal import Markup

/// One section of a document: how it was cut, and what was read out of it. Immutable.
final class Section: Sendable {
  let state: SectionState
  let cut: SectionCut
  let content: SectionContent

  init(state: SectionState, cut: SectionCut, content: SectionContent) {
    self.state = state
    self.cut = cut
    self.content = content
  }
}

/// A section and how much of the document lies before it.
struct Placement: Sendable {
  let section: Section
  var byte: Int
  var sentence: Int
  var block: Int
}
