// Residual and layer normalisation in one pass over each row.
#pragma once
#include "lanes.h"

// Two passes for mean and variance: the shifted sum of squares keeps its digits where the mean is large.
TARGET static void add_layer_norm(
    const float *x, const float *residual, int64_t rows, int64_t columns, const float *gain, const float *bias,
    float epsilon, float *y) {
  int64_t whole = columns / LANES * LANES, rest = columns - whole;
  for (int64_t row = 0; row < rows; row++, x += columns, y += columns) {
    vec sum = splat(0);
    for (int64_t i = 0; i < whole; i += LANES) {
      vec v = load(x + i);
      if (residual) v += load(residual + i);
      store(y + i, v);
      sum += v;
    }
    if (rest) {
      vec v = load_some(x + whole, rest);
      if (residual) v += load_some(residual + whole, rest);
      store_some(y + whole, v, rest);
      sum += v;
    }
    float mean = sum_of(sum) / (float)columns;
    vec squares = splat(0);
    for (int64_t i = 0; i < whole; i += LANES) {
      vec d = load(y + i) - mean;
      squares = multiply_add(d, d, squares);
    }
    float variance = sum_of(squares);
    for (int64_t i = whole; i < columns; i++) variance += (y[i] - mean) * (y[i] - mean);
    float scale = 1.0f / __builtin_sqrtf(variance / (float)columns + epsilon);
    for (int64_t i = 0; i < whole; i += LANES)
      store(y + i, multiply_add((load(y + i) - mean) * scale, load(gain + i), load(bias + i)));
    for (int64_t i = whole; i < columns; i++) y[i] = (y[i] - mean) * scale * gain[i] + bias[i];
    if (residual) residual += columns;
  }
}
