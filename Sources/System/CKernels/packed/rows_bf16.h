// Activations in bfloat16, rounded on the way in; sums are floats already.
#pragma once
#include <immintrin.h>

#include "../simd/functions.h"
#include "layout.h"

// Rows have nothing that their sums need.
typedef struct {
  char nothing[8];
} row_end;

INLINE __mmask16 lowest(int64_t count) {
  return count >= 16 ? 0xffff : count <= 0 ? 0 : (__mmask16)((1u << count) - 1);
}

TARGET static void pack_rows(const float *x, int64_t ldx, int64_t rows, int64_t inputs, char *to, row_end *ends) {
  (void)ends;
  int64_t block = depth_tiles(stet_packed_bf16, inputs) * tile_bytes;
  for (int64_t i = 0; i < rows; i++) {
    const float *from = x + i * ldx;
    char *line = to + i / tile_lines * block + i % tile_lines * line_bytes;
    for (int64_t k = 0; k < inputs; k += 32, line += tile_bytes) {
      __m512 a = _mm512_maskz_loadu_ps(lowest(inputs - k), from + k);
      __m512 b = _mm512_maskz_loadu_ps(lowest(inputs - k - 16), from + k + 16);
      _mm512_store_si512(line, (__m512i)_mm512_cvtne2ps_pbh(b, a));
    }
  }
}

typedef struct {
  vec bias[panel_outputs / LANES];
} panel_outcome;

INLINE panel_outcome outcome_of(const char *end, const float *bias, int64_t columns) {
  (void)end;
  panel_outcome outcome;
  for (int c = 0; c < panel_outputs / LANES; c++) {
    int64_t left = columns - c * LANES;
    outcome.bias[c] = bias && left > 0 ? load_some(bias + c * LANES, left < LANES ? left : LANES) : splat(0);
  }
  return outcome;
}

INLINE vec finished(const panel_outcome *outcome, const int32_t *sums, int c, row_end row) {
  (void)row;
  return load((const float *)sums) + outcome->bias[c];
}
