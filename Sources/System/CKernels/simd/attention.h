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

// softmax(scores * scale) of one row; the last vector may reach into the padding, which ends as zero.
INLINE void softmax(float *scores, int64_t length, float scale) {
  int64_t whole = length / LANES * LANES, rest = length - whole;
  for (int64_t i = length; i < whole + (rest ? LANES : 0); i++) scores[i] = -__builtin_inff();
  int64_t end = whole + (rest ? LANES : 0);
  vec most = load(scores);
  for (int64_t i = LANES; i < end; i += LANES) most = larger(most, load(scores + i));
  vec shift = splat(-largest_of(most) * scale), sum = splat(0);
  for (int64_t i = 0; i < whole; i += LANES) {
    vec e = exponential(multiply_add(load(scores + i), splat(scale), shift));
    store(scores + i, e);
    sum += e;
  }
  float total = sum_of(sum);
  if (rest) {
    store(scores + whole, exponential(multiply_add(load(scores + whole), splat(scale), shift)));
    for (int64_t i = whole; i < length; i++) total += scores[i];
  }
  vec inverse = splat(1.0f / total);
  for (int64_t i = 0; i < end; i += LANES) store(scores + i, load(scores + i) * inverse);
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
      for (int64_t i = 0; i < height; i++) softmax(scores + i * lds, length, scale);
      linear(scores, lds, height, length, values, 0, head_size, stet_identity, out + row * ldo + column, ldo);
    }
  }
}
