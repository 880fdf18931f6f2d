import CKernels
import Tensors
import TestSupport
import Testing

/// Every kernel of decoders, of every instruction set that runs here, against the plain reference, on odd sizes.
@Suite struct DecoderKernelTests {
  @Test(arguments: KernelTesting.names) func rmsNormEqualsReference(name: String) throws {
    let table = try KernelTesting.table(name)
    var random = SeededRandom(31)
    for columns in [1, 7, 16, 33, 64, 90] {
      let rows = Int.random(in: 1...9, using: &random)
      let (x, dy) = (KernelTesting.random(rows * columns, &random), KernelTesting.random(rows * columns, &random))
      let gain = KernelTesting.random(columns, &random)
      let size = (Int64(rows), Int64(columns))
      var (y, dx, dgain) = (x, x, gain)
      var (plainY, plainX, plainGain) = (x, x, gain)
      stet_reference_rms_norm(x, size.0, size.1, gain, 1e-3, &plainY)
      stet_reference_rms_norm_backward(x, gain, dy, size.0, size.1, 1e-3, &plainX, &plainGain)
      table.rms_norm(x, size.0, size.1, gain, 1e-3, &y)
      table.rms_norm_backward(x, gain, dy, size.0, size.1, 1e-3, &dx, &dgain)
      for (a, b) in [(y, plainY), (dx, plainX), (dgain, plainGain)] {
        #expect(KernelTesting.largestDifference(a, b) < 3e-5, "\(rows)x\(columns)")
      }
      var alone = x
      table.rms_norm_backward(x, gain, dy, size.0, size.1, 1e-3, &alone, nil)
      #expect(alone == dx)
    }
  }

