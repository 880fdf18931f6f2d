// Self-attention of one sequence, head after head, on the tiles of linear.h.
//
// The keys of a head are packed as weights [length outputs, head_size inputs], its values as weights
// [head_size outputs, length inputs]. Queries pass in blocks, so that the scores of a block stay in the cache.
#pragma once
#include "linear.h"

#define QUERY_BLOCK (8 * ROWS)

INLINE int64_t padded(int64_t count) { return (count + PANEL - 1) / PANEL * PANEL; }

TARGET static size_t attention_scratch(int64_t length, int64_t head_size) {
  return (size_t)(padded(length) * head_size + padded(head_size) * length + QUERY_BLOCK * padded(length));
}

// Keys of one head [length, head_size] into panels of `length` outputs; unused outputs are zero.
TARGET static void pack_keys(const float *k, int64_t ld, int64_t length, int64_t head_size, float *packed) {
  for (int64_t start = 0; start < length; start += PANEL, packed += PANEL * head_size) {
    int64_t count = length - start < PANEL ? length - start : PANEL;
    if (count < PANEL) memset(packed, 0, sizeof(float) * (size_t)(PANEL * head_size));
    for (int64_t j = 0; j < count; j++) {
      const float *from = k + (start + j) * ld;
      // As vectors these would be scattered stores, which are slower than plain ones.
#pragma clang loop vectorize(disable) unroll_count(8)
      for (int64_t d = 0; d < head_size; d++) packed[d * PANEL + j] = from[d];
    }
  }
}

// Values of one head [length, head_size] into panels of `head_size` outputs: copies of pieces of rows.
TARGET static void pack_values(const float *v, int64_t ld, int64_t length, int64_t head_size, float *packed) {
  for (int64_t start = 0; start < head_size; start += PANEL) {
    int64_t count = head_size - start < PANEL ? head_size - start : PANEL;
    for (int64_t j = 0; j < length; j++, packed += PANEL) {
      const float *from = v + j * ld + start;
      if (count == PANEL) {
        store(packed, load(from));
        store(packed + LANES, load(from + LANES));
      } else {
        store(packed, load_some(from, count < LANES ? count : LANES));
        store(packed + LANES, load_some(from + LANES, count > LANES ? count - LANES : 0));
      }
    }
  }
}

// Turns a row into exp(scores * scale - their largest) and returns 1 / the sum of that. The last vector may reach into the padding, which ends
// as less than 2e-38 and so does not count in the sum.
INLINE float exponentials(float *scores, int64_t length, float scale) {
  int64_t end = (length + LANES - 1) / LANES * LANES;
  for (int64_t i = length; i < end; i++) scores[i] = -__builtin_inff();
  vec most = load(scores);
  for (int64_t i = LANES; i < end; i += LANES) most = larger(most, load(scores + i));
  vec shift = splat(-largest_of(most) * scale), sum = splat(0);
  for (int64_t i = 0; i < end; i += LANES) {
    vec e = exponential(multiply_add(load(scores + i), splat(scale), shift));
    store(scores + i, e);
    sum += e;
  }
  return 1.0f / sum_of(sum);
}

INLINE void multiply_row(float *row, int64_t count, float factor) {
  int64_t i = 0;
  for (; i + LANES <= count; i += LANES) store(row + i, load(row + i) * factor);
  for (; i < count; i++) row[i] *= factor;
}

// softmax(scores * scale) of one row.
INLINE void softmax(float *scores, int64_t length, float scale) {
  multiply_row(scores, length, exponentials(scores, length, scale));
}

TARGET static void attention(
    const float *q, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads, int64_t head_size,
    float scale, float *out, int64_t ldo, float *scratch) {
  float *keys = scratch, *values = keys + padded(length) * head_size;
  float *scores = values + padded(head_size) * length;
  int64_t lds = padded(length);
  for (int64_t head = 0; head < heads; head++) {
    int64_t column = head * head_size;
    pack_keys(k + column, ld, length, head_size, keys);
    pack_values(v + column, ld, length, head_size, values);
    for (int64_t row = 0; row < length; row += QUERY_BLOCK) {
      int64_t height = length - row < QUERY_BLOCK ? length - row : QUERY_BLOCK;
      linear(q + row * ld + column, ld, height, head_size, keys, 0, lds, stet_identity, scores, lds);
      // The rows are divided by their sums at the end: so no row waits for its own sum, nor the next one for it.
      float inverse[QUERY_BLOCK];
      for (int64_t i = 0; i < height; i++) inverse[i] = exponentials(scores + i * lds, length, scale);
      float *to = out + row * ldo + column;
      linear(scores, lds, height, length, values, 0, head_size, stet_identity, to, ldo);
      for (int64_t i = 0; i < height; i++) multiply_row(to + i * ldo, head_size, inverse[i]);
    }
  }
}
