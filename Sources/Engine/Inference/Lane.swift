/// Whether somebody waits at the keyboard for a result.
package enum Lane: Int, Sendable, CaseIterable {
  /// What the cursor needs: runs before all background work.
  case keystroke
  /// Everything else: opening a document, indexing.
  case background
}
