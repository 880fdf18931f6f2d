package import Datasets
import Edits

/// The examples of a task, of the type that its kind needs.
package enum TaskExamples: Sendable {
  /// Words with labels; the types that the example's file marks, nil for all of them.
  case tokens([(example: TokenExample, marks: Set<String>?)])
  case sequences([SequenceExample])
  case questions([SpanExample])
  case documents([SentencesExample])
  case pairs([PairExample])
  case triplets([TripletExample])
  case texts([String])
  case edits(EditPairs)
  /// Plain text, file by file.
  case prose([ProseText])

  /// How many there are.
  package var count: Int {
    switch self {
    case .tokens(let examples): examples.count
    case .sequences(let examples): examples.count
    case .questions(let examples): examples.count
    case .documents(let examples): examples.count
    case .pairs(let examples): examples.count
    case .triplets(let examples): examples.count
    case .texts(let examples): examples.count
    case .edits(let pairs): pairs.count
    case .prose(let texts): texts.reduce(0) { $0 + $1.paragraphs }
    }
  }

  /// All of these and then all of those; both are of the same kind.
  static func + (left: TaskExamples, right: TaskExamples) -> TaskExamples {
    switch (left, right) {
    case (.tokens(let left), .tokens(let right)): return .tokens(left + right)
    case (.sequences(let left), .sequences(let right)): return .sequences(left + right)
    case (.questions(let left), .questions(let right)): return .questions(left + right)
    case (.documents(let left), .documents(let right)): return .documents(left + right)
    case (.pairs(let left), .pairs(let right)): return .pairs(left + right)
    case (.triplets(let left), .triplets(let right)): return .triplets(left + right)
    case (.texts(let left), .texts(let right)): return .texts(left + right)
    case (.edits(var left), .edits(let right)):
      left.append(right)
      return .edits(left)
    case (.prose(let left), .prose(let right)): return .prose(left + right)
    default: preconditionFailure("examples of one task are of one kind")
    }
  }

  /// These and more questions without an answer, a share of those that have one; other kinds stay as they are.
  func withForeignPassages(share: Double, seed: UInt64) -> TaskExamples {
    guard case .questions(let examples) = self, share > 0 else { return self }
    return .questions(examples + ForeignPassages(examples).pairs(share: share, seed: seed))
  }

  /// How many questions without an answer there are for each that has one.
  var impossibleShare: Double {
    guard case .questions(let examples) = self else { return 0 }
    let impossible = examples.count(where: \.isImpossible)
    return Double(impossible) / Double(max(1, examples.count - impossible))
  }

  /// How often each label occurs.
  var labelCounts: LabelCounts {
    var counts = LabelCounts()
    switch self {
    case .tokens(let examples): counts.add(examples.map(\.example))
    case .sequences(let examples): counts.add(examples)
    case .documents(let examples): counts.add(examples)
    case .edits(let pairs): for (tag, count) in pairs.tagCounts { counts.add(tag.name, count) }
    case .questions, .pairs, .triplets, .texts, .prose: break
    }
    return counts
  }
}
