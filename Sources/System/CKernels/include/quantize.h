// Weights in eight bits: a row of numbers is a scale times small integers.
#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Writes `values` as `scale * codes` with codes of -127 ... 127 and returns the scale: of the scales that were tried, some of which cut
/// the largest values, the one with the smallest squared error. 0 for a row of zeros; not a number where a value is not finite.
float stet_quantize_row(const float *values, int64_t count, int8_t *codes);

/// destination[row, i] = scales[row] * codes[row, i]. `codes` and `scales` may be unaligned.
void stet_dequantize_rows(const void *codes, const void *scales, int64_t rows, int64_t columns, float *destination);

/// destination[row, i] = scales[i] * codes[row, i]. `codes` and `scales` may be unaligned.
void stet_dequantize_columns(const void *codes, const void *scales, int64_t rows, int64_t columns, float *destination);

#ifdef __cplusplus
}
#endif
