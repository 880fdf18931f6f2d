// A vector of LANES floats in the compiler's vector extension, so that one source serves every width.
//
// The including file defines LANES, TARGET (the function attribute that names the instruction set) and FUSED (1 where
// the instruction set multiplies and adds in one step).
#pragma once
#include <stdint.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline)) TARGET

typedef float vec __attribute__((vector_size(LANES * 4), aligned(4)));
typedef int32_t ivec __attribute__((vector_size(LANES * 4), aligned(4)));

// Subtracting zero changes no float, -0 included, so the compiler leaves only the broadcast.
INLINE vec splat(float value) { return value - (vec){0}; }
INLINE vec load(const float *p) {
  vec v;
  memcpy(&v, p, sizeof v);
  return v;
}
INLINE void store(float *p, vec v) { memcpy(p, &v, sizeof v); }

// The first n lanes, zero in the others; n may be anything from 0 to LANES.
INLINE vec load_some(const float *p, int64_t n) {
  float lanes[LANES] = {0};
  for (int64_t i = 0; i < n; i++) lanes[i] = p[i];
  return load(lanes);
}
INLINE void store_some(float *p, vec v, int64_t n) {
  float lanes[LANES];
  store(lanes, v);
  for (int64_t i = 0; i < n; i++) p[i] = lanes[i];
}

INLINE vec multiply_add(vec a, vec b, vec c) {
#if FUSED
  return __builtin_elementwise_fma(a, b, c);
#else
  return a * b + c;
#endif
}
INLINE vec larger(vec a, vec b) { return __builtin_elementwise_max(a, b); }
INLINE vec smaller(vec a, vec b) { return __builtin_elementwise_min(a, b); }

INLINE float sum_of(vec v) {
  float lanes[LANES], sum = 0;
  store(lanes, v);
  for (int width = LANES / 2; width > 0; width /= 2)
    for (int i = 0; i < width; i++) lanes[i] += lanes[i + width];
  sum = lanes[0];
  return sum;
}
INLINE float largest_of(vec v) {
  float lanes[LANES];
  store(lanes, v);
  for (int width = LANES / 2; width > 0; width /= 2)
    for (int i = 0; i < width; i++) lanes[i] = lanes[i] > lanes[i + width] ? lanes[i] : lanes[i + width];
  return lanes[0];
}
