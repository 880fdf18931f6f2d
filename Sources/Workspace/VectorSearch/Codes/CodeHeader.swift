/// The first bytes of a file of codes: what it belongs to and how many rows count.
///
/// Numbers are in the processor's own order: the file is made anew from the index where it does not fit.
struct CodeHeader: Sendable, Equatable {
  let layout: CodeLayout
  /// Names the index whose vectors these are: 16 bytes.
  let identity: [UInt8]
  /// Rows that count; what lies behind them is left from work that was interrupted.
  var count: Int
  /// What is taken from every vector before it is turned.
  let centroid: [Float]

  private static let magic = Array("StetCode".utf8)
  private static let version: UInt32 = 1
  /// Where the count lies.
  static let counter = 40
  /// Where the centroid begins.
  static let centroid = 64

  init(layout: CodeLayout, identity: [UInt8], count: Int, centroid: [Float]) {
    (self.layout, self.identity, self.count, self.centroid) = (layout, identity, count, centroid)
  }

  /// The header of `bytes`; nil where they are none or shorter than it says.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.centroid, bytes.starts(with: Self.magic) else { return nil }
    func number(_ offset: Int) -> Int { Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }
    let (dimension, rows) = (number(12), number(16))
    guard number(8) == Int(Self.version), 1...65535 ~= dimension, 64...(1 << 20) ~= rows, rows % 64 == 0 else {
      return nil
    }
    layout = CodeLayout(dimension: dimension, segmentRows: rows)
    identity = Array(bytes[24..<40])
    let stored = bytes.loadUnaligned(fromByteOffset: Self.counter, as: UInt64.self)
    // A row takes more than a byte, which also keeps the products below from overflowing.
    guard stored < UInt64(bytes.count) else { return nil }
    count = Int(stored)
    guard bytes.count >= layout.start(ofSegment: layout.segments(count)) else { return nil }
    centroid = (0..<dimension).map {
      bytes.loadUnaligned(fromByteOffset: Self.centroid + 4 * $0, as: Float.self)
    }
  }

  /// The header as it is written, `layout.headerSize` bytes.
  var bytes: [UInt8] {
    var bytes = Self.magic
    for number in [Self.version, UInt32(layout.dimension), UInt32(layout.segmentRows), 0] {
      withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
    }
    bytes += identity.prefix(16) + repeatElement(0, count: max(0, 16 - identity.count))
    withUnsafeBytes(of: UInt64(count)) { bytes.append(contentsOf: $0) }
    bytes += repeatElement(0, count: Self.centroid - bytes.count)
    centroid.withUnsafeBytes { bytes.append(contentsOf: $0) }
    return bytes + repeatElement(0, count: layout.headerSize - bytes.count)
  }
}
