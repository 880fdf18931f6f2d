import Foundation

/// Finds the models that came with the program, wherever that lies.
///
/// Installed, the program is `PREFIX/bin/stet` and the models are in `PREFIX/share/stet/models`. Built, it is somewhere below `.build`
/// in the repository, and they are in `Sources/Engine/DefaultBundle`. Links to the program are followed.
package enum ShippedModels {
  /// From a repository's root to its models.
  package static let inRepository = "Sources/Engine/DefaultBundle"
  /// From the folder above the program's to installed models.
  package static let installed = "share/stet/models"

  /// The path of the running program, links followed; nil where the system does not tell.
  package static var runningExecutable: String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }

  /// The folder of models for a program, nil where there is none.
  ///
  /// A few looks at the file system, nothing is read.
  ///
  /// - Parameter executable: an absolute path.
  package static func folder(for executable: String) -> String? {
    let parts = executable.split(separator: "/").dropLast()
    let ancestors = (0...parts.count).reversed().map { "/" + parts.prefix($0).joined(separator: "/") }
    // The nearest first: a program that was built inside a repository inside of another one belongs to the inner one.
    let candidates = ancestors.prefix(maximumDepth).map { join($0, inRepository) }
    let beside = ancestors.dropFirst().first.map { [join($0, installed)] } ?? []
    return (beside + candidates).first { FileManager.default.fileExists(atPath: $0) }
  }

  /// Folders from `.build/x86_64-unknown-linux-gnu/release` up to the repository, and some more for other scratch paths.
  private static let maximumDepth = 6

  private static func join(_ folder: String, _ path: String) -> String {
    folder == "/" ? "/" + path : folder + "/" + path
  }
}
