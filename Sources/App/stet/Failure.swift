import ArgumentParser
import Foundation
import Support

extension Stet {
  /// Prints an error to standard error and leaves with the status that the contract gives it.
  static func exit(reporting error: any Error) -> Never {
    switch error {
    case let error as any HintedError:
      StandardError.write("stet: \(error.description)\n")
      Foundation.exit(2)
    case is CancellationError:
      Foundation.exit(2)
    default:
      let code = exitCode(for: error)
      // The parser's own messages, help and version among them.
      let message = fullMessage(for: error)
      if code.isSuccess {
        StandardOutput.write(message + "\n")
      } else if !message.isEmpty {
        StandardError.write(message + "\n")
      }
      Foundation.exit(code.isSuccess ? 0 : error is ExitCode ? code.rawValue : 2)
    }
  }
}

/// Results go here and nothing else.
enum StandardOutput {
  /// Writes everything, however large; a reader that went away ends the program quietly, as in a pipe into `head`.
  static func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        Foundation.exit(errno == EPIPE ? 0 : 2)
      }
      rest = rest.dropFirst(count)
    }
  }

  static func write(_ text: String) { write(Array(text.utf8)) }
}

/// Messages for a person go here.
enum StandardError {
  static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// A mistake in how a command was called.
struct UsageError: HintedError {
  let code = "usage"
  let message: String
  let hint: String
}
