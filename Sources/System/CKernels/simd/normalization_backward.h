// The gradients of layer normalisation.
#pragma once
#include "lanes.h"

// With z = (x - mean) / deviation and y = z * gain + bias, per row:
//   d bias += dy,  d gain += dy z,  dx = (g - mean(g) - z mean(g z)) / deviation  where g = dy * gain.
// Mean and deviation are computed again: the row is in the first-level cache, and nothing has to be kept from the forward pass.
TARGET static void layer_norm_backward(
    const float *x, const float *gain, const float *dy, int64_t rows, int64_t columns, float epsilon, float *dx,
    float *dgain, float *dbias) {
  int64_t whole = columns / LANES * LANES, rest = columns - whole;
  for (int64_t row = 0; row < rows; row++, x += columns, dy += columns, dx += columns) {
    vec sum = load_some(x + whole, rest);
    for (int64_t i = 0; i < whole; i += LANES) sum += load(x + i);
    float mean = sum_of(sum) / (float)columns, variance = 0;
    vec squares = splat(0);
    for (int64_t i = 0; i < whole; i += LANES) {
      vec d = load(x + i) - mean;
      squares = multiply_add(d, d, squares);
    }
    for (int64_t i = whole; i < columns; i++) variance += (x[i] - mean) * (x[i] - mean);
    float scale = 1.0f / __builtin_sqrtf((variance + sum_of(squares)) / (float)columns + epsilon);
    vec sum_g = splat(0), sum_gz = splat(0);
    float rest_g = 0, rest_gz = 0;
    for (int64_t i = 0; i < whole; i += LANES) {
      vec z = (load(x + i) - mean) * scale, d = load(dy + i), g = d * load(gain + i);
      sum_g += g;
      sum_gz = multiply_add(g, z, sum_gz);
      if (dgain) store(dgain + i, multiply_add(d, z, load(dgain + i)));
      if (dbias) store(dbias + i, load(dbias + i) + d);
    }
    for (int64_t i = whole; i < columns; i++) {
      float z = (x[i] - mean) * scale, g = dy[i] * gain[i];
      rest_g += g;
      rest_gz += g * z;
      if (dgain) dgain[i] += dy[i] * z;
      if (dbias) dbias[i] += dy[i];
    }
    float mean_g = (sum_of(sum_g) + rest_g) / (float)columns, mean_gz = (sum_of(sum_gz) + rest_gz) / (float)columns;
    for (int64_t i = 0; i < whole; i += LANES) {
      vec z = (load(x + i) - mean) * scale;
      store(dx + i, (load(dy + i) * load(gain + i) - mean_g - z * mean_gz) * scale);
    }
    for (int64_t i = whole; i < columns; i++)
      dx[i] = (dy[i] * gain[i] - mean_g - (x[i] - mean) * scale * mean_gz) * scale;
  }
}
