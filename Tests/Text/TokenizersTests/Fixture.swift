import Foundation

@testable import Tokenizers

/// What `Fixtures/generate.py` wrote.
enum Fixture {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Fixtures"

  /// The lines to encode; some are not valid UTF-8.
  static let lines = try? lines(at: folder + "/lines.bin")

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  static func lines(at path: String) throws -> [[UInt8]] {
    let bytes = try bytes(path)
    return bytes.withUnsafeBytes { bytes in
      var position = 4
      return (0..<bytes.loadUnaligned(as: UInt32.self)).map { _ in
        let start = position + 4
        position = start + Int(bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
        return Array(bytes[start..<position])
      }
    }
  }

  /// Two hashes a line.
  static func numbers(at path: String) throws -> [UInt32] {
    try bytes(path).withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self) }
    }
  }

  /// The text of `NAME.tokenizer.json` with the shared vocabulary put in, byte by byte: strings would equate tokens
  /// that differ in normalisation alone.
  static func configuration(_ name: String) throws -> [UInt8] {
    var file = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).tokenizer.json"))
    let place = file.range(of: Data(#""vocab": null"#.utf8)) ?? 0..<0
    file.replaceSubrange(place, with: try Data(#""vocab": "#.utf8) + Data(bytes("\(folder)/vocabulary.json")))
    return [UInt8](file)
  }

  /// The text of `NAME.byte_level.json` with the shared vocabulary and merges put in.
  static func byteLevelConfiguration(_ name: String) throws -> [UInt8] {
    var file = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).byte_level.json"))
    let model = try Data(bytes("\(folder)/byte_level.json")).dropFirst().dropLast(2)
    file.replaceSubrange(file.range(of: Data(#""merges": null"#.utf8)) ?? 0..<0, with: model)
    file.replaceSubrange(file.range(of: Data(#""vocab": null,"#.utf8)) ?? 0..<0, with: Data())
    return [UInt8](file)
  }

  static func byteLevelTokenizer(_ name: String) throws -> any Tokenizer {
    try TokenizerLoader.load(json: byteLevelConfiguration(name))
  }

  static func tokenizer(_ name: String) throws -> any Tokenizer {
    try TokenizerLoader.load(json: configuration(name))
  }

  /// FNV-1a over whole numbers in 64 bits, folded; the same as `mixed` in `reference.py`.
  static func mixed(_ values: some Sequence<UInt32>) -> UInt32 {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for value in values { state = (state ^ UInt64(value)) &* 0x100_0000_01B3 }
    return UInt32(truncatingIfNeeded: state ^ state >> 32)
  }
}

/// Indices of the lines whose ids or ranges have other hashes than the reference has.
func differing(_ tokenizer: any Tokenizer, _ lines: [[UInt8]], _ expected: [UInt32]) -> [Int] {
  var encoding = Encoding()
  return lines.indices.filter { index in
    encoding.removeAll()
    lines[index].withUnsafeBufferPointer {
      _ = tokenizer.encode($0, addSpecialTokens: false, limit: nil, into: &encoding)
    }
    let ids = Fixture.mixed(encoding.ids.map { UInt32(bitPattern: $0) })
    var ranges: [UInt32] = []
    for index in 0..<encoding.count { ranges += [encoding.starts[index], encoding.ends[index]] }
    return ids != expected[2 * index] || Fixture.mixed(ranges) != expected[2 * index + 1]
  }
}
