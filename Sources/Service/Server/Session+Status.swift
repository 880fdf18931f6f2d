import Documents
import Features
import Foundation
import Generation
import Inference
import JSON
import LSP
import Models
import Store
import Text

/// The answer to `stet/status`.
extension Session {
  func status() async -> JSONValue {
    let engine = await server.workbench.loadedEngine()
    let completer = await server.workbench.loadedCompleter()
    let cache = server.workbench.cache.statistics
    return [
      "version": .string(Server.version), "pid": .integer(Int64(getpid())), "uptimeSeconds": .number(server.uptime),
      "sessions": .array(server.allSessions.map(\.summary)), "documents": .array(documentSummaries),
      "models": .array(
        (engine.map { [Self.summary(of: $0.encoder)] } ?? [])
          + (completer.map { [Self.summary(of: $0.engine)] } ?? [])),
      "cache": [
        "entries": .integer(Int64(cache.entries)), "bytes": .integer(Int64(cache.bytes)),
        "memoryEntries": .integer(Int64(cache.memoryEntries)), "memoryBytes": .integer(Int64(cache.memoryBytes)),
        "hits": .integer(Int64(cache.hits)), "misses": .integer(Int64(cache.misses)),
        "hitRate": .number(cache.hitRate), "evictions": .integer(Int64(cache.evictions)),
      ],
      "modelPasses": .integer(Int64(engine?.modelPasses ?? 0)),
      "queue": [
        "keystroke": .integer(Int64(engine?.queueLength(.keystroke) ?? 0)),
        "background": .integer(Int64(engine?.queueLength(.background) ?? 0)),
      ],
      "completion": completion(completer),
      "memory": ["residentBytes": .integer(Int64(residentBytes()))],
    ]
  }

  private func completion(_ completer: TextCompleter?) -> JSONValue {
    let (work, counts) = (completer?.engine.statistics, server.counts.value)
    return [
      "generations": .integer(Int64(work?.generations ?? 0)),
      "computedTokens": .integer(Int64(work?.computedTokens ?? 0)),
      "cachedBytes": .integer(Int64(work?.cachedBytes ?? 0)), "shown": .integer(Int64(counts.shown)),
      "accepted": .integer(Int64(counts.accepted)), "partiallyAccepted": .integer(Int64(counts.partiallyAccepted)),
    ]
  }

  private static func summary(of engine: GenerationEngine) -> JSONValue {
    let directory = engine.model.directory
    return [
      "name": .string(directory.name), "fingerprint": .string(engine.model.fingerprint.description),
      "architecture": .string(directory.configuration["model_type"]?.stringValue ?? ""),
      "dimensions": .integer(Int64(engine.dimensions)), "feature": "completion",
    ]
  }

  private var summary: JSONValue {
    withState { state in
      [
        "id": .integer(Int64(id)), "client": .string(state.client),
        "positionEncoding": .string(state.encoding.rawValue),
        "documents": .integer(Int64(state.documents.count)),
      ]
    }
  }

  private var documentSummaries: [JSONValue] {
    withState { Array($0.documents.values) }.sorted { $0.uri.text < $1.uri.text }.map { open in
      let (state, findings) = findings(of: open)
      return [
        "uri": .string(open.uri.text), "version": .integer(Int64(state.version)),
        "bytes": .integer(Int64(state.rope.count)), "sentences": .integer(Int64(state.snapshot.sentenceCount)),
        "findings": .integer(Int64(findings.count)), "pending": .integer(Int64(open.pendingSentences)),
      ]
    }
  }

  private static func summary(of encoder: SentenceEncoder) -> JSONValue {
    [
      "name": .string(encoder.model.directory.name), "fingerprint": .string(encoder.fingerprint),
      "architecture": .string(encoder.model.directory.configuration["model_type"]?.stringValue ?? ""),
      "dimensions": .integer(Int64(encoder.dimensions)),
      "feature": "sentence-embedding",
    ]
  }
}

/// The process's resident memory in bytes, as the kernel counts it; 0 when it cannot be read.
func residentBytes() -> Int {
  guard let statm = try? String(contentsOfFile: "/proc/self/statm", encoding: .ascii) else { return 0 }
  let pages = statm.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
}
