// Codes of vectors in plain loops: what the other kernels are tested against.
#include <math.h>

#include "vector_codes.h"

static void transform(float *values, int64_t size) {
  for (int64_t half = 1; half < size; half *= 2)
    for (int64_t i = 0; i < size; i++)
      if (!(i & half)) {
        float a = values[i], b = values[i + half];
        values[i] = a + b;
        values[i + half] = a - b;
      }
  for (int64_t i = 0; i < size; i++) values[i] /= sqrtf((float)size);
}

// Changes signs, then takes a Hadamard transform of as many numbers as a power of two reaches: of the first and of the last, in turn.
static void rotate(float *values, int64_t dimension, const float *signs) {
  int64_t size = 1;
  while (2 * size <= dimension) size *= 2;
  for (int round = 0; round < stet_code_rounds; round++) {
    for (int64_t i = 0; i < dimension; i++) values[i] *= signs[round * dimension + i];
    transform(round % 2 ? values + dimension - size : values, size);
  }
}

static void encode(
    const float *values, int64_t dimension, int8_t *codes, uint8_t *signs, float *scale, float *factor) {
  float largest = 0;
  double length = 0, absolute = 0;
  for (int64_t i = 0; i < dimension; i++) {
    largest = fmaxf(largest, fabsf(values[i]));
    length += (double)values[i] * values[i];
    absolute += fabsf(values[i]);
  }
  *scale = largest / 127;
  *factor = absolute > 0 ? (float)(length / absolute) : 0;
  for (int64_t i = 0; i < dimension; i++) {
    codes[i] = *scale > 0 ? (int8_t)lrintf(values[i] / *scale) : 0;
    if (i % 8 == 0) signs[i / 8 * stet_code_block] = 0;
    signs[i / 8 * stet_code_block] |= (uint8_t)((values[i] >= 0) << i % 8);
  }
}

static void sums(const uint8_t *tables, const uint8_t *signs, int64_t bytes, int64_t blocks, uint16_t *sums) {
  for (int64_t r = 0; r < blocks * stet_code_block; r++) {
    const uint8_t *row = signs + r / stet_code_block * bytes * stet_code_block + r % stet_code_block;
    sums[r] = 0;
    for (int64_t b = 0; b < bytes; b++) {
      uint8_t byte = row[b * stet_code_block];
      sums[r] += tables[32 * b + (byte & 15)] + tables[32 * b + 16 + (byte >> 4)];
    }
  }
}

static int64_t select(
    const uint16_t *sums, const float *factors, int64_t count, float offset, float threshold, uint32_t first_row,
    uint64_t *keys) {
  int64_t found = 0;
  for (int64_t r = 0; r < count; r++) {
    float score = factors[r] * ((float)sums[r] - offset);
    if (score >= threshold) keys[found++] = stet_code_key(score, first_row + (uint32_t)r);
  }
  return found;
}

static void products(
    const int16_t *query, const int8_t *const *rows, int64_t count, int64_t dimension, int32_t *products) {
  for (int64_t r = 0; r < count; r++) {
    int32_t total = 0;
    for (int64_t i = 0; i < dimension; i++) total += (int32_t)query[i] * rows[r][i];
    products[r] = total;
  }
}

const stet_code_kernels stet_code_kernels_reference = {"reference", rotate, encode, sums, select, products};
