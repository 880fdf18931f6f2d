// The order in which a packed product is made, and what happens to its sums; the including file has the product itself.
//
// Rows are packed some hundreds at a time. A panel of weights then stays in the cache while blocks of up to 32 rows pass, and the sums of a block get their
// bias and activation while they are in the first-level cache.
#pragma once

#if IS_AVX512
// GELU with an absolute error under 6e-5, far below what eight bits leave of its result: the normal distribution function is 0 and 1 outside of
// [-4.5, 4.5] and one of 32 parabolas inside, each fitted by reweighted least squares to its part. A table of 32 numbers is two registers, out of
// which an index takes a lane in one step: 8 steps, where a polynomial of the same error takes 13.
static const float gelu_parabolas[3][32] __attribute__((aligned(64))) = {
  {
    0.00000000e+00f, -4.66829352e-03f, 4.01314674e-03f, 1.01702055e-02f, 2.33936273e-02f, 4.87757139e-02f, 9.20565724e-02f, 1.57067612e-01f,
    2.42054433e-01f, 3.36960793e-01f, 4.24689323e-01f, 4.87744510e-01f, 5.17477036e-01f, 5.19372761e-01f, 5.09131014e-01f, 5.01388192e-01f,
    5.00000000e-01f, 4.98611808e-01f, 4.90868956e-01f, 4.80627239e-01f, 4.82522964e-01f, 5.12255549e-01f, 5.75310707e-01f, 6.63039148e-01f,
    7.57945597e-01f, 8.42932403e-01f, 9.07943428e-01f, 9.51224267e-01f, 9.76606369e-01f, 9.89829779e-01f, 9.95986879e-01f, 1.00466824e+00f,
  },
  {
    0.00000000e+00f, -2.18055490e-03f, 1.85545359e-03f, 5.01358556e-03f, 1.23373615e-02f, 2.76134145e-02f, 5.61318696e-02f, 1.03453144e-01f,
    1.72539935e-01f, 2.59874314e-01f, 3.52838129e-01f, 4.31494921e-01f, 4.76332545e-01f, 4.79163468e-01f, 4.50222731e-01f, 4.14886147e-01f,
    3.97795439e-01f, 4.14886147e-01f, 4.50222731e-01f, 4.79163468e-01f, 4.76332545e-01f, 4.31494832e-01f, 3.52838129e-01f, 2.59874403e-01f,
    1.72539935e-01f, 1.03453137e-01f, 5.61318733e-02f, 2.76134107e-02f, 1.23373596e-02f, 5.01358649e-03f, 1.85545359e-03f, -2.18055188e-03f,
  },
  {
    0.00000000e+00f, -2.54034734e-04f, 2.15033884e-04f, 6.20045350e-04f, 1.63422571e-03f, 3.93299386e-03f, 8.63161776e-03f, 1.72447208e-02f,
    3.12889703e-02f, 5.13878576e-02f, 7.60276541e-02f, 1.00573525e-01f, 1.17491245e-01f, 1.18444353e-01f, 9.79507938e-02f, 5.72938472e-02f,
    2.13163043e-10f, -5.72938472e-02f, -9.79508013e-02f, -1.18444346e-01f, -1.17491245e-01f, -1.00573488e-01f, -7.60276541e-02f, -5.13878800e-02f,
    -3.12889703e-02f, -1.72447190e-02f, -8.63161869e-03f, -3.93299339e-03f, -1.63422537e-03f, -6.20045525e-04f, -2.15033884e-04f, 2.54034385e-04f,
  },
};

INLINE __m512 parabola_parts(int power, __m512i index) {
  return _mm512_permutex2var_ps(
      _mm512_load_ps(gelu_parabolas[power]), index, _mm512_load_ps(gelu_parabolas[power] + 16));
}

INLINE vec quick_gelu(vec x) {
  // What adding 1.5 * 2^23 + 16 leaves in the low bits is the number of the part; only five bits of it count.
  vec t = smaller(larger(x, splat(-4.5f)), splat(4.5f)), number = multiply_add(t, splat(3.4442222f), splat(12582928.0f));
  __m512i index;
  memcpy(&index, &number, sizeof index);
  vec part[3];
  for (int power = 0; power < 3; power++) {
    __m512 numbers = parabola_parts(power, index);
    memcpy(&part[power], &numbers, sizeof numbers);
  }
  return x * multiply_add(multiply_add(part[2], t, part[1]), t, part[0]);
}
#else
// The same by one polynomial, where registers are too short for such tables.
INLINE vec quick_gelu(vec x) {
  vec t = smaller(larger(x, splat(-4.5f)), splat(4.5f)), s = t * t;
  vec p = splat(3.000010325e-11f);
  p = multiply_add(p, s, splat(-3.283915252e-09f));
  p = multiply_add(p, s, splat(1.580258256e-07f));
  p = multiply_add(p, s, splat(-4.431686748e-06f));
  p = multiply_add(p, s, splat(8.120973622e-05f));
  p = multiply_add(p, s, splat(-1.036253459e-03f));
  p = multiply_add(p, s, splat(9.580654103e-03f));
  p = multiply_add(p, s, splat(-6.597727104e-02f));
  p = multiply_add(p, s, splat(3.987085745e-01f));
  return x * multiply_add(t, p, splat(0.5f));
}
#endif

