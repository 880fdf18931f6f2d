package import Markup

extension DocumentSnapshot {
  /// The remarks to Stet, in source order, ranges in source bytes of the document.
  ///
  /// O(sections / chunk size), and the sections of chunks that have any.
  package var directives: [Directive] {
    guard sections.extent.directives > 0 else { return [] }
    var found: [Directive] = []
    var start = 0
    for chunk in sections.chunks {
      if chunk.extent.directives > 0 {
        for (section, extent) in zip(chunk.sections, chunk.starts) {
          found += section.content.directives.map { $0.shifted(by: start + extent.bytes) }
        }
      }
      start += chunk.extent.bytes
    }
    return found
  }
}
