import ArgumentParser

/// Which model a command uses, and how.
struct ModelOptions: ParsableArguments {
  @ArgumentParser.Option(
    help: "A registered model's name, or a model's folder with a slash; that of the options otherwise.")
  var model: String?

  @Flag(help: "Do not read or write the cache.")
  var noCache = false

  @ArgumentParser.Option(help: "Threads of a model pass.")
  var threads: Int?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
  }

  /// Opens the workbench for the options that hold at `path`.
  func setup(for path: String) -> Setup { Setup(for: path, cached: !noCache, threads: threads, model: model) }
}
