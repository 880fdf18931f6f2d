package import Text

/// What the index knows of one file.
package struct IndexedDocument: Sendable, Equatable {
  /// As the indexer names it; absolute, so that the index may be used from any folder.
  package let path: String
  /// In bytes.
  package let size: Int
  /// When the file was changed, in nanoseconds since 1970.
  package let modified: Int
  /// Of the file's bytes.
  package let content: ContentHash
  /// The first heading or the file's name.
  package let title: String

  package init(path: String, size: Int, modified: Int, content: ContentHash, title: String) {
    self.path = path
    self.size = size
    self.modified = modified
    self.content = content
    self.title = title
  }
}
