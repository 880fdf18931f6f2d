package import JSON

/// `stet/status`: what the daemon holds and has done.
package enum StatusRequest: LSPRequest {
  package typealias Params = NoParams
  /// See `protocol/schema/status.result.json`.
  package typealias Response = JSONValue
  package static let method = "stet/status"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}
