/// Puts mentions of the same entity together.
///
/// Mentions with one key are one entity. A person's name of one word belongs to the longer name that ends or begins with it, where the
/// document has exactly one such: "Ada Lovelace", then "Lovelace".
struct EntityGrouping {
  /// In the order of the first mentions.
  let entities: [Entity]

  /// - Parameter mentions: in the order of the text.
  init(_ mentions: [EntityMention]) {
    let fullNames = Self.fullNames(mentions)
    var order: [String] = []
    var groups: [String: [EntityMention]] = [:]
    for mention in mentions {
      let key = fullNames[mention.key] ?? mention.key
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(mention)
    }
    entities = order.compactMap { key in groups[key].map { Self.entity($0, key) } }
  }

  /// The longer name that a person's name of one word stands for, by keys.
  private static func fullNames(_ mentions: [EntityMention]) -> [String: String] {
    let people = Set(mentions.filter { $0.type == EntityType.person }.map(\.key))
    var endings: [Substring: Set<String>] = [:]
    var beginnings: [Substring: Set<String>] = [:]
    for key in people {
      let words = key.split(separator: " ")
      guard words.count > 1, let first = words.first, let last = words.last else { continue }
      endings[last, default: []].insert(key)
      beginnings[first, default: []].insert(key)
    }
    var names: [String: String] = [:]
    for key in people where !key.contains(" ") {
      let candidates = endings[key[...]] ?? beginnings[key[...]] ?? []
      if candidates.count == 1 { names[key] = candidates.first }
    }
    return names
  }

  private static func entity(_ mentions: [EntityMention], _ key: String) -> Entity {
    var counts: [String: Int] = [:]
    for mention in mentions where mention.key == key { counts[mention.surface, default: 0] += 1 }
    let name = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    let type = mentions.first { $0.key == key }?.type
    return Entity(name: name ?? mentions[0].surface, type: type ?? mentions[0].type, key: key, mentions: mentions)
  }
}
