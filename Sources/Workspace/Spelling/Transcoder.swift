import Foundation

/// Converts words between UTF-8 and the encoding of an older dictionary, through iconv.
struct Transcoder: ~Copyable {
  private let toDictionary: iconv_t?
  private let fromDictionary: iconv_t?

  /// Converts nothing when `encoding` is UTF-8 or unknown to the system.
  init(encoding: String) {
    let name = encoding.hasPrefix("ISO8859") ? "ISO-" + encoding.dropFirst(3) : encoding
    let isUTF8 = name.uppercased() == "UTF-8"
    toDictionary = isUTF8 ? nil : Self.open(to: name, from: "UTF-8")
    fromDictionary = isUTF8 ? nil : Self.open(to: "UTF-8", from: name)
  }

  deinit {
    if let toDictionary { iconv_close(toDictionary) }
    if let fromDictionary { iconv_close(fromDictionary) }
  }

  /// The word in the dictionary's encoding, zero-terminated; nil when it cannot be written in it.
  func encode(_ word: [UInt8]) -> [CChar]? {
    guard let toDictionary else { return word.map(CChar.init(bitPattern:)) + [0] }
    return Self.convert(word, toDictionary).map { $0.map(CChar.init(bitPattern:)) + [0] }
  }

  /// The UTF-8 text of a word out of the dictionary.
  func decode(_ word: UnsafePointer<CChar>) -> String? {
    guard let fromDictionary else { return String(validatingCString: word) }
    let bytes = (0..<strlen(word)).map { UInt8(bitPattern: word[$0]) }
    return Self.convert(bytes, fromDictionary).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func open(to: String, from: String) -> iconv_t? {
    let descriptor = iconv_open(to, from)
    // iconv reports failure with a pointer to -1.
    return Int(bitPattern: descriptor) == -1 ? nil : descriptor
  }

  private static func convert(_ bytes: [UInt8], _ descriptor: iconv_t) -> [UInt8]? {
    var input = bytes.map(CChar.init(bitPattern:))
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 8)
    var (inputLeft, outputLeft) = (input.count, output.count)
    let result = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var (from, to) = (input.baseAddress, output.baseAddress)
        return iconv(descriptor, &from, &inputLeft, &to, &outputLeft)
      }
    }
    guard result != Int(bitPattern: UInt.max) else {
      iconv(descriptor, nil, nil, nil, nil)
      return nil
    }
    return output.prefix(output.count - outputLeft).map(UInt8.init(bitPattern:))
  }
}
