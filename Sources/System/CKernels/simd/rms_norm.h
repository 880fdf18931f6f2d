// Normalisation by the root of the mean square, and its gradients.
#pragma once
#include "lanes.h"

// 1 / sqrt(mean(x^2) + epsilon).
INLINE float inverse_root_mean_square(const float *x, int64_t columns, float epsilon) {
  int64_t whole = columns / LANES * LANES;
  vec rest = load_some(x + whole, columns - whole), squares = rest * rest;
  for (int64_t i = 0; i < whole; i += LANES) {
    vec v = load(x + i);
    squares = multiply_add(v, v, squares);
  }
  return 1.0f / __builtin_sqrtf(sum_of(squares) / (float)columns + epsilon);
}

TARGET static void rms_norm(
    const float *x, int64_t rows, int64_t columns, const float *gain, float epsilon, float *y) {
  int64_t whole = columns / LANES * LANES;
  for (int64_t row = 0; row < rows; row++, x += columns, y += columns) {
    float scale = inverse_root_mean_square(x, columns, epsilon);
    for (int64_t i = 0; i < whole; i += LANES) store(y + i, load(x + i) * scale * load(gain + i));
    for (int64_t i = whole; i < columns; i++) y[i] = x[i] * scale * gain[i];
  }
}

// With z = x / rms and y = z * gain, per row:
//   d gain += dy z,  dx = (g - z mean(g z)) / rms  where g = dy * gain.
TARGET static void rms_norm_backward(
    const float *x, const float *gain, const float *dy, int64_t rows, int64_t columns, float epsilon, float *dx,
    float *dgain) {
  int64_t whole = columns / LANES * LANES;
  for (int64_t row = 0; row < rows; row++, x += columns, dy += columns, dx += columns) {
    float scale = inverse_root_mean_square(x, columns, epsilon), rest = 0;
    vec sum = splat(0);
    for (int64_t i = 0; i < whole; i += LANES) {
      vec z = load(x + i) * scale, d = load(dy + i);
      sum = multiply_add(d * load(gain + i), z, sum);
      if (dgain) store(dgain + i, multiply_add(d, z, load(dgain + i)));
    }
    for (int64_t i = whole; i < columns; i++) {
      rest += dy[i] * gain[i] * x[i] * scale;
      if (dgain) dgain[i] += dy[i] * x[i] * scale;
    }
    float mean = (sum_of(sum) + rest) / (float)columns;
    for (int64_t i = 0; i < whole; i += LANES)
      store(dx + i, (load(dy + i) * load(gain + i) - load(x + i) * scale * mean) * scale);
    for (int64_t i = whole; i < columns; i++) dx[i] = (dy[i] * gain[i] - x[i] * scale * mean) * scale;
  }
}
