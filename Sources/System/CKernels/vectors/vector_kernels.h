// The body of one table of `stet_vector_kernels`, written once for every vector width.
//
// Before including it define WIDTH (floats of a vector), TARGET (function attributes), HALF(p) (WIDTH half-precision
// numbers at p as a vector), STORE_HALF(p, v) (the reverse), KERNELS (name of the table) and NAME.
#include <string.h>

#include "half.h"
#include "vector_search.h"

typedef float lanes __attribute__((vector_size(WIDTH * 4), aligned(4), may_alias));

TARGET static inline lanes load_full(const float *p) { return *(const lanes *)p; }

TARGET static inline float sum(lanes v) {
  float total = 0;
  for (int i = 0; i < WIDTH; i++) total += v[i];
  return total;
}

#define FULL_TAIL(p) (*(p))
#define HALF_TAIL(p) stet_from_half(*(p))

// One query: four sums hide the latency of the additions, memory is the limit.
// Four queries: every loaded row vector is used four times, two rows at once.
#define DOT(FUNCTION, NUMBER, LOAD, TAIL)                                                                        \
  TARGET static void FUNCTION##_one(const float *q, const NUMBER *rows, int64_t count, int64_t n, float *scores) { \
    for (int64_t r = 0; r < count; r++, rows += n) {                                                             \
      lanes a = {0}, b = {0}, c = {0}, d = {0};                                                                  \
      int64_t i = 0;                                                                                             \
      for (; i + 4 * WIDTH <= n; i += 4 * WIDTH) {                                                               \
        a += load_full(q + i) * LOAD(rows + i);                                                                  \
        b += load_full(q + i + WIDTH) * LOAD(rows + i + WIDTH);                                                  \
        c += load_full(q + i + 2 * WIDTH) * LOAD(rows + i + 2 * WIDTH);                                          \
        d += load_full(q + i + 3 * WIDTH) * LOAD(rows + i + 3 * WIDTH);                                          \
      }                                                                                                          \
      for (; i + WIDTH <= n; i += WIDTH) a += load_full(q + i) * LOAD(rows + i);                                 \
      float total = sum((a + b) + (c + d));                                                                      \
      for (; i < n; i++) total += q[i] * TAIL(rows + i);                                                         \
      scores[r] = total;                                                                                         \
    }                                                                                                            \
  }                                                                                                              \
  TARGET static void FUNCTION##_four(                                                                            \
      const float *q, const NUMBER *rows, int64_t count, int64_t n, float *scores, int64_t ld) {                 \
    for (int64_t r = 0; r < count; r += 2) {                                                                     \
      const NUMBER *x = rows + r * n, *y = r + 1 < count ? x + n : x;                                            \
      lanes s[8] = {{0}};                                                                                        \
      int64_t i = 0;                                                                                             \
      for (; i + WIDTH <= n; i += WIDTH) {                                                                       \
        lanes u = LOAD(x + i), v = LOAD(y + i);                                                                  \
        for (int k = 0; k < 4; k++) {                                                                            \
          lanes w = load_full(q + k * n + i);                                                                    \
          s[k] += w * u;                                                                                         \
          s[4 + k] += w * v;                                                                                     \
        }                                                                                                        \
      }                                                                                                          \
      for (int k = 0; k < 4; k++) {                                                                              \
        float first = sum(s[k]), second = sum(s[4 + k]);                                                         \
        for (int64_t j = i; j < n; j++) {                                                                        \
          first += q[k * n + j] * TAIL(x + j);                                                                   \
          second += q[k * n + j] * TAIL(y + j);                                                                  \
        }                                                                                                        \
        scores[k * ld + r] = first;                                                                              \
        if (r + 1 < count) scores[k * ld + r + 1] = second;                                                      \
      }                                                                                                          \
    }                                                                                                            \
  }                                                                                                              \
  TARGET static void FUNCTION(                                                                                   \
      const float *queries, int64_t query_count, const NUMBER *rows, int64_t count, int64_t dimension,           \
      float *scores, int64_t ld) {                                                                               \
    if (query_count == 4) {                                                                                      \
      FUNCTION##_four(queries, rows, count, dimension, scores, ld);                                              \
      return;                                                                                                    \
    }                                                                                                            \
    for (int64_t k = 0; k < query_count; k++)                                                                    \
      FUNCTION##_one(queries + k * dimension, rows, count, dimension, scores + k * ld);                          \
  }

DOT(dot_f32, float, load_full, FULL_TAIL)
DOT(dot_f16, uint16_t, HALF, HALF_TAIL)

TARGET static void widen(const uint16_t *source, int64_t count, float *destination) {
  int64_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) *(lanes *)(destination + i) = HALF(source + i);
  for (; i < count; i++) destination[i] = stet_from_half(source[i]);
}

TARGET static void narrow(const float *source, int64_t count, uint16_t *destination) {
  int64_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) STORE_HALF(destination + i, load_full(source + i));
  for (; i < count; i++) destination[i] = stet_to_half(source[i]);
}

const stet_vector_kernels KERNELS = {NAME, dot_f32, dot_f16, widen, narrow};
