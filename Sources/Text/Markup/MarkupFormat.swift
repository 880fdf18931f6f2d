/// A markup language: how its source falls into sections and which prose a section holds.
///
/// A *section* is a stretch of source that can be read alone: what it means depends on its own bytes, on the state in which
/// it begins, and on the set of names (labels) that the whole document defines, on nothing else. Sections lie end to end.
/// That makes edits cheap: only sections whose bytes or state changed are read again. The division followed by reading
/// each section *is* the meaning of a document; there is no other definition that an incremental reader could miss.
///
/// A conforming type is a pure value: every function gives the same result for the same arguments, on any thread, and never
/// fails whatever the bytes are.
package protocol MarkupFormat: Sendable {
  /// A stable lower-case name, for example `markdown`.
  var identifier: String { get }
  /// The language identifiers that editors use for it.
  var languageIdentifiers: [String] { get }
  /// The extensions of its files, lower case, without the dot.
  var fileExtensions: [String] { get }

  /// Finds the end of one section.
  ///
  /// - Parameters:
  ///   - window: The source from the section's first byte on; not empty.
  ///   - state: The state in which the section begins.
  ///   - isComplete: Whether the window ends where the document ends.
  /// - Returns: The cut, or nil when the window is too short to decide. A window of `SectionCut.largestWindow` bytes, or one
  ///   that is complete, always suffices.
  func section(in window: UnsafeBufferPointer<UInt8>, state: SectionState, isComplete: Bool) -> SectionCut?

  /// The names that a section defines for the whole document, and those it would use if somebody defined them.
  func names(in section: [UInt8], state: SectionState) -> SectionNames

  /// The prose of a section, in source order; source ranges of blocks do not overlap.
  ///
  /// - Parameters:
  ///   - section: All bytes of the section.
  ///   - state: The state in which it begins.
  ///   - defined: Those of the names which it uses that other sections define, sorted.
  func blocks(in section: [UInt8], state: SectionState, defined: [String]) -> [ProseBlock]

  /// The remarks to Stet in a section, in source order.
  func directives(in section: [UInt8], state: SectionState) -> [Directive]
}

extension MarkupFormat {
  package func names(in section: [UInt8], state: SectionState) -> SectionNames { SectionNames() }

  package func directives(in section: [UInt8], state: SectionState) -> [Directive] {
    section.withUnsafeBufferPointer { DirectiveScanner.directives(in: $0) }
  }
}

/// What a section inherits from the source before it; the meaning of the value is the format's own.
package struct SectionState: Sendable, Hashable {
  package let rawValue: UInt64

  package init(rawValue: UInt64) { self.rawValue = rawValue }

  /// At the first byte of a document.
  package static let documentStart = SectionState(rawValue: 0)
  /// Anywhere else, inheriting nothing.
  package static let fresh = SectionState(rawValue: 1)
}

/// The decision where a section ends.
package struct SectionCut: Sendable, Equatable {
  /// The most bytes a section may have.
  ///
  /// Longer ones are cut at a line, or at a space when one line is longer.
  package static let largestSection = 1 << 16
  /// A window of this many bytes is enough for every decision.
  package static let largestWindow = largestSection + 64

  /// How many bytes the section has; at least 1.
  package let count: Int
  /// The state in which the next section begins.
  package let next: SectionState
  /// How many bytes from the section's start the decision read, at least `count`.
  ///
  /// The end of the document counts as one byte. Only a change before this makes the decision void.
  package let examined: Int

  package init(count: Int, next: SectionState, examined: Int) {
    self.count = count
    self.next = next
    self.examined = max(examined, count)
  }
}

/// Names that tie sections together, such as labels of links.
package struct SectionNames: Sendable, Equatable {
  /// What this section defines, without duplicates.
  package var defined: [String] = []
  /// What this section would use, without duplicates and without what it defines itself; sorted.
  package var used: [String] = []

  package init(defined: [String] = [], used: [String] = []) {
    self.defined = defined
    self.used = used
  }
}
