/// How large a frame may be.
package struct FrameLimits: Sendable, Equatable {
  /// Bytes of a message's body; a larger one is skipped and rejected, the connection lives on.
  package var messageBytes: Int
  /// Bytes of all header lines together; a longer header ends the connection.
  package var headerBytes: Int

  /// 64 MiB and 8 KiB unless told otherwise.
  package init(messageBytes: Int = 64 << 20, headerBytes: Int = 8 << 10) {
    self.messageBytes = messageBytes
    self.headerBytes = headerBytes
  }
}
