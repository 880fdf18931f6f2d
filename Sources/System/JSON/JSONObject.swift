/// The members of a JSON object in the order of the text, each key once.
///
/// Lookup is a linear scan of a few keys, and O(1) through an index beyond that.
package struct JSONObject: Sendable {
  /// The keys in order.
  package private(set) var keys: [String] = []
  /// The values in the order of `keys`.
  package private(set) var values: [JSONValue] = []
  /// Position of each key; kept only where a scan would be slower.
  private var positions: [ByteKey: Int]?

  /// Below this many keys comparing them one after the other is faster than hashing.
  private static let scanLimit = 12

  /// An empty object.
  package init() {}

  /// The object of `members`; the last one of equal keys wins and stands at the place of the first.
  package init(_ members: some Sequence<(String, JSONValue)>) {
    for (key, value) in members { self[key] = value }
  }

  /// How many members it has.
  package var count: Int { keys.count }
  /// Whether it has no members.
  package var isEmpty: Bool { keys.isEmpty }

  /// The value of `key`; setting nil removes the member, which is O(n).
  package subscript(key: String) -> JSONValue? {
    get { position(of: key).map { values[$0] } }
    set {
      switch (position(of: key), newValue) {
      case (let position?, let value?): values[position] = value
      case (let position?, nil): remove(at: position)
      case (nil, let value?): append(key, value)
      case (nil, nil): break
      }
    }
  }

  /// Makes room for `count` members.
  mutating func reserveCapacity(_ count: Int) {
    keys.reserveCapacity(count)
    values.reserveCapacity(count)
  }

  /// Adds a member whose key is known to be new.
  mutating func append(_ key: String, _ value: JSONValue) {
    positions?[ByteKey(key)] = keys.count
    keys.append(key)
    values.append(value)
    if positions == nil, keys.count > Self.scanLimit { index() }
  }

  private func position(of key: String) -> Int? {
    if let positions { return positions[ByteKey(key)] }
    return keys.firstIndex { ByteKey($0) == ByteKey(key) }
  }

  private mutating func remove(at position: Int) {
    keys.remove(at: position)
    values.remove(at: position)
    if positions != nil { index() }
  }

  private mutating func index() {
    positions = Dictionary(uniqueKeysWithValues: zip(keys.lazy.map(ByteKey.init), keys.indices))
    positions?.reserveCapacity(keys.capacity)
  }
}

/// A key by its bytes.
///
/// Swift finds canonically equivalent strings equal; JSON finds "é" and "e\u{301}" different keys.
private struct ByteKey: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ByteKey, right: ByteKey) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(0xFF as UInt8)
  }
}

extension JSONObject: Equatable {
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
  }
}

extension JSONObject: Sequence {
  /// The members in order.
  package func makeIterator() -> AnyIterator<(key: String, value: JSONValue)> {
    var members = zip(keys, values).makeIterator()
    return AnyIterator { members.next().map { (key: $0, value: $1) } }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
