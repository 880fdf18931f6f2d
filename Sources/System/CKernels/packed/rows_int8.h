// Activations in eight bits: quantised row by row on the way in, and sums made floats again on the way out.
//
// A row is x = scale * (code - zero) with codes of 0 ... LIMIT that reach from its smallest number to its largest: after GELU, where numbers are
// hardly below zero, that is one bit more than codes of both signs would give. With weights w = s * c the sum over the depth is
//     scale * s * (sum of code * c - zero * sum of c)
#pragma once
#include "../simd/functions.h"
#include "layout.h"

// What is taken off a code to store it, where products want signed numbers.
#ifndef CODE_BIAS
#define CODE_BIAS 0
#endif

typedef uint8_t bytes_of_lanes __attribute__((vector_size(LANES), aligned(1)));

typedef struct {
  float scale;
  // As codes are stored.
  int32_t zero;
} row_end;

// Codes of LANES numbers: rounded to integers, ties to even, by what adding 1.5 * 2^23 leaves in the low bits.
INLINE bytes_of_lanes codes_of(vec x, vec inverse, vec zero) {
  vec code = smaller(larger(multiply_add(x, inverse, zero), splat(0.0f)), splat((float)LIMIT)) + 12582912.0f;
  ivec bits;
  memcpy(&bits, &code, sizeof bits);
  return __builtin_convertvector((bits - CODE_BIAS) & 0xff, bytes_of_lanes);
}

// One row into the lines of its tiles.
INLINE row_end quantize_row(const float *x, int64_t inputs, uint8_t *to) {
  vec low = splat(0), high = splat(0);
  int64_t whole = inputs / LANES * LANES, rest = inputs - whole;
  for (int64_t i = 0; i < whole; i += LANES) {
    vec v = load(x + i);
    low = smaller(low, v);
    high = larger(high, v);
  }
  if (rest) {
    vec v = load_some(x + whole, rest);
    low = smaller(low, v);
    high = larger(high, v);
  }
  float least = -largest_of(-low), range = largest_of(high) - least;
  float inverse = range > 1e-30f ? LIMIT / range : 0;
  int32_t zero = (int32_t)__builtin_rintf(-least * inverse);
  for (int64_t i = 0; i < whole; i += LANES) {
    bytes_of_lanes codes = codes_of(load(x + i), splat(inverse), splat((float)zero));
    memcpy(to + i / line_bytes * tile_bytes + i % line_bytes, &codes, LANES);
  }
  if (rest) {
    bytes_of_lanes codes = codes_of(load_some(x + whole, rest), splat(inverse), splat((float)zero));
    memcpy(to + whole / line_bytes * tile_bytes + whole % line_bytes, &codes, LANES);
  }
  // Codes beyond the depth meet weights that are zero.
  return (row_end){range / LIMIT, zero - CODE_BIAS};
}

TARGET static void pack_rows(const float *x, int64_t ldx, int64_t rows, int64_t inputs, char *to, row_end *ends) {
  int64_t block = depth_tiles(stet_packed_int8, inputs) * tile_bytes;
  for (int64_t i = 0; i < rows; i++)
    ends[i] = quantize_row(
        x + i * ldx, inputs, (uint8_t *)to + i / tile_lines * block + i % tile_lines * line_bytes);
}

// What belongs to the outputs of one panel, before their sums are floats.
typedef struct {
  vec scales[panel_outputs / LANES], bias[panel_outputs / LANES];
  ivec sums[panel_outputs / LANES];
} panel_outcome;

INLINE panel_outcome outcome_of(const char *end, const float *bias, int64_t columns) {
  const panel_end *panel = (const panel_end *)end;
  panel_outcome outcome;
  for (int c = 0; c < panel_outputs / LANES; c++) {
    int64_t left = columns - c * LANES;
    outcome.scales[c] = load(panel->scales + c * LANES);
    memcpy(&outcome.sums[c], panel->sums + c * LANES, sizeof(ivec));
    outcome.bias[c] = bias && left > 0 ? load_some(bias + c * LANES, left < LANES ? left : LANES) : splat(0);
  }
  return outcome;
}

INLINE vec finished(const panel_outcome *outcome, const int32_t *sums, int c, row_end row) {
  ivec sum;
  memcpy(&sum, sums, sizeof sum);
  vec exact = __builtin_convertvector(sum - outcome->sums[c] * row.zero, vec);
  return multiply_add(exact, outcome->scales[c] * row.scale, outcome->bias[c]);
}
