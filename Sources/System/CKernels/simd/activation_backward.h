// Derivatives of the activations, multiplied by the gradient that arrives from behind.
#pragma once
#include "functions.h"

// `v` where x > 0, zero elsewhere.
INLINE vec where_positive(vec x, vec v) {
  ivec mask = x > splat(0.0f), bits;
  memcpy(&bits, &v, sizeof bits);
  bits &= mask;
  memcpy(&v, &bits, sizeof v);
  return v;
}

// activation'(x).
INLINE vec derivative(vec x, stet_activation activation) {
  switch (activation) {
    case stet_identity: return splat(1.0f);
    case stet_gelu: {
      vec density = 0.39894228f * exponential(-0.5f * x * x);
      return multiply_add(x, density, 0.5f * (1.0f + error_function(x * 0.70710678f)));
    }
    case stet_gelu_tanh: {
      x = smaller(larger(x, splat(-20.0f)), splat(20.0f));  // Beyond it the result stays, and powers of x would overflow.
      vec t = hyperbolic_tangent(x * 0.79788456f * multiply_add(x * x, splat(0.044715f), splat(1.0f)));
      vec inner = 0.79788456f * multiply_add(x * x, splat(0.134145f), splat(1.0f));
      return 0.5f * (1.0f + t) + 0.5f * x * (1.0f - t * t) * inner;
    }
    case stet_relu: return where_positive(x, splat(1.0f));
    case stet_silu: {
      vec s = 1.0f / (1.0f + exponential(-x));
      return s * multiply_add(x, 1.0f - s, splat(1.0f));
    }
    case stet_tanh: {
      vec t = hyperbolic_tangent(x);
      return 1.0f - t * t;
    }
  }
  return x;
}

INLINE void activate_backward_with(
    const float *x, const float *dy, int64_t count, float *dx, stet_activation activation) {
  int64_t i = 0;
  for (; i + LANES <= count; i += LANES) store(dx + i, load(dy + i) * derivative(load(x + i), activation));
  if (i < count)
    store_some(dx + i, load_some(dy + i, count - i) * derivative(load_some(x + i, count - i), activation), count - i);
}

// One loop per activation, so that the choice is made outside of it.
TARGET static void activate_backward(
    const float *x, const float *dy, int64_t count, stet_activation activation, float *dx) {
  switch (activation) {
    case stet_identity: activate_backward_with(x, dy, count, dx, stet_identity); return;
    case stet_gelu: activate_backward_with(x, dy, count, dx, stet_gelu); return;
    case stet_gelu_tanh: activate_backward_with(x, dy, count, dx, stet_gelu_tanh); return;
    case stet_relu: activate_backward_with(x, dy, count, dx, stet_relu); return;
    case stet_silu: activate_backward_with(x, dy, count, dx, stet_silu); return;
    case stet_tanh: activate_backward_with(x, dy, count, dx, stet_tanh); return;
  }
}
