/// Where the parts of a file of codes lie.
///
/// A header, then segments of equal size, each with ids, scales, factors, signs and eight-bit codes of its rows. A segment is written as a whole, so that a new row costs no more than that, however many rows there are.
struct CodeLayout: Sendable, Equatable {
  /// Numbers of a vector, 1 to 65535.
  let dimension: Int
  /// Rows of a segment, a multiple of 64.
  let segmentRows: Int

  /// Bytes that hold the signs of a row.
  var signBytes: Int { (dimension + 7) / 8 }

  // From the start of a segment.
  static let ids = 0
  var scales: Int { 8 * segmentRows }
  var factors: Int { 12 * segmentRows }
  var signs: Int { 16 * segmentRows }
  var codes: Int { signs + signBytes * segmentRows }
  var segmentSize: Int { Self.pages(codes + dimension * segmentRows) }

  var headerSize: Int { Self.pages(CodeHeader.centroid + 4 * dimension) }

  /// Segments that hold this many rows.
  func segments(_ rows: Int) -> Int { (rows + segmentRows - 1) / segmentRows }

  /// Where a segment starts in the file.
  func start(ofSegment segment: Int) -> Int { headerSize + segment * segmentSize }

  private static func pages(_ bytes: Int) -> Int { (bytes + 4095) / 4096 * 4096 }
}
