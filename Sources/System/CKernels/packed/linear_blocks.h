// The order in which a packed product is made, and what happens to its sums; the including file has the product itself.
//
// Rows are packed some hundreds at a time. A panel of weights then stays in the cache while blocks of up to 32 rows pass, and the sums of a block get their
// bias and activation while they are in the first-level cache.
#pragma once

// GELU with an absolute error under 6e-5, far below what eight bits leave of its result, in half the operations: the normal distribution function is
// a polynomial on [-4.5, 4.5], fitted by reweighted least squares, and 0 and 1 outside.
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
