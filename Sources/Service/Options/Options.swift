import Support

/// Everything that a person can set, with the defaults that hold when nothing is set.
///
/// `OptionKeys` lists every key with its type, limits and description; reading, checking and the printed reference come from that table.
package struct Options: Sendable, Equatable {
  /// The language of the prose, a BCP 47 tag: `en` for English of any region, `en-GB` where its spelling is wanted.
  package var language = "en"
  package var dictionaries = Dictionaries()
  package var terminology = Terminology()
  /// How loud each rule or category is.
  package var rules = RuleLevels()
  /// Other settings for some files; later ones win.
  package var overrides: [Override] = []
  /// Files and folders to leave out: patterns as in `.gitignore`, relative to the project.
  package var ignore: [String] = []
  /// What files of a folder are read, without the dot.
  package var extensions = ["md", "markdown", "txt", "rst", "tex", "html"]
  package var limits = Limits()
  package var models = Models()
  package var grammar = Grammar()
  package var cache = Cache()
  package var server = Server()
  package var highlight = Highlight()
  package var similar = Similar()
  package var ask = Ask()
  package var annotations = Annotations()
  package var complete = Complete()

  /// The folder of the `.stet.toml` that applies, absolute, or nil without one.
  package var root: String?
  /// The option files that were read, absolute, the user's own first.
  package var files: [String] = []

  package init() {}

  /// Words that are right, whatever a dictionary says.
  package struct Dictionaries: Sendable, Equatable {
    package var words: [String] = []
    /// The project's word list, one word a line, relative to the project.
    package var project = ".stet-dictionary.txt"
  }

  /// The project's choice of words.
  package struct Terminology: Sendable, Equatable {
    /// What should stand in the place of a word, by the word.
    package var prefer: [String: String] = [:]
  }

  /// What protects the server from documents that are too much for it.
  package struct Limits: Sendable, Equatable {
    package var documentBytes = 16 << 20
    /// Findings shown for one document.
    package var findings = 1000
  }

  /// Which registered models serve the features.
  package struct Models: Sendable, Equatable {
    package var encoder = "stet-en"
    /// The model that corrects; empty for the encoder's own head.
    package var grammar = ""
  }

  /// Corrections by the model.
  package struct Grammar: Sendable, Equatable {
    /// Whether a document with many sure mistakes is also shown less sure ones.
    package var adaptive = true
  }

  /// The cache of sentence results.
  package struct Cache: Sendable, Equatable {
    package var memoryMegabytes = 64
    package var diskMegabytes = 512
    /// The folder of the cache, absolute; empty means the system's place for it.
    package var path = ""
  }

  /// The resident daemon.
  package struct Server: Sendable, Equatable {
    /// Seconds without a client after which the daemon exits; 0 means never.
    package var idleTimeoutSeconds = 0
    /// Threads for model passes; 0 means one for each core.
    package var threads = 0
    package var maximumClients = 64
  }

  /// How many sentences of a document are shown as important.
  package struct Highlight: Sendable, Equatable {
    /// A fixed number; 0 means `share`.
    package var count = 0
    package var share = 0.2
  }

  /// The lookup of similar documents.
  package struct Similar: Sendable, Equatable {
    package var count = 5
    package var minimumScore = 0.6
    package var codeLens = true
  }

  /// Answers to questions.
  package struct Ask: Sendable, Equatable {
    package var count = 3
    /// How many passages are read for an answer.
    package var passages = 12
    /// The confidence from which an answer counts.
    package var minimumConfidence = 0.5
  }

  /// What the model's heads say about words and sentences.
  package struct Annotations: Sendable, Equatable {
    /// The heads that find named entities.
    package var entityHeads = ["entities", "token-classification"]
    /// Less confident mentions are not shown.
    package var minimumConfidence = 0.5
    /// What is coloured, the first over the later ones.
    package var semanticTokens = ["entities"]
    /// Whether the outline of a document ends with its entities.
    package var outline = true
    package var inlayHints = false
    /// Whether words of names count as right.
    package var acceptNames = true

    package init() {}
  }

  /// Text that is suggested while somebody writes.
  package struct Complete: Sendable, Equatable {
    package var enabled = true
    /// The registered language model.
    package var model = "stet-lm"
    /// The editor's names of the formats in which text is suggested; none for all.
    package var filetypes = ["markdown", "plaintext", "text", "gitcommit", "mail"]
    /// Files in which nothing is suggested: patterns as in `.gitignore`.
    package var ignore: [String] = []
    /// Tokens after which a suggestion ends, at the end of its word.
    package var maxTokens = 8
    /// How many alternatives somebody gets who asks for them.
    package var candidates = 3
    /// The model's own estimate below which nothing is suggested by itself.
    package var minimumConfidence = 0.2
    /// How many tokens before the caret are read.
    package var contextTokens = 512
    /// How many words a list of completions has; 0 for no lists.
    package var words = 10
    /// Whether the words of the person's own texts are suggested.
    package var personal = true

    package init() {}
  }

  /// Settings for the files that match one of some patterns.
  package struct Override: Sendable, Equatable {
    package var files: [String] = []
    package var language = ""
    package var rules = RuleLevels()
  }
}

extension Options {
  /// What holds for one file, all overrides applied.
  package struct FileOptions: Sendable, Equatable {
    package var language: String
    package var rules: RuleLevels
    /// Whether the file is left out of analysis.
    package var isIgnored: Bool
  }

  /// The options of the file at `path`, absolute or relative to the project.
  ///
  /// Compiles the patterns: keep the result.
  package func options(for path: String) -> FileOptions {
    let path = relativePath(of: path)
    var result = FileOptions(language: language, rules: rules, isIgnored: IgnorePatterns(ignore).ignores(path))
    for override in overrides where IgnorePatterns(override.files).ignores(path) {
      if !override.language.isEmpty { result.language = override.language }
      result.rules.merge(override.rules)
    }
    return result
  }

  /// What is suggested in the file at `path`, absolute or relative to the project.
  ///
  /// Compiles the patterns: keep the result.
  package func completion(for path: String) -> Complete {
    var result = complete
    if IgnorePatterns(ignore + complete.ignore).ignores(relativePath(of: path)) { result.enabled = false }
    return result
  }

  /// `path` as the patterns see it: relative to the project, or, outside it, without its leading slash.
  package func relativePath(of path: String) -> String {
    if let root, path.hasPrefix(root + "/") { return String(path.dropFirst(root.utf8.count + 1)) }
    return String(path.drop { $0 == "/" })
  }

  /// The project's word list, absolute, or nil outside a project.
  package var projectDictionary: String? { root.map { "\($0)/\(dictionaries.project)" } }
}
