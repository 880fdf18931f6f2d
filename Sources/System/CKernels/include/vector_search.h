// Scores of vector search: dot products of a few queries with many rows, one table of functions per instruction set.
//
// Rows are contiguous [count, dimension], of float32 or of IEEE 754 half precision. Nothing needs aligned memory and
// every size may be odd or zero. The functions keep no state, so any number of threads may call them.
#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// How many queries one call may score.
enum { stet_vector_queries = 4 };

typedef struct {
  /// "avx512", "avx2", "generic" or "reference".
  const char *name;
  /// scores[q * ld + r] = dot(queries + q * dimension, rows + r * dimension) for q < query_count (1 to 4), r < count.
  void (*dot_f32)(
      const float *queries, int64_t query_count, const float *rows, int64_t count, int64_t dimension, float *scores,
      int64_t ld);
  /// The same over rows in half precision; sums are float32.
  void (*dot_f16)(
      const float *queries, int64_t query_count, const uint16_t *rows, int64_t count, int64_t dimension,
      float *scores, int64_t ld);
  /// Half precision to float32, exact.
  void (*widen)(const uint16_t *source, int64_t count, float *destination);
  /// float32 to half precision, rounding to nearest, ties to even; too large becomes infinity.
  void (*narrow)(const float *source, int64_t count, uint16_t *destination);
} stet_vector_kernels;

/// All kernels that this processor can run, the plain reference first, the fastest last. Writes at most `capacity`
/// pointers and returns how many there are.
int stet_vector_kernels_available(const stet_vector_kernels **kernels, int capacity);

/// The fastest kernels for this processor.
const stet_vector_kernels *stet_vector_kernels_best(void);

#ifdef __cplusplus
}
#endif
