import Foundation

/// The operating system's text for an `errno`.
package func describe(_ errno: Int32) -> String { String(cString: strerror(errno)) }
