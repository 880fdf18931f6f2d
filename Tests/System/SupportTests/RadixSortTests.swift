import Support
import TestSupport
import Testing

@Suite struct RadixSortTests {
  @Test func sortingManyNumbersIsSorting() {
    var random = SeededRandom(2)
    for (count, limit) in [(0, UInt64.max), (1, 9), (1000, UInt64.max), (5000, 300), (3000, 1 << 33)] {
      var numbers = (0..<count).map { _ in UInt64.random(in: 0...limit, using: &random) }
      let expected = numbers.sorted()
      RadixSort.sort(&numbers)
      #expect(numbers == expected)
    }
  }
}
