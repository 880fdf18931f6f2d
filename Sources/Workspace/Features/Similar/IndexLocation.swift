package import Support
import Text

/// Where the index of a workspace folder lies when nobody says otherwise.
package enum IndexLocation {
  /// A file in the cache directory, named after the folder, so that the index never litters a project.
  package static func path(ofFolder folder: String, directories: Directories) -> String {
    "\(directories.cache)/index/\(ContentHash(Array(folder.utf8))).sqlite"
  }
}
