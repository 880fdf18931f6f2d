import Foundation
import Support

/// Writes rows to the end of a file of codes.
///
/// One thread of one process at a time: see `FolderLock`. Rows count once `finish` has returned; a file that was left before that is as it was.
final class VectorCodeWriter {
  private let path: String
  private let descriptor: Int32
  private var header: CodeHeader
  private let encoder: VectorEncoder
  /// The segment that rows are put into, as it will be written.
  private var segment: [UInt8]
  private var isWritten = true

  /// Makes an empty file.
  ///
  /// - Throws: `SupportError`.
  init(creating path: String, _ header: CodeHeader) throws {
    (self.path, self.header) = (path, header)
    encoder = VectorEncoder(centroid: header.centroid)
    segment = [UInt8](repeating: 0, count: header.layout.segmentSize)
    descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw SupportError.posix("create", path: path, errno: errno) }
    try write(header.bytes, at: 0)
  }

  /// Opens a file to append to it.
  ///
  /// - Throws: `SupportError`; `VectorSearchError` for a file that is damaged.
  init(appendingTo path: String) throws {
    self.path = path
    let file = try MappedFile(path: path)
    guard let header = withExtendedLifetime(file, { CodeHeader(file.bytes) }) else {
      throw VectorSearchError.codes(path)
    }
    self.header = header
    encoder = VectorEncoder(centroid: header.centroid)
    descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw SupportError.posix("open", path: path, errno: errno) }
    let layout = header.layout
    segment = [UInt8](repeating: 0, count: layout.segmentSize)
    guard header.count % layout.segmentRows != 0 else { return }
    let start = layout.start(ofSegment: header.count / layout.segmentRows)
    guard pread(descriptor, &segment, segment.count, off_t(start)) == segment.count else {
      throw SupportError.posix("read", path: path, errno: errno)
    }
  }

  deinit { close(descriptor) }

  /// Appends a vector, whose numbers are finite.
  ///
  /// - Throws: `SupportError` where the disk is full.
  func append(_ vector: some Collection<Float>, id: Int64) throws {
    let layout = header.layout
    let row = header.count % layout.segmentRows
    segment.withUnsafeMutableBytes { segment in
      segment.storeBytes(of: id, toByteOffset: CodeLayout.ids + 8 * row, as: Int64.self)
      if let base = segment.baseAddress { encoder.encode(vector, row: row, of: base, layout) }
    }
    header.count += 1
    isWritten = false
    guard row + 1 == layout.segmentRows else { return }
    try flush()
    _ = segment.withUnsafeMutableBytes { $0.initializeMemory(as: UInt8.self, repeating: 0) }
  }

  /// Makes the rows count.
  ///
  /// - Throws: `SupportError`.
  func finish() throws {
    try flush()
    try withUnsafeBytes(of: UInt64(header.count)) { try write(Array($0), at: CodeHeader.counter) }
  }

  private func flush() throws {
    guard !isWritten else { return }
    try write(segment, at: header.layout.start(ofSegment: (header.count - 1) / header.layout.segmentRows))
    isWritten = true
  }

  private func write(_ bytes: [UInt8], at offset: Int) throws {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        throw SupportError.posix(
          "write", path: path, errno: written < 0 ? errno : ENOSPC, hint: "Make room on the disk and search again.")
      }
      done += written
    }
  }
}
