/// A place where a document names somebody or something.
package struct EntityMention: Sendable, Equatable {
  /// The sentence's place in the snapshot.
  package let sentence: Int
  /// Source bytes in the document.
  package let range: Range<Int>
  /// What is written there, without markup, white space as single blanks.
  package let surface: String
  /// What mentions of one name share, see `EntityName`.
  package let key: String
  /// The type that the name has in most places of the document.
  package let type: String
  /// How sure the model is of this mention, 0 to 1.
  package let confidence: Float
}

/// Somebody or something that a document names, with all its mentions.
package struct Entity: Sendable, Equatable {
  /// The fullest form of the name, in the spelling that is most frequent.
  package let name: String
  package let type: String
  /// What its full name has in common in all documents.
  package let key: String
  /// In the order of the text; at least one.
  package let mentions: [EntityMention]

  /// The mean over the mentions.
  package var confidence: Float { mentions.reduce(0) { $0 + $1.confidence } / Float(mentions.count) }
  /// What is written for it, in any of its forms.
  package var keys: Set<String> { Set(mentions.map(\.key)) }
}
