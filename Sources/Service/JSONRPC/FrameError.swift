import Support

/// A header that cannot be understood.
///
/// Where the next message starts is unknown then, so the connection has to be closed.
package struct FrameError: HintedError, Equatable {
  package let code = "malformed-frame"
  package let message: String
  package let hint = "Send `Content-Length: N`, an empty line and N bytes of JSON; lines end with CR LF."

  init(_ message: String) { self.message = message }
}
