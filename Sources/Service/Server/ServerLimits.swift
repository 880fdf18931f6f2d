/// What protects the server from clients that ask for too much; `protocol/README.md` lists the values.
package struct ServerLimits: Sendable {
  /// Sessions at once.
  package var sessions = 64
  /// Requests of one session that wait for an answer.
  package var requestsPerSession = 256
  /// Documents that one session may have open.
  package var documentsPerSession = 1024
  /// Sentences that one `stet/embed` may hold.
  package var textsPerRequest = 4096
  /// Milliseconds after the last keystroke in a word before the word is checked though it may go on.
  package var typingMilliseconds = 1500

  package init() {}
}
