/// A region of English whose spelling is its own.
package enum Dialect: String, Sendable, CaseIterable {
  case us = "US"
  case gb = "GB"
  case ca = "CA"
  case au = "AU"

  /// The dialect of a BCP 47 tag such as `en-GB`; nil for other languages and for English of any region.
  package init?(language: String) {
    let parts = language.replacing("_", with: "-").split(separator: "-").map { $0.uppercased() }
    guard parts.first == "EN", let region = parts.dropFirst().first(where: { $0.utf8.count == 2 }) else { return nil }
    // What is spelt in Britain's way is British here; other regions are not told anything.
    self.init(rawValue: ["UK": "GB", "NZ": "AU", "IE": "GB"][region] ?? region)
  }
}
