import Foundation
import JSON
import Support
import Synchronization

/// The log of a training run: a JSON object a line, appended as things happen.
///
/// Any thread may write; every line is written whole.
package final class TrainingLog: Sendable {
  private let file: Mutex<FileHandle>
  private let path: String

  /// Opens a log.
  /// - Parameter continues: whether to keep what is there, as a resumed run does; otherwise the file is emptied.
  /// - Throws: `SupportError`.
  package init(path: String, continues: Bool) throws {
    self.path = path
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_APPEND | (continues ? 0 : O_TRUNC), 0o666)
    guard descriptor >= 0 else { throw SupportError.posix("create", path: path, errno: errno) }
    file = Mutex(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
  }

  /// Writes one line.
  ///
  /// - Throws: `SupportError` when the disk is full, for example.
  package func write(_ event: TrainingEvent) throws {
    do {
      try file.withLock { try $0.write(contentsOf: Data(event.encoded() + [0x0A])) }
    } catch {
      throw SupportError(
        code: "io-error", message: "cannot write to \(path)", hint: "Check the space that is left on its disk.")
    }
  }

  /// The events of a log file, for the report of a run that went on after an interruption.
  ///
  /// Steps that were logged again after a resumption replace those before; a broken last line is left out.
  /// - Throws: `SupportError` when the file cannot be read.
  package static func read(_ path: String) throws -> [TrainingEvent] {
    var events: [TrainingEvent] = []
    for line in try MappedFile.contents(of: path).split(separator: 0x0A) {
      guard let json = try? JSONValue(parsing: Array(line)), let event = try? TrainingEvent(json: json) else {
        continue
      }
      if case .start(_, let step, _, _) = event {
        events.removeAll { ($0.step ?? 0) > step }
      }
      events.append(event)
    }
    return events
  }
}

extension TrainingEvent {
  /// The step of what happens at one.
  var step: Int? {
    switch self {
    case .start, .end: nil
    case .step(let record): record.step
    case .evaluation(let step, _, _): step
    }
  }
}
