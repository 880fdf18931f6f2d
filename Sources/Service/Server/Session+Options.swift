import Features
import Foundation
import JSON
import LSP
import Options
import Spelling
import Support

/// The options that hold for the documents of a session.
extension Session {
  /// The options of the folder that a document lies in, or of the first workspace folder for one without a file.
  func options(for uri: DocumentURI) -> Options {
    let folder = uri.path.map { ($0 as NSString).deletingLastPathComponent } ?? rootFolder ?? "/"
    let (known, settings, version) = withState { ($0.options[folder], $0.settings, $0.optionsVersion) }
    if let known { return known }
    let (options, problems) = Options.load(
      for: folder, settings: settings, directories: server.directories, ruleCodes: FindingCatalogue.codes)
    for problem in problems { tell(problem) }
    // Read from settings that no longer hold, they must not be kept.
    withState { if $0.optionsVersion == version { $0.options[folder] = options } }
    return options
  }

  /// The path of the first workspace folder.
  var rootFolder: String? { withState { $0.folders.first?.uri.path } }

  /// The rules for a document as they are now.
  func rules(for uri: DocumentURI) -> DocumentRules {
    server.rules(for: uri, options: options(for: uri)) { tell($0) }
  }

  /// Reads the options again and publishes what follows from them.
  func optionsChanged() {
    withState { state in
      state.options = [:]
      state.optionsVersion += 1
    }
    rulesChanged()
  }

  /// Asks the client for its settings and takes them over.
  func pullSettings() async {
    guard capabilities.answersConfiguration else { return }
    let params = ConfigurationParams(items: [ConfigurationParams.Item(section: "stet")])
    guard let answer = try? await ask(ConfigurationRequest.self, params) else { return }
    // A client that has no such section answers null; what it sent with `initialize` stays.
    guard let settings = answer.first, !settings.isNull else { return }
    setSettings(settings)
  }

  /// Takes over the settings of the client, section `stet`.
  func setSettings(_ settings: JSONValue) {
    let isNew = withState { state in
      defer {
        state.settings = settings
        state.options = [:]
        state.optionsVersion += 1
      }
      return (state.settings ?? .null) != settings
    }
    if isNew { optionsChanged() }
  }

  /// Shows a problem to the person, each once.
  func tell(_ problem: any HintedError) {
    guard withState({ $0.told.insert(problem.description).inserted }) else { return }
    notify(ShowMessageNotification.self, MessageParams(kind: .warning, message: "Stet: \(problem.description)"))
  }
}
