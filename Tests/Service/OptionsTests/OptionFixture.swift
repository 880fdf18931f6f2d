import Foundation
import JSON
import Options
import Support

/// A folder for one test, with a user's and a project's option file in it; removed when the fixture goes.
final class OptionFixture {
  let folder = FileManager.default.temporaryDirectory.path + "/stet-options-" + UUID().uuidString
  var project: String { folder + "/project" }

  init(user: String? = nil, project: String? = nil) throws {
    try FileManager.default.createDirectory(atPath: folder + "/config/stet", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: self.project + "/docs/deep", withIntermediateDirectories: true)
    if let user { try write(Array(user.utf8), to: "config/stet/config.toml") }
    if let project { try write(Array(project.utf8), to: "project/.stet.toml") }
  }

  func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + path))
  }

  func load(settings: JSONValue? = nil, ruleCodes: [String] = []) -> (options: Options, problems: [OptionProblem]) {
    let directories = Directories(environment: ["HOME": folder, "XDG_CONFIG_HOME": folder + "/config"])
    return Options.load(
      for: project + "/docs/deep/page.md", settings: settings, directories: directories, ruleCodes: ruleCodes)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}
