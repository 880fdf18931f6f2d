// Self-attention whose products are of bfloat16: for layers whose weights have fewer than 32 bits anyway.
//
// Queries, keys, values and probabilities are rounded to 8 bits of mantissa, sums, maxima and the softmax are float32. Each result lies within
// 2^-6 of the largest value of its head from `stet_reference_attention` where scores are of usual size.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  /// "avx512-bf16".
  const char *name;
  /// The size of a head is a multiple of this.
  int64_t head_step;
  /// Floats of scratch that a sequence of this length needs.
  size_t (*scratch)(int64_t length, int64_t head_size);
  /// As `attention` of `stet_kernels`.
  void (*attention)(
      const float *q, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads, int64_t head_size,
      float scale, float *out, int64_t ldo, float *scratch);
} stet_reduced_attention;

/// What this processor runs; null for none.
const stet_reduced_attention *stet_reduced_attention_available(void);

/// What serves: null where float32 is as fast.
const stet_reduced_attention *stet_reduced_attention_best(void);

#ifdef __cplusplus
}
#endif
