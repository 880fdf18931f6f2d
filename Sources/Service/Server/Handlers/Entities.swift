import LSP

/// What is known about words and sentences: names as symbols, colours.
let entityRequests = [
  RequestHandler(SemanticTokensRequest.self) { _, context in
    context.session.tokens(of: try context.requireDocument().open)
  },
  RequestHandler(SemanticTokensDeltaRequest.self) { params, context in
    context.session.tokenChanges(of: try context.requireDocument().open, since: params.previousResultID)
  },
  RequestHandler(SemanticTokensRangeRequest.self) { params, context in
    context.session.tokens(of: try context.requireDocument().open, in: params.range)
  },
  RequestHandler(DocumentHighlightRequest.self) { params, context in
    context.session.highlights(at: params.position, in: try context.requireDocument().open)
  },
  RequestHandler(ReferencesRequest.self) { params, context in
    await context.session.references(at: params.position, in: try context.requireDocument().open)
  },
  RequestHandler(WorkspaceSymbolRequest.self) { params, context in
    await context.session.symbols(matching: params.query)
  },
  RequestHandler(PrepareRenameRequest.self) { params, context in
    context.session.preparedRename(at: params.position, in: try context.requireDocument().open)
  },
  RequestHandler(RenameRequest.self) { params, context in
    try context.session.rename(params, in: try context.requireDocument().open)
  },
  RequestHandler(InlayHintRequest.self) { params, context in
    context.session.hints(in: params.range, of: try context.requireDocument().open)
  },
]
