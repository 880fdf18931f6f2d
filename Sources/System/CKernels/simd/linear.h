// Matrix products with weights that were packed once.
//
// Packed weights are panels of PANEL = 2 * LANES outputs; a panel holds, input after input, the weights of its outputs
// side by side, zero beyond the last output. A tile of up to ROWS x PANEL results stays in registers while the whole
// depth passes, so each panel is read once per ROWS rows, from the first-level cache after the first time.
#pragma once
#include "functions.h"

#define PANEL (2 * LANES)
#if LANES == 16
#define ROWS 8
#else
#define ROWS 6
#endif

static size_t packed_size(int64_t outputs, int64_t inputs) {
  return (size_t)((outputs + PANEL - 1) / PANEL * PANEL * inputs);
}

static void pack(
    const void *weights, stet_number number, int64_t outputs, int64_t inputs, float *packed, int64_t first) {
  int64_t size = number == stet_f32 ? 4 : 2;
  // A piece of some rows at a time: the strided writes of one piece stay in the cache.
  enum { piece = 64 };
  float row[piece];
  for (int64_t start = 0; start < inputs; start += piece) {
    int64_t count = inputs - start < piece ? inputs - start : piece;
    for (int64_t o = 0; o < outputs; o++) {
      stet_widen((const char *)weights + (o * inputs + start) * size, number, count, row);
      float *to = packed + ((first + o) / PANEL * inputs + start) * PANEL + (first + o) % PANEL;
      for (int64_t k = 0; k < count; k++) to[k * PANEL] = row[k];
    }
  }
}

// tile[i][0..PANEL] = x[i] * panel (+ bias) for `rows` rows, a constant where this is inlined.
INLINE void tile(
    int rows, const float *x, int64_t ldx, int64_t depth, const float *panel, vec bias0, vec bias1, float *y,
    int64_t ldy, int64_t columns) {
  vec sum[ROWS][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
    sum[i][0] = bias0;
    sum[i][1] = bias1;
  }
  for (int64_t k = 0; k < depth; k++) {
    vec w0 = load(panel), w1 = load(panel + LANES);
    // Two KiB ahead, past the end of a panel into the next one: the processor's own prefetching stops at each page.
    for (int line = 0; line < PANEL; line += 16) __builtin_prefetch(panel + 512 + line);
    panel += PANEL;
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      vec a = splat(x[i * ldx + k]);
      sum[i][0] = multiply_add(a, w0, sum[i][0]);
      sum[i][1] = multiply_add(a, w1, sum[i][1]);
    }
  }
  if (columns == PANEL) {
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      store(y + i * ldy, sum[i][0]);
      store(y + i * ldy + LANES, sum[i][1]);
    }
    return;
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
    store_some(y + i * ldy, sum[i][0], columns < LANES ? columns : LANES);
    if (columns > LANES) store_some(y + i * ldy + LANES, sum[i][1], columns - LANES);
  }
}

TARGET static void any_tile(
    int64_t rows, const float *x, int64_t ldx, int64_t depth, const float *panel, vec b0, vec b1, float *y, int64_t ldy,
    int64_t columns) {
  switch (rows) {
    case 1: tile(1, x, ldx, depth, panel, b0, b1, y, ldy, columns); return;
    case 2: tile(2, x, ldx, depth, panel, b0, b1, y, ldy, columns); return;
    case 3: tile(3, x, ldx, depth, panel, b0, b1, y, ldy, columns); return;
    case 4: tile(4, x, ldx, depth, panel, b0, b1, y, ldy, columns); return;
    case 5: tile(5, x, ldx, depth, panel, b0, b1, y, ldy, columns); return;
    case 6: tile(6, x, ldx, depth, panel, b0, b1, y, ldy, columns); return;
#if ROWS == 8
    case 7: tile(7, x, ldx, depth, panel, b0, b1, y, ldy, columns); return;
    case 8: tile(8, x, ldx, depth, panel, b0, b1, y, ldy, columns); return;
#endif
  }
}

// One panel against all of `rows`, in tiles of nearly equal height: 8 rows are 4 + 4, not 6 + 2.
TARGET static void panel_product(
    const float *x, int64_t ldx, int64_t rows, int64_t depth, const float *panel, const float *bias, int64_t columns,
    float *y, int64_t ldy) {
  vec b0 = splat(0), b1 = splat(0);
  if (bias) {
    b0 = load_some(bias, columns < LANES ? columns : LANES);
    if (columns > LANES) b1 = load_some(bias + LANES, columns - LANES);
  }
  for (int64_t tiles = (rows + ROWS - 1) / ROWS; tiles > 0; tiles--) {
    int64_t height = (rows + tiles - 1) / tiles;
    any_tile(height, x, ldx, depth, panel, b0, b1, y, ldy, columns);
    x += height * ldx;
    y += height * ldy;
    rows -= height;
  }
}

// Rows go in blocks whose inputs fit in half of a second-level cache of 512 KiB.
TARGET static void linear(
    const float *x, int64_t ldx, int64_t rows, int64_t inputs, const float *packed, const float *bias, int64_t outputs,
    stet_activation activation, float *y, int64_t ldy) {
  int64_t block = 65536 / (inputs > 0 ? inputs : 1) / ROWS * ROWS;
  if (block < 4 * ROWS) block = 4 * ROWS;
  for (int64_t row = 0; row < rows; row += block) {
    int64_t height = rows - row < block ? rows - row : block;
    for (int64_t o = 0; o < outputs; o += PANEL) {
      int64_t columns = outputs - o < PANEL ? outputs - o : PANEL;
      float *to = y + row * ldy + o;
      panel_product(
          x + row * ldx, ldx, height, inputs, packed + o * inputs, bias ? bias + o : 0, columns, to, ldy);
      activate_rows(to, ldy, height, columns, activation);
    }
  }
}
