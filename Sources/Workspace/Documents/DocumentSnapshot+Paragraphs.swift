extension DocumentSnapshot {
  /// The prose of a document without markup: each block that holds some, on one line, UTF-8.
  ///
  /// What language models learn from and cache models remember. O(n).
  package var paragraphs: [[UInt8]] {
    blocks.compactMap { block in
      let line = block.prose.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
      return line.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? nil : line
    }
  }
}
