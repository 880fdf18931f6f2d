/// A pattern for slash-separated relative paths.
///
/// `?` is one character and `*` any number of them, neither a slash; `**` as a whole component is any number of
/// folders; `[a-z]` and `[!a-z]` are classes; `{a,b}` are alternatives; a backslash takes the next character as it is.
/// A pattern without a slash, or with only a final one, matches the name in any folder, as in `.gitignore`.
///
/// Patterns are compiled to a small automaton: matching takes O(path x pattern) time, whatever the pattern.
package struct Glob: Sendable, Hashable {
  /// The text that it was made from.
  package let pattern: String
  private let program: [GlobInstruction]
  /// What a path must end with, where the pattern says so; most paths fail here already.
  private let last: Unicode.Scalar?

  /// Compiles a pattern; every string is one, because what is malformed stands for itself.
  package init(_ pattern: String) {
    self.pattern = pattern
    var compiler = GlobCompiler(Self.normalized(pattern))
    program = compiler.compile()
    last = Self.lastCharacter(of: program)
  }

  /// Whether the whole of `path`, relative and without a leading slash, is described by the pattern.
  package func matches(_ path: some StringProtocol) -> Bool {
    if let last, path.unicodeScalars.last != last { return false }
    var current = StateSet(count: program.count)
    var next = StateSet(count: program.count)
    follow(0, into: &current)
    for character in path.unicodeScalars {
      for state in current.members where program[state].accepts(character) {
        follow(program[state].loops ? state : state + 1, into: &next)
      }
      if next.members.isEmpty { return false }
      swap(&current, &next)
      next.removeAll()
    }
    return current.contains(program.count - 1)
  }

  /// Adds `state` and all that can be reached from it without reading a character.
  private func follow(_ state: Int, into set: inout StateSet) {
    var open = [state]
    while let state = open.popLast() {
      guard set.insert(state) else { continue }
      switch program[state] {
      case .split(let first, let second): open += [first, second]
      case .jump(let target): open.append(target)
      case .run, .runAcrossFolders: open.append(state + 1)
      case .character, .any, .set, .match: break
      }
    }
  }

  private static func lastCharacter(of program: [GlobInstruction]) -> Unicode.Scalar? {
    guard program.count > 1, case .character(let last) = program[program.count - 2] else { return nil }
    let isTargetOfJump = program.contains { instruction in
      if case .jump(program.count - 1) = instruction { true } else { false }
    }
    return isTargetOfJump ? nil : last
  }

  /// Anchors the pattern: no leading or trailing slash, and `**/` in front of a lone name.
  private static func normalized(_ pattern: String) -> String {
    var text = Substring(pattern)
    while text.hasSuffix("/") { text.removeLast() }
    if text.hasPrefix("./") { return String(text.dropFirst(2)) }
    if text.hasPrefix("/") { return String(text.dropFirst()) }
    return text.contains("/") ? String(text) : "**/" + text
  }
}

/// The states that an automaton is in.
private struct StateSet {
  private(set) var members: [Int] = []
  private var isMember: [Bool]

  init(count: Int) { isMember = [Bool](repeating: false, count: count) }

  func contains(_ state: Int) -> Bool { isMember[state] }

  /// Returns false when it was there already.
  mutating func insert(_ state: Int) -> Bool {
    if isMember[state] { return false }
    isMember[state] = true
    members.append(state)
    return true
  }

  mutating func removeAll() {
    for state in members { isMember[state] = false }
    members.removeAll(keepingCapacity: true)
  }
}
