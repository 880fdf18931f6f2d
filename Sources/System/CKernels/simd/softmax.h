// The softmax of one row, for losses and for reading predictions.
#pragma once
#include "functions.h"

// Floats are added up to this many at a time in each lane, then in double: fast, and as exact as the exponentials are.
enum { softmax_piece = 16 };

// The largest of a row.
INLINE float largest_in(const float *x, int64_t count) {
  int64_t i = 0;
  vec most = splat(-__builtin_inff());
  for (; i + LANES <= count; i += LANES) most = larger(load(x + i), most);
  float largest = largest_of(most);
  for (; i < count; i++) largest = x[i] > largest ? x[i] : largest;
  return largest;
}

// y = exp(x) / sum of exp(x), without overflow; returns the logarithm of that sum.
TARGET static double softmax_row(const float *x, int64_t count, float *y) {
  int64_t i = 0;
  float most = largest_in(x, count);
  double total = 0;
  float rest[LANES];
  vec shift = splat(most);
  while (i + LANES <= count) {
    vec sum = splat(0);
    for (int piece = 0; piece < softmax_piece && i + LANES <= count; piece++, i += LANES) {
      vec e = exponential(load(x + i) - shift);
      store(y + i, e);
      sum += e;
    }
    total += sum_of(sum);
  }
  if (i < count) {
    store(rest, exponential(load_some(x + i, count - i) - shift));
    for (int64_t j = i; j < count; j++) total += y[j] = rest[j - i];
  }
  float inverse = (float)(1 / total);
  for (i = 0; i < count; i++) y[i] *= inverse;
  return __builtin_log(total) + most;
}
