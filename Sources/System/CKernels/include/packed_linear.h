// Linear layers whose weights were packed once in fewer than 32 bits: what serves a person at the keyboard.
//
// - int8: a weight is a code of -127 ... 127 times the scale of its row, as bundles in eight bits store them, so packing loses nothing. A row of
//   activations becomes codes of 0 ... `limit` with a scale and a zero of its own, at each call. Sums are exact integers, so that
//   all kernels with the same limit agree to the last bit before the activation.
// - bfloat16: weights and activations are rounded to 8 bits of mantissa, sums are float32.
//
// `x` is [rows, inputs], `y` is [rows, outputs], row-major; `ldx` and `ldy` are the distances of two rows in floats. A weight matrix is
// [outputs, inputs]. Kernels keep no state, so any number of threads may call them, each with a scratch of its own.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "transformer_kernels.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { stet_packed_int8 = 0, stet_packed_bf16 } stet_packed_format;

typedef struct {
  /// "amx-int8", "avx512-vnni", "avx-vnni", "avx2-int8", "neon-dotprod", "amx-bf16", "avx512-bf16".
  const char *name;
  stet_packed_format format;
  /// The largest code of an activation in eight bits: 255, or 127 where sums of two products have 16 bits.
  int32_t limit;
  /// y = activation(x * weights^T + bias). `packed` is aligned to 64 bytes, `scratch` may have any alignment; `bias` may be null.
  void (*linear)(
      const float *x, int64_t ldx, int64_t rows, int64_t inputs, const void *packed, const float *bias, int64_t outputs,
      stet_activation activation, float *y, int64_t ldy, void *scratch);
} stet_packed_kernels;

/// What this processor and its system run of a format, fastest last; writes at most `capacity` and returns how many.
int stet_packed_available(stet_packed_format format, const stet_packed_kernels **kernels, int capacity);

/// What serves: the fastest that is faster than float32 here; null for none.
const stet_packed_kernels *stet_packed_best(stet_packed_format format);

/// Bytes of a packed matrix. Every kernel of a format reads the same bytes.
size_t stet_packed_size(stet_packed_format format, int64_t outputs, int64_t inputs);

/// Bytes of scratch that a call with at most so many rows needs.
size_t stet_packed_scratch(stet_packed_format format, int64_t rows, int64_t inputs);

/// A matrix of more inputs does not fit: its sums could pass 31 bits.
enum { stet_packed_largest_inputs = 1 << 15 };

/// Writes codes with the scale of each row, which may be unaligned, into `packed` as its outputs `first ..< first + outputs`; several calls
/// lay matrices that share an input side by side. `packed` must be zero before the first call.
void stet_pack_int8(
    const int8_t *codes, const void *scales, int64_t outputs, int64_t inputs, void *packed, int64_t first);

/// The same with numbers that are rounded to bfloat16.
void stet_pack_bf16(const float *weights, int64_t outputs, int64_t inputs, void *packed, int64_t first);

// Plain loops that say what the kernels compute; tests compare with them.
void stet_reference_linear_int8(
    const float *x, int64_t ldx, int64_t rows, int64_t inputs, const int8_t *codes, const float *scales, int32_t limit,
    const float *bias, int64_t outputs, stet_activation activation, float *y, int64_t ldy);
void stet_reference_linear_bf16(
    const float *x, int64_t ldx, int64_t rows, int64_t inputs, const float *weights, const float *bias, int64_t outputs,
    stet_activation activation, float *y, int64_t ldy);

#ifdef __cplusplus
}
#endif
