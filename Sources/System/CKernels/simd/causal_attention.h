// Attention of tokens to those before them, over keys and values that are kept in the layout of the tiles.
//
// The cache of a layer holds, key head after key head, panels of keys (as `pack_keys` writes them), then panels of values whose distance
// is that of the capacity; so appending a token touches its own numbers only, and every product runs on the tiles of linear.h. Several
// query heads may share a key head (grouped-query attention: Ainslie et al., arXiv 2305.13245).
#pragma once
#include "attention.h"

INLINE int64_t keys_size(int64_t capacity, int64_t head_size) { return padded(capacity) * head_size; }
INLINE int64_t values_size(int64_t capacity, int64_t head_size) { return padded(head_size) * capacity; }

TARGET static size_t cache_size(int64_t capacity, int64_t heads, int64_t head_size) {
  return (size_t)(heads * (keys_size(capacity, head_size) + values_size(capacity, head_size)));
}

// Where the values begin in a cache.
INLINE int64_t values_start(int64_t capacity, int64_t heads, int64_t head_size) {
  return heads * keys_size(capacity, head_size);
}

// Writes the keys and values of the rows `first ..< first + count`.
TARGET static void cache_rows(
    const float *k, const float *v, int64_t ld, int64_t count, int64_t first, int64_t capacity, int64_t heads,
    int64_t head_size, float *cache) {
  float *keys = cache, *values = cache + values_start(capacity, heads, head_size);
  for (int64_t head = 0; head < heads; head++) {
    for (int64_t row = 0; row < count; row++) {
      const float *from = k + row * ld + head * head_size, *value = v + row * ld + head * head_size;
      float *to = keys + (first + row) / PANEL * PANEL * head_size + (first + row) % PANEL;
      for (int64_t d = 0; d < head_size; d++) to[d * PANEL] = from[d];
      for (int64_t start = 0; start < head_size; start += PANEL) {
        int64_t columns = head_size - start < PANEL ? head_size - start : PANEL;
        float *panel = values + start * capacity + (first + row) * PANEL;
        memcpy(panel, value + start, sizeof(float) * (size_t)columns);
        if (columns < PANEL) memset(panel + columns, 0, sizeof(float) * (size_t)(PANEL - columns));
      }
    }
    keys += keys_size(capacity, head_size);
    values += values_size(capacity, head_size);
  }
}

// Copies the first `count` rows into a cache of another capacity.
TARGET static void cache_copy(
    const float *from, int64_t from_capacity, int64_t count, int64_t heads, int64_t head_size, float *to,
    int64_t to_capacity) {
  const float *values = from + values_start(from_capacity, heads, head_size);
  float *to_values = to + values_start(to_capacity, heads, head_size);
  for (int64_t head = 0; head < heads; head++) {
    memcpy(
        to + head * keys_size(to_capacity, head_size), from + head * keys_size(from_capacity, head_size),
        sizeof(float) * (size_t)keys_size(count, head_size));
    for (int64_t start = 0; start < head_size; start += PANEL)
      memcpy(
          to_values + head * values_size(to_capacity, head_size) + start * to_capacity,
          values + head * values_size(from_capacity, head_size) + start * from_capacity,
          sizeof(float) * (size_t)(count * PANEL));
  }
}

// y[rows, columns] = x[rows, depth] * values, whose panels are `distance` floats apart.
INLINE void mix(
    const float *x, int64_t ldx, int64_t rows, int64_t depth, const float *values, int64_t distance, int64_t columns,
    float *y, int64_t ldy) {
  for (int64_t start = 0; start < columns; start += PANEL, values += distance)
    panel_product(
        x, ldx, rows, depth, values, 0, columns - start < PANEL ? columns - start : PANEL, y + start, ldy);
}

// softmax(scores * scale) over the first `visible` of `width` numbers, zero in the others.
INLINE void causal_softmax(float *scores, int64_t visible, int64_t width, float scale) {
  softmax(scores, visible, scale);
  for (int64_t i = visible; i < width; i++) scores[i] = 0;
}

TARGET static size_t causal_scratch(int64_t slots) { return (size_t)(QUERY_BLOCK * padded(slots)); }

TARGET static void causal_attention(
    const float *q, int64_t ldq, int64_t count, const float *cache, int64_t capacity, int64_t past, int64_t heads,
    int64_t key_heads, int64_t head_size, float scale, const float *mask, int64_t mask_columns, float *out, int64_t ldo,
    float *scratch) {
  const float *all_values = cache + values_start(capacity, key_heads, head_size);
  int64_t slots = past + count, lds = padded(slots);
  for (int64_t head = 0; head < heads; head++) {
    int64_t column = head * head_size, shared = head / (heads / key_heads);
    const float *keys = cache + shared * keys_size(capacity, head_size);
    const float *values = all_values + shared * values_size(capacity, head_size);
    for (int64_t row = 0; row < count; row += QUERY_BLOCK) {
      int64_t height = count - row < QUERY_BLOCK ? count - row : QUERY_BLOCK;
      int64_t width = mask ? slots : past + row + height;
      linear(
          q + row * ldq + column, ldq, height, head_size, keys, 0, padded(width), stet_identity, scratch, lds);
      for (int64_t i = 0; i < height; i++) {
        float *scores = scratch + i * lds;
        if (mask)
          for (int64_t j = 0; j < mask_columns; j++) scores[slots - mask_columns + j] += mask[(row + i) * mask_columns + j];
        causal_softmax(scores, mask ? slots : past + row + i + 1, width, scale);
      }
      mix(scratch, lds, height, width, values, capacity * PANEL, head_size, out + row * ldo + column, ldo);
    }
  }
}
