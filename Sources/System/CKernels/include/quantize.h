// Weights in eight and in four bits: a row of numbers, or some neighbours in it, is a scale times small integers.
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

/// How many neighbours of a row share a scale in four bits.
enum { stet_group = 64 };

/// Writes `stet_group` values as `scale * codes` with codes of -8 ... 7, two in a byte, the first in the lower half, each 8 too large. Returns
/// the scale, which half precision holds exactly: of those that were tried, the one with the smallest squared error. Not a number where a
/// value is not finite, or too large for half precision.
float stet_quantize_group(const float *values, uint8_t *codes);

/// The rows [rows, columns] that four bits and scales in half precision [rows, columns / stet_group] stand for. Neither needs to be aligned.
void stet_dequantize_groups(const void *codes, const void *scales, int64_t rows, int64_t columns, float *destination);

/// Writes each row as a scale times codes of -127 ... 127, its largest number at 127: a few times faster than `stet_quantize_row`.
void stet_quantize_rows_plainly(const float *values, int64_t rows, int64_t columns, int8_t *codes, float *scales);

#ifdef __cplusplus
}
#endif
