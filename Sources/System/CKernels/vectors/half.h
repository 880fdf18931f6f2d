// Half precision (IEEE 754 binary16) by bits, the same on every processor.
#pragma once
#include <stdint.h>
#include <string.h>

static inline float stet_from_half(uint16_t half) {
  uint32_t sign = (uint32_t)(half & 0x8000u) << 16, exponent = (half >> 10) & 31u, mantissa = half & 1023u, bits;
  if (exponent == 0) {
    // A subnormal is an integer times 2^-24.
    float magnitude = (float)mantissa * 0x1p-24f;
    return sign ? -magnitude : magnitude;
  }
  if (exponent == 31)
    bits = sign | 0x7F800000u | mantissa << 13 | (mantissa ? 0x400000u : 0);
  else
    bits = sign | (exponent + 112) << 23 | mantissa << 13;
  float value;
  memcpy(&value, &bits, 4);
  return value;
}

static inline uint16_t stet_to_half(float value) {
  uint32_t bits;
  memcpy(&bits, &value, 4);
  uint32_t sign = bits >> 16 & 0x8000u, magnitude = bits & 0x7FFFFFFFu;
  if (magnitude > 0x7F800000u) return (uint16_t)(sign | 0x7E00u | (magnitude >> 13 & 0x3FFu));
  if (magnitude >= 0x477FF000u) return (uint16_t)(sign | 0x7C00u);
  if (magnitude < 0x38800000u) {
    // Adding 1/2 leaves the multiple of 2^-24 in the low bits, rounded by the hardware.
    float shifted;
    memcpy(&shifted, &magnitude, 4);
    shifted += 0.5f;
    memcpy(&bits, &shifted, 4);
    return (uint16_t)(sign | (bits - 0x3F000000u));
  }
  magnitude += 0xFFFu + (magnitude >> 13 & 1u);
  return (uint16_t)(sign | (magnitude - 0x38000000u) >> 13);
}
