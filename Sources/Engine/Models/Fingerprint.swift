import CKernels
import Dispatch
import Foundation
import Support
import Synchronization

/// Names what a model computes: two models of one fingerprint give the same results, so cached ones stay valid.
///
/// A 128-bit hash of the names and the whole contents of the files that take part (configuration, tokenizer, weights).
/// Every byte counts, so a single changed weight is noticed. The files are read through small buffers, so that hashing
/// leaves no pages of the weights in memory. O(size).
package struct Fingerprint: Sendable, Hashable, CustomStringConvertible {
  /// 32 hexadecimal digits.
  package let description: String

  private static let chunk = 1 << 20

  /// Hashes `files`, relative to `directory`, in this order, on all processors.
  ///
  /// - Throws: `SupportError` when one cannot be read.
  package init(directory: String, files: [String]) throws {
    var bytes = Array("stet model fingerprint 1".utf8)
    for file in files {
      bytes += Array(file.utf8) + [0]
      for half in try Self.chunkHashes(directory + "/" + file) {
        withUnsafeBytes(of: half.littleEndian) { bytes += $0 }
      }
    }
    let hash = Self.hash(bytes, count: bytes.count, seed: 0)
    description = hash.map { value in
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Size, then two halves per chunk.
  private static func chunkHashes(_ path: String) throws -> [UInt64] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SupportError.posix("open", path: path, errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SupportError.posix("read", path: path, errno: errno) }
    let size = Int(status.st_size)
    let chunks = (size + chunk - 1) / chunk
    let hashes = Mutex([UInt64](repeating: 0, count: 2 * chunks))
    let failure = Atomic<Int32>(0)
    DispatchQueue.concurrentPerform(iterations: chunks) { index in
      var buffer = [UInt8](repeating: 0, count: min(chunk, size - index * chunk))
      guard read(descriptor, at: index * chunk, into: &buffer) else {
        failure.store(errno == 0 ? EIO : errno, ordering: .relaxed)
        return
      }
      let hash = hash(buffer, count: buffer.count, seed: UInt64(index))
      hashes.withLock { ($0[2 * index], $0[2 * index + 1]) = (hash[0], hash[1]) }
    }
    let number = failure.load(ordering: .relaxed)
    guard number == 0 else { throw SupportError.posix("read", path: path, errno: number) }
    return [UInt64(size)] + hashes.withLock { $0 }
  }

  /// Fills the buffer from `offset` on; false when the file fails or ends before.
  private static func read(_ descriptor: Int32, at offset: Int, into buffer: inout [UInt8]) -> Bool {
    buffer.withUnsafeMutableBytes { bytes in
      var done = 0
      while done < bytes.count {
        errno = 0
        let count = pread(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
  }

  private static func hash(_ bytes: [UInt8], count: Int, seed: UInt64) -> [UInt64] {
    var hash: [UInt64] = [0, 0]
    stet_content_hash(bytes, count, seed, &hash)
    return hash
  }
}
