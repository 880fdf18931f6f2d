/// Markdown as GitHub reads it, through md4c: CommonMark 0.30 with tables, strikethrough, task lists and autolinks;
/// besides that formulas between dollars, footnotes and front matter.
///
/// Prose is what a reader would read aloud. Code blocks, HTML, tables, front matter, link targets and definitions are
/// left out; inline code, addresses and formulas stand in their sentence as literals.
package struct MarkdownFormat: MarkupFormat {
  package let identifier = "markdown"
  package let languageIdentifiers = ["markdown", "mdx", "quarto", "rmd"]
  package let fileExtensions = ["md", "markdown", "mdown", "mkd", "mkdn", "mdx", "qmd", "rmd"]

  package init() {}

  package func section(
    in window: UnsafeBufferPointer<UInt8>, state: SectionState, isComplete: Bool
  ) -> SectionCut? {
    if state == .documentStart {
      switch FrontMatter.find(in: window, isComplete: isComplete) {
      case .present(let cut): return cut
      case .undecided: return nil
      case .absent(let examined):
        var divider = MarkdownDivider(state: MarkdownState(state))
        guard let cut = divider.cut(window, isComplete: isComplete) else { return nil }
        return SectionCut(count: cut.count, next: cut.next, examined: max(cut.examined, examined))
      }
    }
    var divider = MarkdownDivider(state: MarkdownState(state))
    return divider.cut(window, isComplete: isComplete)
  }

  package func names(in section: [UInt8], state: SectionState) -> SectionNames {
    guard MarkdownState(state).holdsProse, !isFrontMatter(section, state) else { return SectionNames() }
    return LinkLabels.names(in: section)
  }

  package func blocks(in section: [UInt8], state: SectionState, defined: [String]) -> [ProseBlock] {
    guard MarkdownState(state).holdsProse, !isFrontMatter(section, state) else { return [] }
    return MarkdownParser(section: section, defined: defined).blocks()
  }

  package func directives(in section: [UInt8], state: SectionState) -> [Directive] {
    let found = section.withUnsafeBufferPointer { DirectiveScanner.directives(in: $0) }
    guard !found.isEmpty, MarkdownState(state).holdsProse, !isFrontMatter(section, state) else { return [] }
    // Where the remark is shown, in code, it is no remark.
    let markup = MarkdownParser(section: section, defined: []).rawHTML()
    return found.filter { directive in markup.contains { $0.overlaps(directive.range) } }
  }

  private func isFrontMatter(_ section: [UInt8], _ state: SectionState) -> Bool {
    guard state == .documentStart else { return false }
    return section.withUnsafeBufferPointer {
      if case .present = FrontMatter.find(in: $0, isComplete: true) { return true }
      return false
    }
  }
}
