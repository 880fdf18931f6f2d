// exp, erf, tanh and the activations on vectors. Bounds are absolute unless said otherwise and hold for every finite input.
#pragma once
#include "lanes.h"
#include "transformer_kernels.h"

// exp(x), relative error under 3e-7: x = n ln 2 + r, then the Taylor series to r^7, whose remainder is under 6e-9.
// Below -87 the result is about 1e-38, never a denormal; above 88 it saturates.
INLINE vec exponential(vec x) {
  x = smaller(larger(x, splat(-87.0f)), splat(88.0f));
  const vec shift = splat(12582912.0f);  // 1.5 * 2^23: adding it rounds to an integer in the low mantissa bits
  vec n = multiply_add(x, splat(1.44269504f), shift) - shift;
  // ln 2 in two parts, the first with few enough bits that n times it is exact
  vec r = multiply_add(n, splat(-0.693359375f), x);
  r = multiply_add(n, splat(2.12194440e-4f), r);
  vec p = splat(1.0f / 5040);
  p = multiply_add(p, r, splat(1.0f / 720));
  p = multiply_add(p, r, splat(1.0f / 120));
  p = multiply_add(p, r, splat(1.0f / 24));
  p = multiply_add(p, r, splat(1.0f / 6));
  p = multiply_add(p, r, splat(0.5f));
  p = multiply_add(p, r, splat(1.0f));
  p = multiply_add(p, r, splat(1.0f));
  ivec power = (__builtin_convertvector(n, ivec) + 127) << 23;
  vec scale;
  memcpy(&scale, &power, sizeof scale);
  return p * scale;
}

// erf(t) under 5e-7: t P(t^2) / Q(t^2), fitted by reweighted least squares on [0, 3.925], beyond which erf rounds to 1.
// The factor lifts the last values over 1 before they are cut there: at 1 - 2^-24, 1 + erf(t) would not vanish for large -t.
INLINE vec error_function(vec t) {
  t = smaller(larger(t, splat(-3.925f)), splat(3.925f));
  vec s = t * t;
  vec p = splat(2.030855388e-06f);
  p = multiply_add(p, s, splat(2.874935795e-04f));
  p = multiply_add(p, s, splat(3.876392607e-03f));
  p = multiply_add(p, s, splat(5.308454824e-02f));
  p = multiply_add(p, s, splat(1.929740861e-01f));
  p = multiply_add(p, s, splat(1.128379020e+00f));
  vec q = splat(3.803138073e-05f);
  q = multiply_add(q, s, splat(1.189765982e-03f));
  q = multiply_add(q, s, splat(1.518848471e-02f));
  q = multiply_add(q, s, splat(1.151680873e-01f));
  q = multiply_add(q, s, splat(5.043504682e-01f));
  q = multiply_add(q, s, splat(1.0f));
  return smaller(larger(t * p * reciprocal(q) * 1.00000012f, splat(-1.0f)), splat(1.0f));
}

// tanh(x) = 1 - 2 / (exp(2x) + 1), under 3e-7.
INLINE vec hyperbolic_tangent(vec x) { return 1.0f - 2.0f * reciprocal(exponential(x + x) + 1.0f); }

INLINE vec activated(vec x, stet_activation activation) {
  switch (activation) {
    case stet_identity: return x;
    case stet_gelu: return 0.5f * x * (1.0f + error_function(x * 0.70710678f));
    case stet_gelu_tanh: {
      vec inner = x * 0.79788456f * multiply_add(x * x, splat(0.044715f), splat(1.0f));
      return 0.5f * x * (1.0f + hyperbolic_tangent(inner));
    }
    case stet_relu: return larger(x, splat(0.0f));
    case stet_silu: return x * reciprocal(1.0f + exponential(-x));
    case stet_tanh: return hyperbolic_tangent(x);
  }
  return x;
}

INLINE void activate_with(float *values, int64_t count, stet_activation activation) {
  int64_t i = 0;
  for (; i + LANES <= count; i += LANES) store(values + i, activated(load(values + i), activation));
  if (i < count) store_some(values + i, activated(load_some(values + i, count - i), activation), count - i);
}

INLINE void activate_rows_with(float *y, int64_t ldy, int64_t rows, int64_t columns, stet_activation activation) {
  // Two whole vectors per row are the usual case: without inner loop the processor works on several rows at once.
  if (columns == 2 * LANES) {
    for (int64_t i = 0; i < rows; i++, y += ldy) {
      vec a = activated(load(y), activation), b = activated(load(y + LANES), activation);
      store(y, a);
      store(y + LANES, b);
    }
    return;
  }
  for (int64_t i = 0; i < rows; i++) activate_with(y + i * ldy, columns, activation);
}

// One loop per activation, so that the choice is made outside of it.
TARGET static void activate_rows(
    float *y, int64_t ldy, int64_t rows, int64_t columns, stet_activation activation) {
  switch (activation) {
    case stet_identity: return;
    case stet_gelu: activate_rows_with(y, ldy, rows, columns, stet_gelu); return;
    case stet_gelu_tanh: activate_rows_with(y, ldy, rows, columns, stet_gelu_tanh); return;
    case stet_relu: activate_rows_with(y, ldy, rows, columns, stet_relu); return;
    case stet_silu: activate_rows_with(y, ldy, rows, columns, stet_silu); return;
    case stet_tanh: activate_rows_with(y, ldy, rows, columns, stet_tanh); return;
  }
}

__attribute__((unused)) TARGET static void activate(float *values, int64_t count, stet_activation activation) {
  activate_rows(values, 0, 1, count, activation);
}
