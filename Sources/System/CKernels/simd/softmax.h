// The softmax of one row, for losses and for reading predictions.
#pragma once
#include "functions.h"

// y = exp(x) / sum of exp(x), without overflow; returns the logarithm of that sum.
TARGET static double softmax_row(const float *x, int64_t count, float *y) {
  int64_t i = 0;
  float most = -__builtin_inff();
  for (; i < count; i++) most = x[i] > most ? x[i] : most;
  double total = 0;
  float rest[LANES];
  vec shift = splat(most);
  for (i = 0; i + LANES <= count; i += LANES) {
    vec e = exponential(load(x + i) - shift);
    store(y + i, e);
    total += sum_of(e);
  }
  if (i < count) {
    store(rest, exponential(load_some(x + i, count - i) - shift));
    for (int64_t j = i; j < count; j++) total += y[j] = rest[j - i];
  }
  float inverse = (float)(1 / total);
  for (i = 0; i < count; i++) y[i] *= inverse;
  return __builtin_log(total) + most;
}
