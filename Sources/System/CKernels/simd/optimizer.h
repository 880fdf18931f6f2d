// Passes over whole parameters: the AdamW step, sums of gradients, their norm.
#pragma once
#include "lanes.h"
#include "transformer_kernels.h"

// Loshchilov and Hutter, arXiv 1711.05101, in the order of operations of PyTorch.
TARGET static void adamw(
    const stet_adamw *step, const float *gradient, int64_t count, float *values, float *first, float *second) {
  float keep = 1.0f - step->rate * step->decay;
  float rate = step->rate / step->correction1, root = 1.0f / __builtin_sqrtf(step->correction2);
  for (int64_t i = 0; i < count; i += LANES) {
    int64_t n = count - i;
    int part = n < LANES;
    vec g = (part ? load_some(gradient + i, n) : load(gradient + i)) * step->gradient_scale;
    vec m = part ? load_some(first + i, n) : load(first + i), v = part ? load_some(second + i, n) : load(second + i);
    vec w = part ? load_some(values + i, n) : load(values + i);
    m = multiply_add(g - m, splat(1.0f - step->beta1), m);
    v = multiply_add(g * g, splat(1.0f - step->beta2), v * step->beta2);
    w = w * keep - rate * m / multiply_add(__builtin_elementwise_sqrt(v), splat(root), splat(step->epsilon));
    if (part) {
      store_some(first + i, m, n);
      store_some(second + i, v, n);
      store_some(values + i, w, n);
    } else {
      store(first + i, m);
      store(second + i, v);
      store(values + i, w);
    }
  }
}

TARGET static double sum_of_squares(const float *x, int64_t count) {
  enum { piece = 4096 };  // Sums of float32 pieces in double precision: the error does not grow with the count.
  double total = 0;
  for (int64_t start = 0; start < count; start += piece) {
    int64_t end = start + piece < count ? start + piece : count, i = start;
    vec a = splat(0), b = splat(0);
    for (; i + 2 * LANES <= end; i += 2 * LANES) {
      a = multiply_add(load(x + i), load(x + i), a);
      b = multiply_add(load(x + i + LANES), load(x + i + LANES), b);
    }
    total += sum_of(a + b);
    for (; i < end; i++) total += (double)x[i] * x[i];
  }
  return total;
}

// y += factor * x.
TARGET static void add_scaled(const float *x, int64_t count, float factor, float *y) {
  int64_t i = 0;
  for (; i + LANES <= count; i += LANES) store(y + i, multiply_add(load(x + i), splat(factor), load(y + i)));
  for (; i < count; i++) y[i] += factor * x[i];
}

// sums[c] += sum over rows of x[r, c].
TARGET static void add_columns(const float *x, int64_t rows, int64_t columns, float *sums) {
  for (int64_t r = 0; r < rows; r++, x += columns) add_scaled(x, columns, 1.0f, sums);
}
