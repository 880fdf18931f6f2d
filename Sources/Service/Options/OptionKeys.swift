/// The table of all keys.
///
/// What is read, how it is checked, the reference and the JSON Schema all come from here.
enum OptionKeys {
  static let all: [OptionKey<Options>] = [
    OptionKey(
      "language", .text(\.language, .language),
      "The language of the prose; a region (en-US, en-GB, en-CA, en-AU) asks for its spelling, \"en\" takes any"),
    OptionKey(
      "ignore", .list(\.ignore, accumulates: true), "Files and folders to leave out, with patterns as in .gitignore"),
    OptionKey(
      "extensions", .list(\.extensions, accumulates: false),
      "File name extensions that are read when a folder is checked"),
    OptionKey("dictionaries.words", .list(\.dictionaries.words, accumulates: true), "Words that count as right"),
    OptionKey(
      "dictionaries.project", .text(\.dictionaries.project, .relativePath), "The project's word list, one word a line"),
    OptionKey(
      "rules", .rules(\.rules),
      "For a rule (\"spelling.unknown-word\") or a category (\"spelling\"): off, on, hint, information, warning, error, true or false"
    ),
    OptionKey(
      "terminology.prefer", .texts(\.terminology.prefer),
      "Words and what the project wants in their place: { \"e-mail\" = \"email\" }"),
    OptionKey("overrides", .overrides(\.overrides), "Other settings for the files that match; later ones win"),
    OptionKey(
      "limits.document-bytes", .integer(\.limits.documentBytes, 1...(1 << 30)), "Larger documents are not analysed"),
    OptionKey("limits.findings", .integer(\.limits.findings, 1...1_000_000), "Findings shown for one document"),
    OptionKey("models.encoder", .text(\.models.encoder, .name), "The registered model that reads the sentences"),
    OptionKey(
      "models.grammar", .text(\.models.grammar, .nameOrNone),
      "Another registered model that corrects, a bundle with a grammar head or a checkpoint with the labels of GECToR; empty for the encoder"
    ),
    OptionKey(
      "grammar.adaptive", .flag(\.grammar.adaptive),
      "Whether a document with many sure mistakes is also shown less sure ones, as information"),
    OptionKey(
      "highlight.count", .integer(\.highlight.count, 0...10_000), "Sentences that are highlighted; 0 means by share"),
    OptionKey("highlight.share", .number(\.highlight.share, 0...1), "Share of the sentences that is highlighted"),
    OptionKey("similar.count", .integer(\.similar.count, 1...1000), "Similar documents that are listed"),
    OptionKey(
      "similar.minimum-score", .number(\.similar.minimumScore, -1...1),
      "Cosine similarity below which nothing is listed"),
    OptionKey("similar.code-lens", .flag(\.similar.codeLens), "Whether similar documents are shown above a document"),
    OptionKey("ask.count", .integer(\.ask.count, 1...1000), "Answers that are listed"),
    OptionKey(
      "ask.passages", .integer(\.ask.passages, 1...1000), "Passages that are read for an answer, the closest ones"),
    OptionKey(
      "ask.minimum-confidence", .number(\.ask.minimumConfidence, 0...1), "Confidence from which an answer is one"),
    OptionKey(
      "annotations.entity-heads", .list(\.annotations.entityHeads, accumulates: false),
      "Heads of the model that find named entities; those that it lacks are left out"),
    OptionKey(
      "annotations.minimum-confidence", .number(\.annotations.minimumConfidence, 0...1),
      "Confidence below which an entity is not shown"),
    OptionKey(
      "annotations.semantic-tokens", .list(\.annotations.semanticTokens, accumulates: false),
      "What is coloured: entities, or a head that marks words, spans or sentences, such as pos, phrases, roles; the first over the later ones"
    ),
    OptionKey("annotations.outline", .flag(\.annotations.outline), "Whether the outline ends with the entities"),
    OptionKey(
      "annotations.inlay-hints", .flag(\.annotations.inlayHints),
      "Whether the type of an entity is written behind its first mention"),
    OptionKey(
      "annotations.accept-names", .flag(\.annotations.acceptNames),
      "Whether words of names that the model finds count as right"),
    OptionKey("complete.enabled", .flag(\.complete.enabled), "Whether text is suggested while one writes"),
    OptionKey("complete.model", .text(\.complete.model, .name), "The registered language model that continues texts"),
    OptionKey(
      "complete.filetypes", .list(\.complete.filetypes, accumulates: false),
      "The editor's names of the file types in which text is suggested; [] for all"),
    OptionKey(
      "complete.ignore", .list(\.complete.ignore, accumulates: true),
      "Files in which nothing is suggested, with patterns as in .gitignore"),
    OptionKey(
      "complete.max-tokens", .integer(\.complete.maxTokens, 1...256),
      "Tokens after which a suggestion ends, at the end of its word"),
    OptionKey(
      "complete.candidates", .integer(\.complete.candidates, 1...16), "Alternatives for somebody who asks for them"),
    OptionKey(
      "complete.minimum-confidence", .number(\.complete.minimumConfidence, 0...1),
      "How probable by the model's own estimate a suggestion must be to be shown unasked; a longer one is cut to what is"
    ),
    OptionKey(
      "complete.context-tokens", .integer(\.complete.contextTokens, 16...8192), "Tokens before the caret that are read"),
    OptionKey(
      "complete.words", .integer(\.complete.words, 0...100), "Words in a list of completions; 0 for no such lists"),
    OptionKey(
      "complete.personal", .flag(\.complete.personal),
      "Whether the words and phrases of the open documents and of the opened index are suggested, too; a document without is no source of them"
    ),
    OptionKey(
      "cache.memory-megabytes", .integer(\.cache.memoryMegabytes, 1...65_536), userOnly: true,
      "Memory for sentence results"),
    OptionKey(
      "cache.disk-megabytes", .integer(\.cache.diskMegabytes, 1...1_048_576), userOnly: true,
      "Disk space for sentence results"),
    OptionKey(
      "cache.path", .text(\.cache.path, .absolutePath), userOnly: true,
      "The folder of the cache; empty means the system's place for it"),
    OptionKey(
      "server.idle-timeout-seconds", .integer(\.server.idleTimeoutSeconds, 0...31_536_000), userOnly: true,
      "Seconds without a client after which the daemon exits; 0 means never"),
    OptionKey(
      "server.threads", .integer(\.server.threads, 0...1024), userOnly: true,
      "Threads for model passes; 0 means one for each core"),
    OptionKey(
      "server.maximum-clients", .integer(\.server.maximumClients, 1...4096), userOnly: true,
      "Clients that may be connected at once"),
  ]

  /// The keys of one `[[overrides]]` table.
  static let ofOverrides: [OptionKey<Options.Override>] = [
    OptionKey("files", .list(\.files, accumulates: false), "Patterns as in .gitignore, relative to the project"),
    OptionKey("language", .text(\.language, .language), "The language of these files"),
    OptionKey("rules", .rules(\.rules), "Levels for these files, as in rules"),
  ]
}
