package import JSONRPC

/// How much one connection may hold.
package struct ConnectionLimits: Sendable {
  /// Limits of incoming frames.
  package var frames: FrameLimits
  /// Bytes that may wait for a peer that does not read; beyond them it is disconnected.
  package var outgoingBytes: Int

  /// Waiting output is bounded by 64 MiB unless told otherwise.
  package init(frames: FrameLimits = FrameLimits(), outgoingBytes: Int = 64 << 20) {
    self.frames = frames
    self.outgoingBytes = outgoingBytes
  }
}
