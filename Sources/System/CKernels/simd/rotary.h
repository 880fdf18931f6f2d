// Rotary position embedding.
#pragma once
#include "lanes.h"

// Turns each pair (x[i], x[i + half]) of each head by the row's angle i; `direction` -1 turns back, which is the gradient.
TARGET static void rotate(
    const float *x, int64_t ldx, int64_t rows, int64_t heads, int64_t head_size, const float *cosines,
    const float *sines, float direction, float *y, int64_t ldy) {
  int64_t half = head_size / 2, whole = half / LANES * LANES;
  for (int64_t row = 0; row < rows; row++, cosines += half, sines += half)
    for (int64_t head = 0; head < heads; head++) {
      const float *from = x + row * ldx + head * head_size;
      float *to = y + row * ldy + head * head_size;
      for (int64_t i = 0; i < whole; i += LANES) {
        vec a = load(from + i), b = load(from + half + i), c = load(cosines + i), s = load(sines + i) * direction;
        store(to + i, multiply_add(a, c, -(b * s)));
        store(to + half + i, multiply_add(b, c, a * s));
      }
      for (int64_t i = whole; i < half; i++) {
        float a = from[i], b = from[half + i], c = cosines[i], s = sines[i] * direction;
        to[i] = a * c - b * s;
        to[half + i] = b * c + a * s;
      }
    }
}
