/// The commands of `workspace/executeCommand`; `protocol/README.md` has their arguments.
enum StetCommand: String, CaseIterable, Sendable {
  /// Takes a word into the user's or the project's word list.
  case addToDictionary = "stet.addToDictionary"
  /// Puts a replacement into a document, for clients whose code actions cannot carry edits.
  case replace = "stet.replace"
  /// Lets a finding stand, here and wherever the same sentence is.
  case letStand = "stet.letStand"
  /// Applies every safe fix of a document.
  case fixAll = "stet.fixAll"
  /// Brings the workspace's index of similar documents up to date.
  case index = "stet.index"
  /// Gives the passages that are similar to the paragraph at a position.
  case showSimilar = "stet.showSimilar"
  /// A suggestion was accepted: what may follow it is computed in advance.
  case suggestionAccepted = "stet.suggestionAccepted"
  /// Marks a range of a document for a head of the user's own, and teaches the head.
  case teach = "stet.teach"
}
