/// Sorts many 64-bit numbers.
///
/// The first numbers' digits come last: an LSD radix sort with 11 bits a pass. O(n), with as much memory again. It takes a tenth of the time of a
/// comparing sort for tens of millions.
package enum RadixSort {
  private static let digitBits = 11

  package static func sort(_ numbers: inout [UInt64]) {
    var other = [UInt64](repeating: 0, count: numbers.count)
    for shift in stride(from: 0, to: UInt64.bitWidth, by: digitBits) {
      if pass(numbers, to: &other, UInt64(shift)) { swap(&numbers, &other) }
    }
  }

  /// Whether anything had to be moved.
  private static func pass(_ numbers: [UInt64], to other: inout [UInt64], _ shift: UInt64) -> Bool {
    let size = 1 << digitBits
    return numbers.withUnsafeBufferPointer { numbers in
      var places = [Int](repeating: 0, count: size)
      return places.withUnsafeMutableBufferPointer { places in
        for number in numbers { places[Int(truncatingIfNeeded: number >> shift) & (size - 1)] += 1 }
        guard !places.contains(numbers.count) else { return false }
        var sum = 0
        for digit in 0..<size { (places[digit], sum) = (sum, sum + places[digit]) }
        other.withUnsafeMutableBufferPointer { other in
          for number in numbers {
            let digit = Int(truncatingIfNeeded: number >> shift) & (size - 1)
            other[places[digit]] = number
            places[digit] += 1
          }
        }
        return true
      }
    }
  }
}