  @Test(arguments: KernelTesting.names) func rotationEqualsReferenceAndTurnsBack(name: String) throws {
    let table = try KernelTesting.table(name)
    var random = SeededRandom(32)
    for half in [1, 3, 8, 17, 32] {
      let (rows, heads) = (Int.random(in: 1...5, using: &random), Int64(3))
      let width = 6 * half + 2
      let x = KernelTesting.random(rows * width, &random)
      let sines = KernelTesting.random(rows * half, &random)
      let cosines = sines.map { (1 - $0 * $0).squareRoot() }
      var (result, expected) = (x, x)
      let (count, size, distance) = (Int64(rows), Int64(2 * half), Int64(width))
      stet_reference_rotate(x, distance, count, heads, size, cosines, sines, 1, &expected, distance)
      table.rotate(x, distance, count, heads, size, cosines, sines, 1, &result, distance)
      #expect(
        KernelTesting.largestDifference(result, expected) < 1e-6 && result != x, "\(rows) rows of 3 x \(2 * half)")
      var back = result
      table.rotate(result, distance, count, heads, size, cosines, sines, -1, &back, distance)
      #expect(KernelTesting.largestDifference(back, x) < 1e-5)
    }
  }

  @Test(arguments: KernelTesting.names) func gatedProductEqualsReference(name: String) throws {
    let table = try KernelTesting.table(name)
    var random = SeededRandom(33)
    for activation in [stet_identity, stet_gelu, stet_gelu_tanh, stet_relu, stet_silu, stet_tanh] {
      for inner in [1, 5, 16, 35] {
        let (x, dy) = (KernelTesting.random(3 * 2 * inner, &random), KernelTesting.random(3 * inner, &random))
        var (y, plainY, dx, plainX) = (dy, dy, x, x)
        stet_reference_gated(x, 3, Int64(inner), activation, &plainY)
        stet_reference_gated_backward(x, dy, 3, Int64(inner), activation, &plainX)
        table.gated(x, 3, Int64(inner), activation, &y)
        table.gated_backward(x, dy, 3, Int64(inner), activation, &dx)
        #expect(KernelTesting.largestDifference(y, plainY) < 3e-6 && KernelTesting.largestDifference(dx, plainX) < 5e-6)
      }
    }
  }

  /// Sizes of one case of attention, and its random numbers.
  private struct Case {
    let length: Int
    let keyHeads: Int
    let heads: Int
    let size: Int
    let query: [Float]
    let keyValue: [Float]

    init(_ length: Int, _ random: inout SeededRandom) {
      self.length = length
      keyHeads = Int.random(in: 1...3, using: &random)
      heads = keyHeads * Int.random(in: 1...3, using: &random)
      size = Int.random(in: 1...37, using: &random)
      query = KernelTesting.random(length * heads * size, &random)
      keyValue = KernelTesting.random(length * 2 * keyHeads * size, &random)
    }

    var columns: (query: Int64, key: Int64) { (Int64(heads * size), Int64(keyHeads * size)) }

    func reference(past: Int, mask: [Float]?, maskColumns: Int) -> [Float] {
      var out = [Float](repeating: .nan, count: (length - past) * heads * size)
      keyValue.withUnsafeBufferPointer { keys in
        guard let k = keys.baseAddress else { return }
        stet_reference_causal_attention(
          Array(query[(past * heads * size)...]), columns.query, Int64(length - past), k, k + Int(columns.key),
          2 * columns.key, Int64(past), Int64(heads), Int64(keyHeads), Int64(size), 0.4, mask, Int64(maskColumns), &out,
          columns.query)
      }
      return out
    }

    /// In two parts, the second over the cache of the first, which is copied into a larger one in between.
    func cached(_ table: stet_kernels, past: Int, mask: [Float]?, maskColumns: Int) -> [Float] {
      let (keys, width) = (Int64(keyHeads), Int64(size))
      func room(_ capacity: Int) -> [Float] {
        [Float](repeating: 0, count: table.cache_size(Int64(capacity), keys, width))
      }
      var (small, cache) = (room(length), room(length + 70))
      var out = [Float](repeating: .nan, count: (length - past) * heads * size)
      var scratch = [Float](repeating: .nan, count: table.causal_scratch(Int64(length)))
      keyValue.withUnsafeBufferPointer { all in
        guard let k = all.baseAddress else { return }
        let (distance, second) = (2 * columns.key, k + past * 2 * Int(columns.key))
        table.cache_rows(k, k + Int(columns.key), distance, Int64(past), 0, Int64(length), keys, width, &small)
        table.cache_copy(small, Int64(length), Int64(past), keys, width, &cache, Int64(length + 70))
        table.cache_rows(
          second, second + Int(columns.key), distance, Int64(length - past), Int64(past), Int64(length + 70), keys,
          width, &cache)
      }
      table.causal_attention(
        Array(query[(past * heads * size)...]), columns.query, Int64(length - past), cache, Int64(length + 70),
        Int64(past), Int64(heads), keys, width, 0.4, mask, Int64(maskColumns), &out, columns.query, &scratch)
      return out
    }
  }

  @Test(arguments: KernelTesting.names) func causalAttentionOverACacheEqualsReference(name: String) throws {
    let table = try KernelTesting.table(name)
    var random = SeededRandom(34)
    for length in [1, 2, 7, 16, 31, 33, 64, 65, 130] {
      let sizes = Case(length, &random)
      for past in [0, length / 2, length - 1] {
        let result = sizes.cached(table, past: past, mask: nil, maskColumns: 0)
        let expected = sizes.reference(past: past, mask: nil, maskColumns: 0)
        #expect(
          KernelTesting.largestDifference(result, expected) < 1e-5,
          "\(past) of \(length), \(sizes.heads) x \(sizes.size)")
      }
    }
  }

  @Test(arguments: KernelTesting.names) func aMaskSaysWhichOfTheLastTokensAreSeen(name: String) throws {
    let table = try KernelTesting.table(name)
    var random = SeededRandom(35)
    for length in [6, 20, 70] {
      let (sizes, count, columns) = (Case(length, &random), 4, 6)
      let mask = (0..<count * columns).map { index -> Float in
        // Each row sees its own token.
        index % columns == columns - count + index / columns || Bool.random(using: &random) ? 0 : -.infinity
      }
      let result = sizes.cached(table, past: length - count, mask: mask, maskColumns: columns)
      let expected = sizes.reference(past: length - count, mask: mask, maskColumns: columns)
      #expect(KernelTesting.largestDifference(result, expected) < 1e-5, "length \(length)")
    }
  }

  @Test(arguments: KernelTesting.names) func causalAttentionBackwardEqualsReference(name: String) throws {
    let table = try KernelTesting.table(name)
    var random = SeededRandom(36)
    for length in [1, 2, 7, 17, 33, 64, 65, 100] {
      let sizes = Case(length, &random)
      let dout = KernelTesting.random(length * sizes.heads * sizes.size, &random)
      let (keys, distance) = (Int(sizes.columns.key), 2 * sizes.columns.key)
      let (n, h, kh, d) = (Int64(length), Int64(sizes.heads), Int64(sizes.keyHeads), Int64(sizes.size))
      var scratch = [Float](repeating: .nan, count: table.causal_backward_scratch(n, d))
      var (plainQuery, plainKeys) = (sizes.query, sizes.keyValue)
      var (dquery, dkeys) = (sizes.query, sizes.keyValue)
      sizes.keyValue.withUnsafeBufferPointer { all in
        guard let k = all.baseAddress else { return }
        plainKeys.withUnsafeMutableBufferPointer { to in
          guard let dk = to.baseAddress else { return }
          stet_reference_causal_backward(
            sizes.query, sizes.columns.query, k, k + keys, distance, n, h, kh, d, 0.4, dout, sizes.columns.query,
            &plainQuery, dk, dk + keys)
        }
        dkeys.withUnsafeMutableBufferPointer { to in
          guard let dk = to.baseAddress else { return }
          table.causal_backward(
            sizes.query, sizes.columns.query, k, k + keys, distance, n, h, kh, d, 0.4, dout, sizes.columns.query,
            &dquery, dk, dk + keys, &scratch)
        }
      }
      #expect(KernelTesting.largestDifference(dquery, plainQuery) < 2e-5, "length \(length), \(sizes.heads) heads")
      #expect(KernelTesting.largestDifference(dkeys, plainKeys) < 4e-5, "length \(length), \(sizes.heads) heads")
    }
  }
}
