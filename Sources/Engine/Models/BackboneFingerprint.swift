import CKernels
import Dispatch
package import JSON
import Synchronization
package import Tensors

/// Names what a backbone computes, so that a head can tell whether it was trained on this one.
///
/// A 128-bit hash of the tensors that belong to no head (names, types, shapes, every byte) and of the fields of `config.json` that an
/// architecture reads. Unlike `Fingerprint` it stays when a head is added. O(size), on all processors.
package struct BackboneFingerprint: Sendable, Hashable, CustomStringConvertible {
  /// 32 hexadecimal digits.
  package let description: String

  /// Fields that say nothing about hidden states.
  private static let ignored: Set<String> = [
    "architectures", "id2label", "label2id", "num_labels", "problem_type", "torch_dtype", "dtype",
    "transformers_version",
    "_name_or_path",
  ]

  /// Hashes a model's weights and configuration.
  package init(configuration: JSONValue, checkpoint: Checkpoint) {
    let tensors = checkpoint.tensors.values.filter { !$0.name.hasPrefix("heads.") }
    var bytes = Array("stet backbone fingerprint 1".utf8) + Self.contents(of: Array(tensors))
    let fields = (configuration.objectValue ?? JSONObject()).filter { !Self.ignored.contains($0.key) }
    for field in fields.sorted(by: { $0.key < $1.key }) {
      bytes += Array("\(field.key)=\(field.value.encodedText())\0".utf8)
    }
    description = Self.digits(of: bytes)
  }

  /// Names, types, shapes and hashes of tensors, in the order of their names; the tensors' pages are let go.
  static func contents(of tensors: [StoredTensor]) -> [UInt8] {
    let tensors = tensors.sorted { $0.name < $1.name }
    let hashes = Mutex([[UInt64]](repeating: [], count: tensors.count))
    DispatchQueue.concurrentPerform(iterations: tensors.count) { index in
      var hash = tensors[index].withBytes { Self.hash($0, seed: UInt64(index)) }
      if tensors[index].isQuantized { hash += tensors[index].withScaleBytes { Self.hash($0, seed: UInt64(index)) } }
      tensors[index].releasePages()
      hashes.withLock { $0[index] = hash }
    }
    var bytes: [UInt8] = []
    for (tensor, hash) in zip(tensors, hashes.withLock { $0 }) {
      bytes += Array("\(tensor.name) \(tensor.type.rawValue) \(tensor.shape)\0".utf8)
      for half in hash { withUnsafeBytes(of: half.littleEndian) { bytes += $0 } }
    }
    return bytes
  }

  /// 32 hexadecimal digits that stand for some bytes.
  static func digits(of bytes: [UInt8]) -> String {
    let whole = bytes.withUnsafeBytes { hash($0, seed: 0) }
    return whole.map { value in
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  private static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> [UInt64] {
    var hash: [UInt64] = [0, 0]
    stet_content_hash(bytes.baseAddress, bytes.count, seed, &hash)
    return hash
  }
}
