internal import Markup

/// One section of a document: how it was cut, and what was read out of it.
///
/// Immutable.
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
