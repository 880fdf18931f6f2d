/// How often words follow each other in some texts: a back-off model of up to five units.
///
/// The probability of a unit behind a context is what `NGramTable` gives for the longest context, and with what that leaves the probability
/// behind the context without its first unit, down to the frequency of the unit alone; over all units and `unknown` they sum to 1. Immutable; any number of
/// threads may share it.
package struct UnitModel: Sendable {
  let vocabulary: UnitVocabulary
  private let unigrams: UnigramTable
  /// Of two units, of three, and so on.
  private let tables: [NGramTable]

  init(_ vocabulary: UnitVocabulary, _ tables: [NGramTable]) {
    (self.vocabulary, unigrams, self.tables) = (vocabulary, UnigramTable(vocabulary.counts), tables)
  }

  private init(_ vocabulary: UnitVocabulary, _ unigrams: UnigramTable, _ tables: [NGramTable]) {
    (self.vocabulary, self.unigrams, self.tables) = (vocabulary, unigrams, tables)
  }

  /// How many units are looked at together.
  package var order: Int { tables.count + 1 }
  /// How many different units it knows.
  package var unitCount: Int { vocabulary.count }
  /// How many n-grams of two units and more it keeps.
  package var gramCount: Int { tables.reduce(0) { $0 + $1.count } }

  /// The same model that looks at so many units at most; of one it is a list of words by frequency.
  package func limited(to order: Int) -> UnitModel {
    UnitModel(vocabulary, unigrams, Array(tables.prefix(order - 1)))
  }

  /// What follows a context, of which the last `order - 1` units count.
  func distribution(after context: [Int32]) -> Distribution {
    var (layers, share) = ([Distribution.Layer](), 1.0)
    for length in stride(from: min(tables.count, context.count), to: 0, by: -1) {
      let table = tables[length - 1]
      guard let followers = table.followers(of: GramKey.context(context.suffix(length))) else { continue }
      layers.append(Distribution.Layer(table: table, followers: followers, share: share))
      share *= followers.rest
    }
    return Distribution(layers: layers, unigrams: unigrams, rest: share)
  }

  /// How likely each unit comes next.
  struct Distribution {
    /// A context that is known, and how much of the probability it gives out.
    fileprivate struct Layer {
      let table: NGramTable
      let followers: NGramTable.Followers
      let share: Double
    }

    fileprivate let layers: [Layer]
    fileprivate let unigrams: UnigramTable
    /// The share of the frequencies.
    fileprivate let rest: Double

    /// How likely it is one of these.
    func probability(in ids: Range<Int32>) -> Double {
      layers.reduce(rest * unigrams.probability(in: ids)) { sum, layer in
        layer.table.places(of: layer.followers, in: ids).reduce(sum) {
          $0 + layer.share * layer.table.share(at: $1, layer.followers)
        }
      }
    }

    /// The likeliest units of a range, at most `count`, of equal ones the smaller number first.
    ///
    /// O(followers in the range).
    func best(_ count: Int, in ids: Range<Int32>) -> [Candidate] {
      var known: [Candidate] = []
      for layer in layers {
        let places = layer.table.places(of: layer.followers, in: ids)
        known = Self.sum(
          known,
          places.map {
            Candidate(layer.table.units[$0], layer.share * layer.table.share(at: $0, layer.followers))
          })
      }
      // A unit that no context knows has nothing but its frequency.
      let frequent = unigrams.best(count, in: ids).sorted().map { Candidate($0, 0) }
      var best: [Candidate] = []
      for item in Self.sum(known, frequent) {
        let candidate = Candidate(item.id, item.probability + rest * unigrams.probability(of: item.id))
        if best.count == count, candidate.probability <= best[count - 1].probability { continue }
        best.insert(candidate, at: best.firstIndex { $0.probability < candidate.probability } ?? best.count)
        if best.count > count { best.removeLast() }
      }
      return best
    }

    /// Two lists in the order of their units as one, with the sums of what both have.
    private static func sum(_ a: [Candidate], _ b: [Candidate]) -> [Candidate] {
      if a.isEmpty { return b }
      var (result, i, j) = ([Candidate](), 0, 0)
      result.reserveCapacity(a.count + b.count)
      while i < a.count || j < b.count {
        if j == b.count || (i < a.count && a[i].id < b[j].id) {
          result.append(a[i])
          i += 1
        } else if i == a.count || b[j].id < a[i].id {
          result.append(b[j])
          j += 1
        } else {
          result.append(Candidate(a[i].id, a[i].probability + b[j].probability))
          (i, j) = (i + 1, j + 1)
        }
      }
      return result
    }
  }

  /// A unit that may come next.
  struct Candidate: Equatable {
    let id: Int32
    let probability: Double

    init(_ id: Int32, _ probability: Double) { (self.id, self.probability) = (id, probability) }
  }
}
