/// One step of the automaton behind a `Glob`.
enum GlobInstruction: Sendable, Hashable {
  case character(Unicode.Scalar)
  /// Any one character but a slash.
  case any
  case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
  /// Any number of characters but slashes.
  case run
  /// Any number of characters.
  case runAcrossFolders
  case split(Int, Int)
  case jump(Int)
  case match

  /// Whether the automaton stays here after a character.
  var loops: Bool { self == .run || self == .runAcrossFolders }

  func accepts(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .character(let own): own == scalar
    case .any, .run: scalar != "/"
    case .runAcrossFolders: true
    case .set(let ranges, let isNegated): scalar != "/" && ranges.contains { $0.contains(scalar) } != isNegated
    case .split, .jump, .match: false
    }
  }
}

/// Turns the text of a pattern into instructions.
struct GlobCompiler {
  private let input: [Unicode.Scalar]
  private var position = 0
  private var program: [GlobInstruction] = []
  /// Deeper braces stand for themselves, so that a hostile pattern cannot exhaust the stack.
  private static let deepestBraces = 16

  init(_ pattern: String) { input = Array(pattern.unicodeScalars) }

  mutating func compile() -> [GlobInstruction] {
    sequence(depth: 0)
    program.append(.match)
    return program
  }

  /// Compiles up to the end or, inside braces, up to a comma or the closing brace.
  private mutating func sequence(depth: Int) {
    while position < input.count {
      let scalar = input[position]
      if depth > 0, scalar == "," || scalar == "}" { return }
      position += 1
      switch scalar {
      case "?": program.append(.any)
      case "*": star()
      case "[": set()
      case "{" where depth < Self.deepestBraces && closesBraces(): braces(depth: depth)
      case "\\" where position < input.count:
        program.append(.character(input[position]))
        position += 1
      default: program.append(.character(scalar))
      }
    }
  }

  /// `**/` at a component's start is any number of folders, `/**` at the end all that lies below.
  private mutating func star() {
    let startsComponent = position == 1 || input[position - 2] == "/"
    guard startsComponent, peek == "*", position + 1 == input.count || input[position + 1] == "/" else {
      while peek == "*" { position += 1 }
      return program.append(.run)
    }
    position += 1
    guard peek == "/" else { return program.append(.runAcrossFolders) }
    position += 1
    let start = program.count
    program += [.split(start + 1, start + 3), .runAcrossFolders, .character("/")]
  }

  private mutating func set() {
    let start = position
    let isNegated = peek == "!" || peek == "^"
    if isNegated { position += 1 }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    let first = position
    while let low = peek, low != "]" || position == first {
      position += 1
      if peek == "-", position + 1 < input.count, input[position + 1] != "]", input[position + 1] >= low {
        ranges.append(low...input[position + 1])
        position += 2
      } else {
        ranges.append(low...low)
      }
    }
    guard peek == "]" else {
      position = start
      return program.append(.character("["))
    }
    position += 1
    program.append(.set(ranges, isNegated: isNegated))
  }

  /// Compiles `{a,b}` behind its brace: before each alternative but the last a split to the next one.
  private mutating func braces(depth: Int) {
    var jumps: [Int] = []
    while true {
      let split = program.count
      program.append(.jump(split + 1))
      sequence(depth: depth + 1)
      let isLast = peek != ","
      position += 1
      if isLast { break }
      jumps.append(program.count)
      program.append(.jump(0))
      program[split] = .split(split + 1, program.count)
    }
    for jump in jumps { program[jump] = .jump(program.count) }
  }

  /// Whether the brace before `position` has its partner.
  private func closesBraces() -> Bool {
    var depth = 1
    var index = position
    while index < input.count {
      switch input[index] {
      case "\\": index += 1
      case "{": depth += 1
      case "}": depth -= 1
      default: break
      }
      if depth == 0 { return true }
      index += 1
    }
    return false
  }

  private var peek: Unicode.Scalar? { position < input.count ? input[position] : nil }
}
