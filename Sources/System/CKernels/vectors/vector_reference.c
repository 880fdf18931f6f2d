// Vector search in plain loops: what the other kernels are tested against.
#include "half.h"
#include "vector_search.h"

static void dot_f32(
    const float *queries, int64_t query_count, const float *rows, int64_t count, int64_t dimension, float *scores,
    int64_t ld) {
  for (int64_t q = 0; q < query_count; q++)
    for (int64_t r = 0; r < count; r++) {
      double total = 0;
      for (int64_t i = 0; i < dimension; i++) total += (double)queries[q * dimension + i] * rows[r * dimension + i];
      scores[q * ld + r] = (float)total;
    }
}

static void dot_f16(
    const float *queries, int64_t query_count, const uint16_t *rows, int64_t count, int64_t dimension, float *scores,
    int64_t ld) {
  for (int64_t q = 0; q < query_count; q++)
    for (int64_t r = 0; r < count; r++) {
      double total = 0;
      for (int64_t i = 0; i < dimension; i++)
        total += (double)queries[q * dimension + i] * stet_from_half(rows[r * dimension + i]);
      scores[q * ld + r] = (float)total;
    }
}

static void widen(const uint16_t *source, int64_t count, float *destination) {
  for (int64_t i = 0; i < count; i++) destination[i] = stet_from_half(source[i]);
}

static void narrow(const float *source, int64_t count, uint16_t *destination) {
  for (int64_t i = 0; i < count; i++) destination[i] = stet_to_half(source[i]);
}

const stet_vector_kernels stet_vector_kernels_reference = {"reference", dot_f32, dot_f16, widen, narrow};
