import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The runs of one length in the file of an `NGramModel`: the children of the runs that are one token shorter, in their order.
struct NGramLevel: Sendable {
  /// The last token of each run, ascending among the children of one parent.
  private let tokens: [UInt16]
  /// The share of each: `exp(-code / 16)`.
  private let codes: [UInt8]
  /// Where the children of each parent begin, and their end.
  private let starts: [UInt32]

  /// Codes in a nat.
  static let resolution = 16.0
  private static let shares: [Float] = (0..<256).map { Float(exp(-Double($0) / resolution)) }

  var count: Int { tokens.count }

  /// - Parameters:
  ///   - parents: how many runs the level above has.
  ///   - vocabulary: how many tokens there are.
  /// - Throws: `GenerationError` `ngrams-damaged`.
  init(_ file: SafetensorsFile, length: Int, parents: Int, vocabulary: Int) throws {
    func tensor(_ name: String, _ type: ElementType) throws -> StoredTensor {
      guard let tensor = file.tensors["\(name)\(length)"], tensor.type == type else {
        throw GenerationError.ngrams(file.path, "the table \(name)\(length) is missing")
      }
      return tensor
    }
    func shorts(_ tensor: StoredTensor) -> [UInt16] {
      tensor.withBytes { bytes in
        (0..<tensor.count).map { bytes.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self) }
      }
    }
    tokens = shorts(try tensor("tokens", .uint16))
    codes = try tensor("codes", .uint8).withBytes { Array($0) }
    var (starts, end) = ([UInt32(0)], UInt32(0))
    for children in shorts(try tensor("children", .uint16)) {
      end += UInt32(children)
      starts.append(end)
    }
    self.starts = starts
    guard codes.count == tokens.count, starts.count == parents + 1, end == UInt32(tokens.count),
      tokens.allSatisfy({ $0 < vocabulary })
    else { throw GenerationError.ngrams(file.path, "its tables of runs of \(length) tokens do not fit") }
  }

  func children(of parent: Int) -> Range<Int> { Int(starts[parent])..<Int(starts[parent + 1]) }

  /// Where a token stands among the children of one parent.
  func place(of token: UInt16, in range: Range<Int>) -> Int? {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle] < token { low = middle + 1 } else { high = middle }
    }
    return low < range.upperBound && tokens[low] == token ? low : nil
  }

  /// The sum of the shares.
  func sum(_ range: Range<Int>) -> Float { range.reduce(0) { $0 + Self.shares[Int(codes[$1])] } }

  /// Calls `body` with each token and its share.
  func forEach(_ range: Range<Int>, _ body: (_ token: Int, _ share: Float) -> Void) {
    for place in range { body(Int(tokens[place]), Self.shares[Int(codes[place])]) }
  }

  /// The code of a share.
  static func code(_ share: Double) -> UInt8 { UInt8(min(255, max(0, (-log(share) * resolution).rounded()))) }
}
