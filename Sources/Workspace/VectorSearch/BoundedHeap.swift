/// Keeps the best elements of a stream, at most `capacity` of them.
///
/// A binary heap with the worst kept element on top: O(log capacity) for an element that is kept, O(1) for others.
struct BoundedHeap<Element: Comparable & Sendable>: Sendable {
  private(set) var elements: [Element] = []
  let capacity: Int

  init(capacity: Int) { self.capacity = max(0, capacity) }

  /// The worst element once the heap is full: only something greater gets in.
  var threshold: Element? { elements.count == capacity ? elements.first : nil }

  /// Offers an element.
  mutating func insert(_ element: Element) {
    if elements.count < capacity {
      elements.append(element)
      siftUp(elements.count - 1)
    } else if let worst = elements.first, element > worst {
      elements[0] = element
      siftDown()
    }
  }

  /// The elements, best first.
  func sorted() -> [Element] { elements.sorted(by: >) }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0, elements[child] < elements[(child - 1) / 2] {
      elements.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while 2 * parent + 1 < elements.count {
      var child = 2 * parent + 1
      if child + 1 < elements.count, elements[child + 1] < elements[child] { child += 1 }
      guard elements[child] < elements[parent] else { return }
      elements.swapAt(child, parent)
      parent = child
    }
  }
}
