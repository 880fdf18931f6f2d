/// What `MarkdownCollector` knows about the spans that are open.
struct InlineState {
  /// Where the last piece of source of any type ended.
  var cursor = 0
  /// Breaks, as prose, whose place in the source the next piece will tell.
  var pending: [UInt8] = []
  /// Prose ranges of the images in the block.
  var images: [Range<Int>] = []
  var hasImageInLink = false
  /// Where the prose of an open inline code, link, image or HTML element began; `unset` until its first piece.
  var codeStart: Int?
  var linkStart: Int?
  var imageStart: Int?
  var elementStart: Int?
  var isInLink = false
  var isInCode = false
  var imageDepth = 0
  var elementDepth = 0

  /// Forgets what belongs to one block only.
  mutating func startBlock() {
    let cursor = cursor
    self = InlineState()
    self.cursor = cursor
  }
}
