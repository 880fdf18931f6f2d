// Stored numbers to float32, by bits, so that every processor agrees.
#include <string.h>

#include "transformer_kernels.h"

static float from_bits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, 4);
  return value;
}

// IEEE 754 half precision. A subnormal is an integer times 2^-24.
static float from_half(uint16_t half) {
  uint32_t sign = (uint32_t)(half & 0x8000u) << 16, exponent = (half >> 10) & 31u, mantissa = half & 1023u;
  if (exponent == 31) return from_bits(sign | 0x7F800000u | mantissa << 13);
  if (exponent) return from_bits(sign | (exponent + 112) << 23 | mantissa << 13);
  float magnitude = (float)mantissa * 5.9604644775390625e-8f;
  return sign ? -magnitude : magnitude;
}

void stet_widen(const void *source, stet_number number, int64_t count, float *destination) {
  if (number == stet_f32) {
    if (count > 0) memcpy(destination, source, (size_t)count * 4);
    return;
  }
  const unsigned char *bytes = source;
  for (int64_t i = 0; i < count; i++) {
    uint16_t bits = (uint16_t)(bytes[2 * i] | bytes[2 * i + 1] << 8);
    destination[i] = number == stet_f16 ? from_half(bits) : from_bits((uint32_t)bits << 16);
  }
}

void stet_accumulate(const float *in, int64_t count, float *out) {
  for (int64_t i = 0; i < count; i++) out[i] += in[i];
}
