import Edits

/// Words written as they sound: "recieve", "definately", "seperate".
struct SoundAlikes: MistakeKind {
  let name = "phonetic"

  private static let patterns: [(right: String, wrong: String)] = {
    let pairs =
      "ie ei,ei ie,able ible,ible able,ance ence,ence ance,ant ent,ent ant,tion sion,sion tion,ph f,ar er,er ar,or er,ery ary,ary ery,ss s,ll l,tt t,rr r,"
      + "mm m,nn n,pp p,cc c,ff f,ous us,ough uff,ght gt,kn n,sc s,ite ate,ise ize,que k,eous ious,ally aly,ely ly,ful full,less les,ea ee,ee ea,ai a,ou u,"
      + "ui i,y i,c s,ate ite,ei i,dge ge,mn m,wh w,th t,e i,a e,i e"
    return pairs.split(separator: ",").map { pair in
      let parts = pair.split(separator: " ").map(String.init)
      return (parts[0], parts[1])
    }
  }()

  func mistake(in text: EditableText, at index: Int, _ random: inout MistakeRandom) -> TextReplacement? {
    let word = text.word(index)
    guard word.count > 4, word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
    let found = Self.patterns.filter { word.dropFirst().contains($0.right) }
    guard let pattern = random.pick(found), let range = word.dropFirst().ranges(of: pattern.right).last else {
      return nil
    }
    return text.writing(word.replacingCharacters(range, with: pattern.wrong), at: index)
  }
}
