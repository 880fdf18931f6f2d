// What packed products compute, in the plainest form.
#include <math.h>
#include <string.h>

#include "packed_linear.h"

void stet_reference_linear_int8(
    const float *x, int64_t ldx, int64_t rows, int64_t inputs, const int8_t *codes, const float *scales, int32_t limit,
    const float *bias, int64_t outputs, stet_activation activation, float *y, int64_t ldy) {
  for (int64_t i = 0; i < rows; i++) {
    const float *row = x + i * ldx;
    float least = 0, most = 0;
    for (int64_t k = 0; k < inputs; k++) {
      least = row[k] < least ? row[k] : least;
      most = row[k] > most ? row[k] : most;
    }
    float range = most - least, inverse = range > 1e-30f ? (float)limit / range : 0, scale = range / (float)limit;
    float zero = rintf(-least * inverse);
    for (int64_t o = 0; o < outputs; o++) {
      int64_t sum = 0;
      for (int64_t k = 0; k < inputs; k++) {
        float code = fmaf(row[k], inverse, zero);
        code = rintf(code < 0 ? 0 : code > (float)limit ? (float)limit : code);
        sum += ((int64_t)code - (int64_t)zero) * codes[o * inputs + k];
      }
      double value = (double)sum * scale * scales[o] + (bias ? bias[o] : 0);
      y[i * ldy + o] = (float)stet_reference_activate(value, activation);
    }
  }
}

// To the nearest number with 8 bits of mantissa, ties to even.
static double rounded(float value) {
  uint32_t bits;
  memcpy(&bits, &value, 4);
  bits += 0x7fff + (bits >> 16 & 1);
  bits &= 0xffff0000;
  memcpy(&value, &bits, 4);
  return value;
}

void stet_reference_linear_bf16(
    const float *x, int64_t ldx, int64_t rows, int64_t inputs, const float *weights, const float *bias, int64_t outputs,
    stet_activation activation, float *y, int64_t ldy) {
  for (int64_t i = 0; i < rows; i++)
    for (int64_t o = 0; o < outputs; o++) {
      double sum = bias ? bias[o] : 0;
      for (int64_t k = 0; k < inputs; k++) sum += rounded(x[i * ldx + k]) * rounded(weights[o * inputs + k]);
      y[i * ldy + o] = (float)stet_reference_activate(sum, activation);
    }
}
