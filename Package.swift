// swift-tools-version:6.1
import Foundation
import PackageDescription

// One section per layer, in dependency order: a target may use its own layer and those above it in this file.
// `make lint` builds with `--explicit-target-dependency-import-check error`, so an undeclared import fails.

/// What every Swift target is compiled with.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// What in a target's folder is no source: its README, the fixtures of its tests.
func unbuilt(_ path: String) -> [String] {
  ["README.md", "Fixtures"].filter {
    FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/\(path)/\($0)")
  }
}

/// A target in its layer's folder.
func target(
  _ layer: String, _ name: String, _ dependencies: [Target.Dependency], settings: [SwiftSetting] = []
) -> Target {
  let path = "Sources/\(layer)/\(name)"
  return .target(
    name: name, dependencies: dependencies, path: path, exclude: unbuilt(path), swiftSettings: strict + settings)
}

/// A binding to a C library that the system provides.
func systemLibrary(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// The tests of the target `name`, in the folder that mirrors its own.
func tests(_ layer: String, _ name: String, _ dependencies: [Target.Dependency]) -> Target {
  let path = "Tests/\(layer)/\(name)Tests"
  return .testTarget(
    name: "\(name)Tests", dependencies: dependencies + ["TestSupport"], path: path, exclude: unbuilt(path),
    swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let tomlKit = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

// MARK: System

let system: [Target] = [
  systemLibrary("CHunspell", pkgConfig: "hunspell", apt: "libhunspell-dev"),
  systemLibrary("CJansson", pkgConfig: "jansson", apt: "libjansson-dev"),
  // Kernels without optimisation are fifty times slower, which is too slow for tests with a real model.
  .target(
    name: "CKernels", path: "Sources/System/CKernels",
    cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
  systemLibrary("CMd4c", pkgConfig: "md4c", apt: "libmd4c-dev"),
  systemLibrary("COpenBLAS", pkgConfig: "openblas", apt: "libopenblas-dev"),
  target("System", "JSON", ["CJansson", "Support"]),
  target("System", "Support", []),
  target("System", "TOML", ["Support", tomlKit]),
]

// MARK: Text

let text: [Target] = [
  target("Text", "Edits", []),
  target("Text", "Markup", ["CMd4c", "Support", "Text"]),
  target("Text", "Mistakes", ["Edits"]),
  target("Text", "Text", ["Support"]),
  target("Text", "Tokenizers", ["JSON", "Support", "Text"]),
]

// MARK: Engine

let engine: [Target] = [
  target("Engine", "Architectures", ["JSON", "Layers", "Support", "Tensors"]),
  target("Engine", "Datasets", ["Edits", "JSON", "Mistakes", "Support", "Text", "Tokenizers"]),
  target(
    "Engine", "FineTuning",
    [
      "Architectures", "Datasets", "Edits", "Generation", "Heads", "Inference", "JSON", "Layers", "Metrics", "Models",
      "Support", "Tensors", "Tokenizers", "Training",
    ]),
  target(
    "Engine", "Generation", ["Architectures", "Inference", "Models", "Support", "Tensors", "Text", "Tokenizers"]),
  target("Engine", "Heads", ["JSON", "Layers", "Support", "Tensors"]),
  target(
    "Engine", "Inference",
    [
      "Architectures", "Datasets", "Edits", "Heads", "JSON", "Layers", "Models", "Support", "Tensors", "Text",
      "Tokenizers",
    ]),
  target("Engine", "Keystrokes", ["Datasets", "Generation", "Models", "Support", "Tokenizers"]),
  target("Engine", "Layers", ["Support", "Tensors"]),
  target("Engine", "Metrics", []),
  target(
    "Engine", "Models",
    ["Architectures", "CKernels", "Heads", "JSON", "Layers", "Support", "Tensors", "Tokenizers"]),
  target("Engine", "Tensors", ["CKernels", "COpenBLAS", "JSON", "Support"]),
  target("Engine", "Training", ["CKernels", "JSON", "Support", "Tensors"]),
]

// MARK: Workspace

let workspace: [Target] = [
  target("Workspace", "Documents", ["Markup", "Support", "Text"]),
  target(
    "Workspace", "Features",
    [
      "Datasets", "Documents", "Edits", "FineTuning", "Generation", "Heads", "Inference", "Markup", "Metrics", "Models",
      "Rules", "Spelling", "Store", "Support", "Tensors", "Text", "Tokenizers", "VectorSearch",
    ]),
  target("Workspace", "Reports", ["Documents", "Edits", "JSON", "Metrics", "Support", "Text"]),
  target("Workspace", "Rules", ["Documents", "Edits"]),
  // Every daemon of the tests with clients reads a dictionary's 200,000 forms: seconds without optimisation, 50 ms with it.
  target(
    "Workspace", "Spelling", ["CHunspell", "Documents", "Markup", "Support", "Text"],
    settings: [.unsafeFlags(["-O"], .when(configuration: .debug))]),
  target("Workspace", "Store", [grdb, "Support", "Text"]),
  target("Workspace", "VectorSearch", ["CKernels", "Support"]),
]

// MARK: Service

let service: [Target] = [
  target("Service", "JSONRPC", ["JSON", "Support"]),
  target("Service", "LSP", ["JSON", "JSONRPC", "Support"]),
  target("Service", "Options", ["JSON", "Support", "TOML"]),
  target("Service", "Recipes", ["Datasets", "FineTuning", "Support", "Tensors", "TOML"]),
  target(
    "Service", "Server",
    [
      "Documents", "Features", "FineTuning", "Generation", "Heads", "Inference", "JSON", "JSONRPC", "LSP", logging,
      "Markup", "Models", "Options", "Reports", "Rules", "Spelling", "Store",
      "Support", "Text", "Transports",
    ]),
  target("Service", "Transports", ["JSONRPC", logging, nioCore, nioPosix, "Support"]),
]

// MARK: App

let app: [Target] = [
  .executableTarget(
    name: "stet",
    dependencies: [
      "Architectures", argumentParser, "Datasets", "Documents", "Edits", "Features", "FineTuning", "Generation",
      "Heads", "Inference", "JSON", "JSONRPC", "Keystrokes", "Layers", logging, "Markup", "Metrics", "Mistakes",
      "Models", "Options",
      "Recipes", "Reports", "Server", "Spelling", "Store", "Support", "Tensors", "Text", "Tokenizers", "Training",
      "Transports",
    ],
    path: "Sources/App/stet", swiftSettings: strict)
]

// MARK: Tests

let testing: [Target] = [
  .target(name: "TestSupport", dependencies: ["Support"], path: "Tests/TestSupport", swiftSettings: strict),
  tests("System", "JSON", ["JSON", "Support"]),
  tests("System", "Support", ["Support"]),
  tests("Text", "Edits", ["Edits"]),
  tests("Text", "Markup", ["Markup", "Support", "Text"]),
  tests("Text", "Mistakes", ["Edits", "Mistakes"]),
  tests("Text", "Text", ["Support", "Text"]),
  tests("Text", "Tokenizers", ["JSON", "Support", "Text", "Tokenizers"]),
  tests("Engine", "Tensors", ["CKernels", "JSON", "Support", "Tensors"]),
  tests("Engine", "Datasets", ["Datasets", "Edits", "Mistakes", "Support", "Tokenizers"]),
  tests(
    "Engine", "FineTuning",
    [
      "Architectures", "Datasets", "FineTuning", "Generation", "Heads", "Inference", "JSON", "Layers", "Metrics",
      "Models", "Support", "Tensors", "Tokenizers", "Training",
    ]),
  tests(
    "Engine", "Generation",
    ["Architectures", "Generation", "Inference", "Models", "Support", "Tensors", "Text", "Tokenizers"]),
  tests("Engine", "Keystrokes", ["Datasets", "Generation", "Keystrokes", "Models", "Tokenizers"]),
  tests("Engine", "Metrics", ["JSON", "Metrics"]),
  tests(
    "Engine", "Models",
    ["Architectures", "Heads", "Inference", "JSON", "Layers", "Models", "Support", "Tensors", "Tokenizers"]),
  tests("Engine", "Training", ["Architectures", "CKernels", "JSON", "Layers", "Support", "Tensors", "Training"]),
  tests("Workspace", "Documents", ["Documents", "Markup", "Support", "Text"]),
  tests(
    "Workspace", "Features",
    [
      "Documents", "Edits", "Features", "FineTuning", "Generation", "Heads", "Inference", "Markup", "Models", "Rules",
      "Spelling", "Store",
      "Support", "Tensors", "Text",
    ]),
  tests("Workspace", "Reports", ["Documents", "JSON", "Metrics", "Reports", "Support", "Text"]),
  tests("Workspace", "Rules", ["Documents", "Rules", "Support"]),
  tests("Workspace", "Spelling", ["Documents", "Markup", "Spelling", "Support", "Text"]),
  tests("Workspace", "Store", [grdb, "Store", "Support", "Text"]),
  tests("Workspace", "VectorSearch", ["CKernels", "Support", "VectorSearch"]),
  tests("Service", "JSONRPC", ["JSON", "JSONRPC", "Support"]),
  tests("Service", "LSP", ["JSON", "JSONRPC", "LSP", "Support"]),
  tests("Service", "Options", ["JSON", "Options", "Support"]),
  tests(
    "Service", "Server",
    ["Features", "JSON", "JSONRPC", logging, "LSP", "Server", "Spelling", "Store", "Support", "Text", "Transports"]),
  tests("Service", "Recipes", ["Datasets", "FineTuning", "Recipes", "Support"]),
  tests("Service", "Transports", ["JSON", "JSONRPC", logging, "Support", "Transports"]),
]

let package = Package(
  name: "stet",
  products: [.executable(name: "stet", targets: ["stet"])],
  dependencies: [
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: system + text + engine + workspace + service + app + testing,
  cLanguageStandard: .c11
)
