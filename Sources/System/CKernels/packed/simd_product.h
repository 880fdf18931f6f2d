// The product of a block by vectors: WORD is a vector of 32-bit lanes, DOT(sum, row, weights) adds to each lane the dot product of a group.
//
// A step of PIECE_ROWS rows and two vectors of outputs keeps its sums in registers while the whole depth passes. Meanwhile a line of a later
// panel is asked for with each group: weights come out of a cache that is too far away to wait for them (an eighth of the time with 128 rows).
// With few rows the processor asks early enough by itself.
#pragma once

// From a step's first vector of weights to its second, and how many steps a panel has.
#if LANES == 16
enum { second_vector = tile_bytes, panel_steps = 1, tile_steps = 1 };
#else
enum { second_vector = 4 * LANES, panel_steps = panel_outputs / (2 * LANES), tile_steps = 16 / (2 * LANES) };
#endif

INLINE void piece(
    int rows, const char *a, const char *panel, int64_t tiles, int32_t *sums, const char *later) {
  WORD sum[PIECE_ROWS][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) sum[i][0] = sum[i][1] = ZERO();
  for (int64_t t = 0; t < tiles; t++, a += tile_bytes, panel += panel_step, later += tile_bytes)
    for (int group = 0; group < tile_lines; group++) {
      const char *line = panel + group * line_bytes;
      if (rows == PIECE_ROWS) __builtin_prefetch(later + group * line_bytes, 0, 1);
      WORD w0 = LOAD_WORDS(line), w1 = LOAD_WORDS(line + second_vector);
#pragma clang loop unroll(full)
      for (int i = 0; i < rows; i++) {
        int32_t numbers;
        memcpy(&numbers, a + i * line_bytes + group * 4, 4);
        WORD row = BROADCAST(numbers);
        sum[i][0] = DOT(sum[i][0], row, w0);
        sum[i][1] = DOT(sum[i][1], row, w1);
      }
    }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
    memcpy(sums + i * panel_outputs, &sum[i][0], sizeof(WORD));
    memcpy(sums + i * panel_outputs + LANES, &sum[i][1], sizeof(WORD));
  }
}

TARGET static void any_piece(
    int64_t rows, const char *a, const char *panel, int64_t tiles, int32_t *sums, const char *later) {
  switch (rows) {
    case 1: piece(1, a, panel, tiles, sums, later); return;
    case 2: piece(2, a, panel, tiles, sums, later); return;
    case 3: piece(3, a, panel, tiles, sums, later); return;
    case 4: piece(4, a, panel, tiles, sums, later); return;
#if PIECE_ROWS == 8
    case 5: piece(5, a, panel, tiles, sums, later); return;
    case 6: piece(6, a, panel, tiles, sums, later); return;
    case 7: piece(7, a, panel, tiles, sums, later); return;
    case 8: piece(8, a, panel, tiles, sums, later); return;
#endif
  }
}

TARGET static void product(
    const char *a, int64_t block, const char *panel, int64_t tiles, int64_t rows, int32_t *sums, const char *next) {
  int64_t half = tiles * tile_bytes;
  for (int step = 0; step < panel_steps; step++)
    for (int64_t row = 0; row < rows; row += PIECE_ROWS) {
      int64_t height = rows - row < PIECE_ROWS ? rows - row : PIECE_ROWS;
      any_piece(
          height, a + row / tile_lines * block + row % tile_lines * line_bytes, panel + step / tile_steps * tile_bytes + step % tile_steps * 2 * second_vector, tiles,
          sums + row * panel_outputs + step * 2 * LANES, next + (row / PIECE_ROWS + step) % 2 * half);
    }
}
