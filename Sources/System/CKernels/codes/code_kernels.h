// The body of one table of `stet_code_kernels`, written once for every vector width.
//
// Before including it define BYTES (bytes of a vector: 16, 32 or 64), TARGET (function attributes), TABLE(p) (the 16 bytes at p in every
// stretch of 16), LOOKUP(table, index) (each byte of a table that an index of 0 to 15 names), KERNELS (name of the table) and NAME.
#include <math.h>
#include <string.h>

#include "vector_codes.h"

typedef uint8_t code_bytes __attribute__((vector_size(BYTES), aligned(1), may_alias));
typedef uint16_t code_pairs __attribute__((vector_size(BYTES), aligned(1), may_alias));

// One stage of butterflies between numbers that are `half` apart; the compiler uses whole vectors where `half` has room for them.
TARGET static inline void butterflies(float *values, int64_t size, int64_t half) {
  for (int64_t start = 0; start < size; start += 2 * half)
    for (int64_t i = start; i < start + half; i++) {
      float a = values[i], b = values[i + half];
      values[i] = a + b;
      values[i + half] = a - b;
    }
}

TARGET static void rotate(float *values, int64_t dimension, const float *signs) {
  int64_t size = 1;
  while (2 * size <= dimension) size *= 2;
  float scale = 1 / sqrtf((float)size);
  for (int round = 0; round < stet_code_rounds; round++, signs += dimension) {
    float *part = round % 2 ? values + dimension - size : values;
    for (int64_t i = 0; i < dimension; i++) values[i] *= signs[i];
    // Constant distances, which the compiler turns into shuffles within a vector.
    if (size >= 2) butterflies(part, size, 1);
    if (size >= 4) butterflies(part, size, 2);
    if (size >= 8) butterflies(part, size, 4);
    if (size >= 16) butterflies(part, size, 8);
    for (int64_t half = 16; half < size; half *= 2) butterflies(part, size, half);
    for (int64_t i = 0; i < size; i++) part[i] *= scale;
  }
}

TARGET static inline void measure(
    const float *values, int64_t dimension, float *largest, float *length, float *absolute) {
  enum { lanes = 16 };
  float most[lanes] = {0}, squares[lanes] = {0}, sizes[lanes] = {0};
  int64_t i = 0;
  for (; i + lanes <= dimension; i += lanes)
    for (int k = 0; k < lanes; k++) {
      float size = fabsf(values[i + k]);
      most[k] = size > most[k] ? size : most[k];
      squares[k] += size * size;
      sizes[k] += size;
    }
  for (int k = 0; i + k < dimension; k++) {
    float size = fabsf(values[i + k]);
    most[k] = size > most[k] ? size : most[k];
    squares[k] += size * size;
    sizes[k] += size;
  }
  *largest = *length = *absolute = 0;
  for (int k = 0; k < lanes; k++) {
    *largest = most[k] > *largest ? most[k] : *largest;
    *length += squares[k];
    *absolute += sizes[k];
  }
}

TARGET static void encode(
    const float *values, int64_t dimension, int8_t *codes, uint8_t *signs, float *scale, float *factor) {
  float largest, length, absolute;
  measure(values, dimension, &largest, &length, &absolute);
  *scale = largest / 127;
  *factor = absolute > 0 ? length / absolute : 0;
  if (*scale > 0)
    for (int64_t i = 0; i < dimension; i++) codes[i] = (int8_t)(int)rintf(values[i] / *scale);
  else
    memset(codes, 0, (unsigned long)dimension);
  for (int64_t i = 0; i < dimension; i += 8) {
    int count = dimension - i < 8 ? (int)(dimension - i) : 8, bits = 0;
    for (int k = 0; k < count; k++) bits |= (values[i + k] >= 0) << k;
    signs[i / 8 * stet_code_block] = (uint8_t)bits;
  }
}

// What two bytes of a row add: four entries, whose sum fits into a byte.
TARGET static inline code_bytes entries(const uint8_t *tables, code_bytes first, code_bytes second) {
  code_bytes low = LOOKUP(TABLE(tables), first & 15) + LOOKUP(TABLE(tables + 16), first >> 4);
  return low + LOOKUP(TABLE(tables + 32), second & 15) + LOOKUP(TABLE(tables + 48), second >> 4);
}

TARGET static void sums(
    const uint8_t *tables, const uint8_t *signs, int64_t bytes, int64_t blocks, uint16_t *sums) {
  static const uint8_t zeros[BYTES];
  for (int64_t block = 0; block < blocks; block++, signs += bytes * stet_code_block)
    for (int part = 0; part < stet_code_block; part += BYTES, sums += BYTES) {
      const uint8_t *row = signs + part;
      // Sums of the rows with even and with odd numbers, in 16 bits.
      code_pairs even = {0}, odd = {0};
      int64_t b = 0;
      for (; b + 2 <= bytes; b += 2, row += 2 * stet_code_block) {
        code_bytes added = entries(
            tables + 32 * b, *(const code_bytes *)row, *(const code_bytes *)(row + stet_code_block));
        even += (code_pairs)added & 255;
        odd += (code_pairs)added >> 8;
      }
      if (b < bytes) {
        uint8_t last[64] = {0};
        memcpy(last, tables + 32 * b, 32);
        code_bytes added = entries(last, *(const code_bytes *)row, *(const code_bytes *)zeros);
        even += (code_pairs)added & 255;
        odd += (code_pairs)added >> 8;
      }
      for (int i = 0; i < BYTES / 2; i++) {
        sums[2 * i] = even[i];
        sums[2 * i + 1] = odd[i];
      }
    }
}

TARGET static int64_t select(
    const uint16_t *sums, const float *factors, int64_t count, float offset, float threshold, uint32_t first_row,
    uint64_t *keys) {
  enum { step = 32 };
  int64_t found = 0, r = 0;
  float scores[step];
  for (; r + step <= count; r += step) {
    int any = 0;
    for (int i = 0; i < step; i++) {
      scores[i] = factors[r + i] * ((float)sums[r + i] - offset);
      any |= scores[i] >= threshold;
    }
    if (!any) continue;
    // Without a branch: a key is always written and kept where it counts.
    for (int i = 0; i < step; i++) {
      keys[found] = stet_code_key(scores[i], first_row + (uint32_t)(r + i));
      found += scores[i] >= threshold;
    }
  }
  for (; r < count; r++) {
    float score = factors[r] * ((float)sums[r] - offset);
    if (score >= threshold) keys[found++] = stet_code_key(score, first_row + (uint32_t)r);
  }
  return found;
}

TARGET static void products(
    const int16_t *query, const int8_t *const *rows, int64_t count, int64_t dimension, int32_t *products) {
  for (int64_t r = 0; r < count; r++) {
    // Rows lie anywhere in memory: the next ones are on their way while this one is read.
    if (r + 4 < count)
      for (int64_t i = 0; i < dimension; i += 64) __builtin_prefetch(rows[r + 4] + i);
    const int8_t *row = rows[r];
    int32_t total = 0;
    for (int64_t i = 0; i < dimension; i++) total += (int32_t)query[i] * row[i];
    products[r] = total;
  }
}

const stet_code_kernels KERNELS = {NAME, rotate, encode, sums, select, products};
