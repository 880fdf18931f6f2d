/// Something that happened to a store and that a person should hear about, without stopping the work.
package struct StoreNotice: Sendable, Equatable {
  /// What happened, one sentence for a log or a message to the user.
  package let message: String
  /// Where the unreadable file lies now; nil when there was nothing to set aside.
  package let setAside: String?

  package init(message: String, setAside: String? = nil) {
    self.message = message
    self.setAside = setAside
  }
}

/// Receives notices; called on an arbitrary thread, possibly while a store is being opened.
package typealias StoreNoticeHandler = @Sendable (StoreNotice) -> Void
