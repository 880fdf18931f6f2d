import Foundation
import Support

/// The bytes of a data file, unpacked and without a byte order mark.
struct DataFile {
  let path: String
  let bytes: [UInt8]

  /// Reads a file; what ends in `.xz` or `.gz` goes through the system's own program.
  ///
  /// - Throws: `SupportError`; `DataError` of code `data-unpack`.
  init(_ path: String) throws {
    self.path = path
    var bytes: [UInt8]
    switch path.lowercased() {
    case let name where name.hasSuffix(".xz"): bytes = try Self.unpacked(path, with: "xz")
    case let name where name.hasSuffix(".gz"): bytes = try Self.unpacked(path, with: "gzip")
    default: bytes = try MappedFile.contents(of: path)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    self.bytes = bytes
  }

  /// Runs `program -dc` on the file, which is opened here, so that no name is taken for an option.
  private static func unpacked(_ path: String, with program: String) throws -> [UInt8] {
    // Opened first for the error of a file that is missing.
    _ = try MappedFile(path: path)
    guard let input = FileHandle(forReadingAtPath: path) else {
      throw SupportError.posix("open", path: path, errno: EACCES)
    }
    let output = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program, "-dc"]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { throw failure(path, program, isMissing: true) }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // `env` answers 127 when there is no such program.
    guard process.terminationStatus == 0 else {
      throw failure(path, program, isMissing: process.terminationStatus == 127)
    }
    return [UInt8](data)
  }

  private static func failure(_ path: String, _ program: String, isMissing: Bool) -> DataError {
    isMissing
      ? DataError(
        code: "data-unpack", message: "\(path) is packed, and the program \(program) that unpacks it is not installed",
        hint: "Install \(program == "xz" ? "xz-utils" : program), or unpack the file and name the result.")
      : DataError(
        code: "data-unpack", message: "\(path) cannot be unpacked by \(program)",
        hint: "The file seems damaged or incomplete: fetch it again.")
  }

  /// Calls `body` with every line, without its end (LF or CRLF), and its number from 1.
  func forEachLine(_ body: (Int, ArraySlice<UInt8>) throws -> Void) rethrows {
    var start = 0
    var number = 1
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[start..<end]
      try body(number, line.last == 0x0D ? line.dropLast() : line)
      start = end + 1
      number += 1
    }
  }
}
