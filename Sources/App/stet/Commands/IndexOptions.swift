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

  /// Opens the index of a folder, making an empty one where there is none.
  ///
  /// - Parameter model: the model that the caller named; each has an index of its own where no file was named.
  /// - Throws: the model's or the store's error.
  func open(_ setup: Setup, folder: String, model: String?) async throws -> PassageIndex {
    let name = model.map { "\(folder)\u{0}\($0)" } ?? folder
    let file = path ?? IndexLocation.path(ofFolder: name, directories: setup.directories)
    try Self.makeFolder(of: file)
    let vectors = try await setup.workbench.vectors()
    return try path == nil
      ? PassageIndex.replaceable(at: file, vectors: vectors) : PassageIndex(path: file, vectors: vectors)
  }

  /// Opens the index.
  ///
  /// - Throws: the model's or the store's error.
  func open(_ setup: Setup, mustExist: Bool) async throws -> PassageIndex {
    let file = location(setup.directories)
    let vectors = try await setup.workbench.vectors()
    if !mustExist { try Self.makeFolder(of: file) }
    if !mustExist, path == nil { return try PassageIndex.replaceable(at: file, vectors: vectors) }
    return try PassageIndex(path: file, vectors: vectors, mustExist: mustExist)
  }

  private static func makeFolder(of path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }
}
