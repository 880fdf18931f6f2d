import ArgumentParser
import Features
import Foundation
import Support

/// Which index a command uses.
struct IndexOptions: ParsableArguments {
  @ArgumentParser.Option(name: .customLong("index"), help: "The index file; without it that of the working directory.")
  var path: String?

  /// The index file.
  func location(_ directories: Directories) -> String {
    path ?? IndexLocation.path(ofFolder: absolutePath("."), directories: directories)
  }

  /// Opens the index.
  ///
  /// - Throws: the model's or the store's error.
  func open(_ setup: Setup, mustExist: Bool) async throws -> PassageIndex {
    let path = location(setup.directories)
    if !mustExist {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    return try PassageIndex(path: path, vectors: try await setup.workbench.vectors(), mustExist: mustExist)
  }
}
