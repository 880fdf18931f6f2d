// Vectors as short codes: a sign for each number to choose candidates by, eight bits for each number to rank these.
//
// A code is made of a vector that was turned by `rotate`, so that no few numbers carry its length (RaBitQ,
// https://arxiv.org/abs/2405.12497). Signs stand in blocks of 64 vectors, [byte of the vector, vector of the block]: bit i % 8 of byte
// i / 8 is 1 where number i is not negative. Nothing needs aligned memory and every dimension from 1 to 65535 may be used; the functions keep
// no state, so any number of threads may call them.
#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
  /// Vectors whose signs stand together.
  stet_code_block = 64,
  /// How often `rotate` mixes.
  stet_code_rounds = 4,
  /// The largest entry of a table of `sums`: four of them fit into a byte.
  stet_code_levels = 63
};

typedef struct {
  /// "avx512", "avx2", "neon", "generic" or "reference".
  const char *name;
  /// Turns a vector in place: an orthogonal map that depends on `signs`, [rounds, dimension] of 1 and -1, alone. O(dimension * log dimension).
  void (*rotate)(float *values, int64_t dimension, const float *signs);
  /// The code of a turned vector: `codes[i] * scale` is nearly values[i], codes of -127 ... 127; `signs[64 * (i / 8)]` gets its bits; and
  /// `factor` times the sum of q[i] * (values[i] < 0 ? -1 : 1) estimates the dot product with any q.
  void (*encode)(
      const float *values, int64_t dimension, int8_t *codes, uint8_t *signs, float *scale, float *factor);
  /// sums[r] = the sum over n < 2 * bytes of tables[16 * n + nibble n of row r], for blocks of 64 rows with `bytes` bytes each; the low nibble
  /// of a byte comes first. Entries are at most `stet_code_levels`, and no sum may exceed 65535.
  void (*sums)(const uint8_t *tables, const uint8_t *signs, int64_t bytes, int64_t blocks, uint16_t *sums);
  /// Appends a key for each row whose score, factors[r] * (sums[r] - offset), is at least `threshold`, and returns how many these are. Keys are
  /// ordered as scores are; of equal scores the smaller row has the greater key. `keys` has room for `count`.
  int64_t (*select)(
      const uint16_t *sums, const float *factors, int64_t count, float offset, float threshold, uint32_t first_row,
      uint64_t *keys);
  /// products[i] = dot(query, rows[i]); the caller sees to it that no sum leaves 32 bits.
  void (*products)(
      const int16_t *query, const int8_t *const *rows, int64_t count, int64_t dimension, int32_t *products);
} stet_code_kernels;

/// All kernels that this processor can run, the plain reference first, the fastest last. Writes at most `capacity`
/// pointers and returns how many there are.
int stet_code_kernels_available(const stet_code_kernels **kernels, int capacity);

/// The fastest kernels for this processor.
const stet_code_kernels *stet_code_kernels_best(void);

/// The row of a key.
static inline uint32_t stet_code_row(uint64_t key) { return ~(uint32_t)key; }

/// The key of a row with a score that is a number.
static inline uint64_t stet_code_key(float score, uint32_t row) {
  union {
    float number;
    uint32_t bits;
  } value = {score};
  // Positive numbers are ordered as their bits are, negative ones the other way round.
  uint32_t ordered = value.bits & 0x80000000u ? ~value.bits : value.bits | 0x80000000u;
  return (uint64_t)ordered << 32 | (uint32_t)~row;
}

#ifdef __cplusplus
}
#endif