INLINE vec quickly_activated(vec x, stet_activation activation) {
  return activation == stet_gelu ? quick_gelu(x) : activated(x, activation);
}

// sums[32][32] = rows x panel, 32-bit integers or floats by the format; rows beyond `rows` are undefined. The tiles of the block's second 16
// rows are `block` bytes after those of the first. `next` is the panel that follows, to have it near by then.
typedef void block_product(
    const char *rows_packed, int64_t block, const char *panel, int64_t tiles, int64_t rows, int32_t *sums,
    const char *next);

INLINE void finish_with(
    const panel_outcome *outcome, const int32_t *sums, const row_end *ends, int64_t rows, int64_t columns, float *y,
    int64_t ldy, stet_activation activation) {
  if (columns == panel_outputs) {
    for (int64_t i = 0; i < rows; i++, sums += panel_outputs, y += ldy)
      for (int c = 0; c < panel_outputs / LANES; c++)
        store(y + c * LANES, quickly_activated(finished(outcome, sums + c * LANES, c, ends[i]), activation));
    return;
  }
  for (int64_t i = 0; i < rows; i++, sums += panel_outputs, y += ldy)
    for (int c = 0; c * LANES < columns; c++) {
      vec v = quickly_activated(finished(outcome, sums + c * LANES, c, ends[i]), activation);
      store_some(y + c * LANES, v, columns - c * LANES < LANES ? columns - c * LANES : LANES);
    }
}

// One loop per activation, so that the choice is made outside of it.
TARGET static void finish(
    const panel_outcome *outcome, const int32_t *sums, const row_end *ends, int64_t rows, int64_t columns, float *y,
    int64_t ldy, stet_activation activation) {
  switch (activation) {
    case stet_identity: finish_with(outcome, sums, ends, rows, columns, y, ldy, stet_identity); return;
    case stet_gelu: finish_with(outcome, sums, ends, rows, columns, y, ldy, stet_gelu); return;
    case stet_gelu_tanh: finish_with(outcome, sums, ends, rows, columns, y, ldy, stet_gelu_tanh); return;
    case stet_relu: finish_with(outcome, sums, ends, rows, columns, y, ldy, stet_relu); return;
    case stet_silu: finish_with(outcome, sums, ends, rows, columns, y, ldy, stet_silu); return;
    case stet_tanh: finish_with(outcome, sums, ends, rows, columns, y, ldy, stet_tanh); return;
  }
}

INLINE void linear_in_blocks(
    stet_packed_format format, block_product *product, const float *x, int64_t ldx, int64_t rows, int64_t inputs,
    const char *packed, const float *bias, int64_t outputs, stet_activation activation, float *y, int64_t ldy,
    void *scratch) {
  int64_t tiles = depth_tiles(format, inputs), block = tiles * tile_bytes, panel = panel_bytes(format, inputs);
  int64_t most = rows_at_once(format, inputs);
  char *packed_rows = (char *)(((uintptr_t)scratch + line_bytes - 1) & ~(uintptr_t)(line_bytes - 1));
  int32_t sums[block_rows * panel_outputs] __attribute__((aligned(64)));
  for (int64_t start = 0; start < rows; start += most, x += most * ldx, y += most * ldy) {
    int64_t count = rows - start < most ? rows - start : most;
    row_end *ends = (row_end *)(packed_rows + ceiling(count, tile_lines) * block);
    pack_rows(x, ldx, count, inputs, packed_rows, ends);
    for (int64_t o = 0; o < outputs; o += panel_outputs) {
      const char *weights = packed + o / panel_outputs * panel;
      int64_t columns = outputs - o < panel_outputs ? outputs - o : panel_outputs;
      const char *next = outputs - o > panel_outputs ? weights + panel : weights;
      panel_outcome outcome = outcome_of(weights + tiles * panel_step, bias ? bias + o : 0, columns);
      for (int64_t row = 0; row < count; row += block_rows) {
        int64_t height = count - row < block_rows ? count - row : block_rows;
        product(packed_rows + row / tile_lines * block, block, weights, tiles, height, sums, next);
        finish(&outcome, sums, ends + row, height, columns, y + row * ldy + o, ldy, activation);
      }
    }
  }
}
