import ArgumentParser
import Features
import Foundation
import Inference
import JSON

/// One vector per line.
struct EmbedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed", abstract: "Print one normalised vector for every input line.")

  /// How the vectors are written.
  enum Format: String, CaseIterable, ExpressibleByArgument { case jsonl, npy }

  @Argument(help: "A text file, - for standard input.")
  var path = "-"

  @ArgumentParser.Option(help: "jsonl: a JSON array a line; npy: one NumPy array, float32, [lines, dimensions].")
  var format = Format.jsonl

  @Flag(help: "Do not read or write the cache.")
  var noCache = false

  @ArgumentParser.Option(help: "Threads of a model pass.")
  var threads: Int?

  func run() async throws {
    let lines = Self.lines(of: try InputFile.read(path))
    let setup = Setup(for: FileManager.default.currentDirectoryPath, cached: !noCache, threads: threads)
    let vectors = try await setup.workbench.vectors()
    if format == .npy { StandardOutput.write(Self.header(rows: lines.count, columns: vectors.dimensions)) }
    for start in stride(from: 0, to: lines.count, by: Self.chunk) {
      let part = Array(lines[start..<min(start + Self.chunk, lines.count)])
      let found = try await vectors.vectors(of: part, lane: .background)
      StandardOutput.write(format == .npy ? found.flatMap(Self.bytes) : found.flatMap { $0.encoded() + [0x0A] })
    }
    setup.workbench.close()
  }

  private static let chunk = 1024

  /// A last line without a line feed is a line, an empty rest after the last line feed is none.
  private static func lines(of bytes: [UInt8]) -> [[UInt8]] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      line.last == 0x0D ? Array(line.dropLast()) : Array(line)
    }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func bytes(_ vector: [Float]) -> [UInt8] {
    vector.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian) { Array($0) } }
  }

  /// The header of NumPy's format, version 1.0.
  private static func header(rows: Int, columns: Int) -> [UInt8] {
    let dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
    let padding = (64 - (10 + dictionary.utf8.count + 1) % 64) % 64
    let text = dictionary + String(repeating: " ", count: padding) + "\n"
    let length = UInt16(text.utf8.count)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)] + Array(text.utf8)
  }
}

/// Reading what a command was pointed at.
enum InputFile {
  /// The bytes of a file, or of standard input for `-`.
  ///
  /// - Throws: `UsageError` that names the file.
  static func read(_ path: String) throws -> [UInt8] {
    if path == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
    do { return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
      throw UsageError(
        message: "cannot read \(path): \(error.localizedDescription)",
        hint: "Check that the file exists and that you may read it.")
    }
  }
}
