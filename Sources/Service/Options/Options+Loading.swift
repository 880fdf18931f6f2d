import Foundation
package import JSON
package import Support
import TOMLKit

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
      let bytes = try contents(of: path)
      let outline = TOMLOutline(bytes)
      return OptionLayer(origin: origin, value: try parse(bytes, outline, path), file: path, outline: outline)
    } catch let problem as OptionProblem {
      problems.append(problem)
    } catch {
      let cause = error as? any HintedError
      problems.append(
        OptionProblem(
          code: "option-file", message: cause?.message ?? "cannot read \(path)",
          hint: cause?.hint ?? "", file: path, line: nil, key: ""))
    }
    return nil
  }

  private static func contents(of path: String) throws -> [UInt8] {
    let bytes = try MappedFile.contents(of: path)
    guard bytes.count <= Options.largestFile else {
      throw problem(path, "the file is larger than \(Options.largestFile >> 20) MiB", "Shorten it.")
    }
    return bytes
  }

  /// Parses TOML 1.0, refusing what would overflow the parser's stack.
  private static func parse(_ bytes: [UInt8], _ outline: TOMLOutline, _ path: String) throws -> OptionValue {
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw problem(path, "the file is not UTF-8 text", "Save it as UTF-8.")
    }
    guard !outline.isTooDeep else {
      throw problem(path, "the file nests too deep", "Use the tables of the reference only.")
    }
    if let line = outline.namelessHeader {
      throw syntaxProblem(path, "a bracket opens a table, but no name follows", line: line)
    }
    if let line = outline.wrongBracket {
      throw syntaxProblem(path, "a bracket closes what a different one opened", line: line)
    }
    do {
      return OptionValue(try TOMLTable(string: text))
    } catch let error as TOMLParseError {
      throw syntaxProblem(path, error.description, line: error.source.begin.line)
    }
  }

  private static func syntaxProblem(_ path: String, _ message: String, line: Int) -> OptionProblem {
    OptionProblem(
      code: "option-syntax", message: "the file is not valid TOML: \(message)",
      hint: "Correct that line; until then nothing in this file applies.", file: path, line: line, key: "")
  }

  private static func problem(_ path: String, _ message: String, _ hint: String) -> OptionProblem {
    OptionProblem(code: "option-file", message: message, hint: hint, file: path, line: nil, key: "")
  }
}
