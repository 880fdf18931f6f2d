import Foundation
package import Support

/// Finds the files that paths on a command line mean.
///
/// A file is taken whatever its name is. A folder is searched with everything below it, in the order of the names' bytes, for the known extensions;
/// hidden entries, `node_modules`, what `.gitignore` and `.ignore` files name, and what `ignore` names are left out. A symbolic link is
/// followed, but no folder is visited twice.
package struct FileWalker: Sendable {
  /// The extensions of files in folders, without the dot.
  package static let defaultExtensions = ["md", "markdown", "txt", "rst", "tex", "html"]

  /// What was found, and what could not be read.
  package struct Result: Sendable {
    /// Paths as they are shown: those of the arguments, or with the rest of the way behind them.
    package var files: [String] = []
    package var problems: [(path: String, error: SupportError)] = []
  }

  private let extensions: Set<String>
  fileprivate let ignore: IgnorePatterns
  fileprivate let root: String?

  /// - Parameters:
  ///   - extensions: Without the dot; case does not count.
  ///   - ignore: Patterns relative to `root`.
  ///   - root: The project's folder, absolute; without one the patterns are relative to each argument.
  package init(
    extensions: [String] = defaultExtensions, ignore: IgnorePatterns = IgnorePatterns([String]()), root: String? = nil
  ) {
    self.extensions = Set(extensions.map { $0.lowercased() })
    self.ignore = ignore
    self.root = root
  }

  /// Searches; never throws: what cannot be read is a problem, and the search goes on.
  ///
  /// Blocks on the file system.
  package func walk(_ paths: [String]) -> Result {
    var walk = Walk(walker: self)
    for path in paths { walk.visitArgument(path) }
    return walk.result
  }

  fileprivate func isKnown(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    return extensions.contains(name[name.index(after: dot)...].lowercased())
  }

  fileprivate static let neverVisited: Set<String> = ["node_modules"]
}

/// One search under way.
private struct Walk {
  let walker: FileWalker
  var result = FileWalker.Result()
  private var visitedFolders: Set<FileIdentity> = []
  private var listedFiles: Set<FileIdentity> = []
  /// What the caller wants ignored, which counts before what files say.
  private var wanted = Layer(folder: "", patterns: IgnorePatterns([String]()))

  init(walker: FileWalker) { self.walker = walker }

  /// A folder's ignore files, and where the folder lies.
  private struct Layer {
    let folder: String
    let patterns: IgnorePatterns
  }

  mutating func visitArgument(_ path: String) {
    guard let entry = FileIdentity(path) else {
      return fail(path, SupportError.posix("read", path: path, errno: errno))
    }
    if !entry.isFolder { return list(path, entry) }
    let absolute = resolved(path)
    wanted = Layer(folder: walker.root ?? absolute, patterns: walker.ignore)
    visit(path, absolute, entry, layers: layersAbove(absolute))
  }

  /// Ignore files between a repository's root and `folder`, that one left out; none outside a repository.
  private func layersAbove(_ folder: String) -> [Layer] {
    var layers: [Layer] = []
    var current = Substring(folder)
    while !FileManager.default.fileExists(atPath: current + "/.git") {
      guard let slash = current.lastIndex(of: "/") else { return [] }
      current = current[..<slash]
      layers.insert(contentsOf: Self.layers(in: String(current)), at: 0)
    }
    return layers
  }

  private mutating func visit(_ path: String, _ absolute: String, _ folder: FileIdentity, layers: [Layer]) {
    guard visitedFolders.insert(folder).inserted else { return }
    guard let names = entries(of: path) else { return }
    let layers = layers + Self.layers(in: absolute)
    for name in names where !name.hasPrefix(".") && !FileWalker.neverVisited.contains(name) {
      let shown = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
      let full = "\(absolute)/\(name)"
      guard let entry = FileIdentity(shown) else { continue }  // a link to nothing
      guard !isIgnored(full, isFolder: entry.isFolder, layers) else { continue }
      if entry.isFolder {
        visit(shown, full, entry, layers: layers)
      } else if entry.isRegular, walker.isKnown(name) {
        list(shown, entry)
      }
    }
  }

  /// What the caller wants decides, then the innermost layer that says something.
  private func isIgnored(_ path: String, isFolder: Bool, _ layers: [Layer]) -> Bool {
    for layer in [wanted] + layers.reversed() where path.hasPrefix(layer.folder + "/") {
      let relative = path.dropFirst(layer.folder.count + 1)
      if let decision = layer.patterns.decision(for: relative, isFolder: isFolder) { return decision }
    }
    return false
  }

  private static func layers(in folder: String) -> [Layer] {
    [".gitignore", ".ignore"].compactMap { name in
      guard let bytes = try? MappedFile.contents(of: "\(folder)/\(name)"), bytes.count < 1 << 20 else { return nil }
      let patterns = IgnorePatterns(fileText: String(decoding: bytes, as: UTF8.self))
      return patterns.isEmpty ? nil : Layer(folder: folder, patterns: patterns)
    }
  }

  private mutating func list(_ path: String, _ entry: FileIdentity) {
    if listedFiles.insert(entry).inserted { result.files.append(path) }
  }

  private mutating func fail(_ path: String, _ error: SupportError) { result.problems.append((path, error)) }

  /// The names in a folder, sorted by their bytes, or nil after a problem.
  private mutating func entries(of path: String) -> [String]? {
    guard let stream = opendir(path) else {
      fail(path, SupportError.posix("read", path: path, errno: errno))
      return nil
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
        })
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    let text = String(cString: resolved)
    return text == "/" ? "" : text
  }
}

/// What a path leads to, links followed.
private struct FileIdentity: Hashable {
  let device: UInt
  let number: UInt
  let mode: UInt32

  /// Nil, with `errno` set, when nothing is there.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt(status.st_dev)
    number = UInt(status.st_ino)
    mode = status.st_mode
  }

  var isFolder: Bool { mode & S_IFMT == S_IFDIR }
  var isRegular: Bool { mode & S_IFMT == S_IFREG }
}
