import Foundation
package import JSON
package import Support
import TOML

extension Options {
  /// The name of a project's file.
  package static let fileName = ".stet.toml"
  /// A larger file is not read.
  static let largestFile = 1 << 20

  /// Reads the options that hold for `path`, a file or a folder: defaults, then the user's `config.toml`, then the nearest `.stet.toml`
  /// on the way up to the root, then what the editor sent.
  ///
  /// Whatever is wrong becomes a problem, in the order of the layers and of the lines, and all the rest applies. Blocks on two small
  /// files; TOMLKit never frees a parsed table, so keep the result until a file changes.
  /// - Parameters:
  ///   - path: Absolute; it need not exist.
  ///   - settings: The section `stet` of `workspace/configuration`, keys in camel case; nil or null when there is none.
  ///   - ruleCodes: The rules that exist, so that a misspelt one is reported; none means that all names are accepted.
  package static func load(
    for path: String, settings: JSONValue? = nil, directories: Directories = Directories(), ruleCodes: [String] = []
  ) -> (options: Options, problems: [OptionProblem]) {
    var options = Options()
    var problems: [OptionProblem] = []
    func apply(_ layer: OptionLayer?) {
      guard let layer else { return }
      var decoder = OptionDecoder(layer: layer, ruleCodes: ruleCodes, home: NSHomeDirectory())
      decoder.apply(to: &options)
      problems += decoder.problems
      if let file = layer.file { options.files.append(file) }
    }
    apply(OptionFile.read(directories.config + "/config.toml", origin: .user, problems: &problems))
    if let project = OptionFile.nearest(to: path) {
      options.root = String(project.dropLast(fileName.utf8.count + 1))
      apply(OptionFile.read(project, origin: .project, problems: &problems))
    }
    // An empty table of Lua arrives as an empty array.
    if let settings, !settings.isNull, settings != [] {
      apply(OptionLayer(origin: .editor, value: OptionValue(settings), file: nil, outline: nil))
    }
    return (options, problems)
  }
}

/// Finding and parsing option files.
enum OptionFile {
  /// The `.stet.toml` in the folder `path`, in the folder of the file `path`, or in the nearest folder above it.
  static func nearest(to path: String) -> String? {
    var folder = Substring(path)
    while folder.last == "/" { folder.removeLast() }
    while true {
      let candidate = "\(folder)/\(Options.fileName)"
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
      guard let slash = folder.lastIndex(of: "/") else { return nil }
      folder = folder[..<slash]
    }
  }

  /// Reads a file that may be absent.
  ///
  /// What cannot be read or parsed is a problem and gives nil.
  static func read(_ path: String, origin: OptionLayer.Origin, problems: inout [OptionProblem]) -> OptionLayer? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      let document = try TOMLDocument(path: path, largest: Options.largestFile)
      return OptionLayer(origin: origin, value: OptionValue(document.root), file: path, outline: document.outline)
    } catch let error as TOMLError {
      problems.append(OptionProblem(error, file: path))
    } catch {
      let cause = error as? any HintedError
      problems.append(
        OptionProblem(
          code: "option-file", message: cause?.message ?? "cannot read \(path)",
          hint: cause?.hint ?? "", file: path, line: nil, key: ""))
    }
    return nil
  }
}

extension OptionProblem {
  /// A file that cannot be parsed; nothing in it applies.
  fileprivate init(_ error: TOMLError, file: String) {
    let isSyntax = error.code == "toml-syntax"
    self.init(
      code: isSyntax ? "option-syntax" : "option-file",
      message: isSyntax ? "the file is not valid TOML: \(error.message)" : error.message,
      hint: isSyntax ? "Correct that line; until then nothing in this file applies." : error.hint, file: file,
      line: error.line, key: "")
  }
}
