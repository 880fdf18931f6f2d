import Features
import Foundation
import Inference
import Models
import Options
import Server
import Spelling
import Store
import Support
import Text

/// Names the reports of texts by everything that they depend on, so that the report of an earlier run may stand for a text that did not change.
///
/// Nothing is loaded for it but small files; those of the model are told apart by their stamps.
struct ReportKeys: Sendable {
  /// Counts up whenever a stored report would be read differently.
  private static let version = 1

  private let workbench: Workbench
  /// What all texts of a run have in common.
  private let common: [String]

  /// - Parameters:
  ///   - highlights: which share of the sentences is highlighted; nil for none.
  ///   - corrects: whether the model's grammar head is asked.
  init(workbench: Workbench, directories: Directories, highlights: Double?, corrects: Bool) {
    self.workbench = workbench
    let feedback = FeedbackStore.path(directories)
    let personal = [Bundle.main.executablePath ?? "", feedback, feedback + "-wal", WordList.userPath(directories)]
    let taught = TaughtHeadFolder(directories).state().sorted { $0.key < $1.key }
    common =
      [Server.version, "\(highlights ?? -1)", "\(corrects)"] + personal.map { FileStamp(path: $0).description }
      + taught.map { "\($0.key) \($0.value)" } + workbench.modelStamps()
  }

  /// The name of the report of a text.
  ///
  /// - Parameters:
  ///   - path: absolute: options may differ by it, and it tells the format.
  ///   - options: that hold for it.
  /// - Throws: `SpellingError` when the dictionary of its language is not installed.
  func key(of bytes: [UInt8], path: String, options: Options) throws -> CacheKey {
    let language = options.options(for: path).language
    let files = options.files + [options.projectDictionary].compactMap(\.self)
    let parts =
      common + [path, try workbench.checker(language: language).fingerprint]
      + files.map { "\($0) \(FileStamp(path: $0))" }
    let seed = ContentHash(parts.joined(separator: "\n"))
    return CacheKey(
      content: ContentHash(bytes), kind: ResultKind(model: seed.description, feature: "report", version: Self.version))
  }
}
