// Products of two float32 matrices whose factors are rounded to bfloat16 (8 bits of mantissa) and whose sums are float32: what
// training in mixed precision needs (Kalamkar et al., arXiv 1905.12322), many times faster than float32 where the processor has instructions for it.
//
// A factor is [rows, depth]; it may be stored so, row-major, or turned over, as [depth, rows]. Both are packed at each call,
// for the weights change at every step.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One factor: `rows` rows of `depth` numbers.
typedef struct {
  const float *values;
  /// Distance of two rows in memory, in floats.
  int64_t distance;
  /// 0: stored as [rows, depth]; 1: stored as [depth, rows].
  int turned;
} stet_factor;

typedef struct {
  /// "amx", "avx512-bf16" or "reference".
  const char *name;
  /// Bytes of scratch, of any alignment, that a product of these sizes needs.
  size_t (*scratch_size)(int64_t rows, int64_t columns, int64_t depth);
  /// c[rows, columns] = a b^T, where `a` is [rows, depth] and `b` is [columns, depth]; adds to `c` where `adding` is not 0.
  /// `distance` is that of the rows of `c`. Threads may call it at once, each with a scratch of its own.
  void (*multiply)(
      stet_factor a, stet_factor b, int64_t rows, int64_t columns, int64_t depth, float *c, int64_t distance, int adding,
      void *scratch);
} stet_products;

/// What this processor and its system run in hardware, fastest last, without the plain reference; writes at most `capacity` and returns how many.
int stet_products_available(const stet_products **products, int capacity);

/// The same in plain loops, for tests.
extern const stet_products stet_products_reference;

#ifdef __cplusplus
}
#endif
