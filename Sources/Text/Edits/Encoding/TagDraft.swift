/// The tags of a pair while its steps are laid on the source's tokens; the first step at a token wins, the others wait for the next pass.
struct TagDraft {
  private let source: EditableText
  private let target: EditableText
  /// One for each of the source's tokens.
  private(set) var tags: [EditTag]
  /// The tokens that a replacement stands for.
  private(set) var wanted: [(source: EditToken, target: EditToken)?]

  init(_ source: EditableText, _ target: EditableText) {
    (self.source, self.target) = (source, target)
    tags = Array(repeating: .keep, count: source.tokens.count)
    wanted = Array(repeating: nil, count: source.tokens.count)
  }

  /// Lays steps, which cover both texts in order, on the tokens.
  mutating func place(_ steps: [AlignmentStep]) {
    var isInsertionOpen = false
    for (index, step) in steps.enumerated() {
      let next = index + 1 < steps.count ? steps[index + 1] : nil
      switch step {
      case .same(let i, let j), .substitute(let i, let j):
        placeGap(before: i, j, after: index > 0 ? steps[index - 1] : nil)
        if source.tokens[i].text != target.tokens[j].text { placeSubstitution(i, j) }
      case .delete(let i): placeDeletion(i, next)
      case .insert(let j): if !isInsertionOpen { placeInsertion(j, next, steps[..<index]) }
      case .split(let i, let j): placeSplit(i, j)
      case .join(let i, _): set(i, source.isSpaced(i + 1) ? .join : .keep)
      case .close(let i, _): set(i + 1, .delete)
      case .open(let i, let j): placeOpening(i, j)
      case .swap(let i, _): placeSwap(i)
      }
      if case .insert = step { isInsertionOpen = true } else { isInsertionOpen = false }
    }
  }

  private mutating func set(_ i: Int, _ tag: EditTag) { if tags[i] == .keep { tags[i] = tag } }

  /// White space that came, went or was doubled between two tokens that were neighbours before and after.
  private mutating func placeGap(before i: Int, _ j: Int, after last: AlignmentStep?) {
    guard i > 0, j > 0 else { return }
    let doubles = source.hasDoubledSpace(before: i) && target.isSpaced(j) && !target.hasDoubledSpace(before: j)
    guard source.isSpaced(i) != target.isSpaced(j) || doubles else { return }
    switch last {
    case .same(i - 1, j - 1), .substitute(i - 1, j - 1), .split(i - 1, j - 2), .join(i - 2, j - 1),
      .close(i - 3, j - 1), .open(i - 1, j - 3),
      .swap(i - 2, j - 2):
      set(i - 1, source.isSpaced(i) && !doubles ? .join : .space)
    default: break
    }
  }

  private mutating func placeSubstitution(_ i: Int, _ j: Int) {
    guard tags[i] == .keep else { return }
    let (old, new) = (source.tokens[i], target.tokens[j])
    let tag = SubstitutionTag(source: old, target: new).tag
    tags[i] = tag
    if case .replace = tag { wanted[i] = (old, new) }
  }

  private mutating func placeDeletion(_ i: Int, _ next: AlignmentStep?) {
    guard source.tokens[i].isHyphen, source.isGlued(i), case .same(i + 1, let j)? = next, target.isSpaced(j) else {
      set(i, .delete)
      return
    }
    set(i, .dehyphenate)
  }

  /// A text goes behind the token before it; an opening mark, and a sentence's first word, before the one behind it.
  private mutating func placeInsertion(_ j: Int, _ next: AlignmentStep?, _ before: ArraySlice<AlignmentStep>) {
    let text = target.tokens[j].text
    let place = before.reduce(0) { $0 + $1.size.source }
    let isLast = j + 1 == target.tokens.count
    let opens = target.tokens[j].kind == .mark && target.isSpaced(j) && !isLast && !target.isSpaced(j + 1)
    if opens, case .same(place, _)? = next {
      set(place, .prepend(text))
    } else if place > 0 {
      set(place - 1, insertion(j, next, behind: place - 1))
    } else if !tags.isEmpty {
      // What else is new between it and the first token comes in the next pass.
      let isGlued = next?.size.source == 1 && !isLast && !target.isSpaced(j + 1)
      set(0, .prepend(text + (isGlued ? "" : " ")))
    }
  }

  private func insertion(_ j: Int, _ next: AlignmentStep?, behind i: Int) -> EditTag {
    let addition = EditTag.append((target.isSpaced(j) ? " " : "") + target.tokens[j].text)
    guard target.tokens[j].text == "-", target.isGlued(j), i + 1 < source.tokens.count, source.isSpaced(i + 1) else {
      return addition
    }
    // The hyphen joins what stood apart; before a word that is new as well it would join the wrong one.
    return switch next {
    case .same, .substitute: .hyphenate
    default: addition
    }
  }

  private mutating func placeOpening(_ i: Int, _ j: Int) {
    set(i, .replace(target.tokens[j].key + target.tokens[j + 1].text + target.tokens[j + 2].key))
  }

  private mutating func placeSplit(_ i: Int, _ j: Int) {
    guard target.isSpaced(j + 1) else { return placeSubstitution(i, j) }
    let left = target.tokens[j].text.count
    let right = target.tokens[j + 1].text.count
    let place = left <= right ? left : -right
    set(
      i,
      WordTransform.splits.contains(place)
        ? .transform(.split(place)) : .replace(target.tokens[j].key + " " + target.tokens[j + 1].key))
  }

  private mutating func placeSwap(_ i: Int) {
    guard tags[i] == .keep else { return }
    tags[i] = .swap
  }
}
