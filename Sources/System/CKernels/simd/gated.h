// The product of an activated half of each row with its other half, and its gradients.
#pragma once
#include "activation_backward.h"

// y[i] = activation(x[i]) * x[inner + i] for each row of 2 * inner numbers.
INLINE void gated_with(const float *x, int64_t rows, int64_t inner, float *y, stet_activation activation) {
  int64_t whole = inner / LANES * LANES, rest = inner - whole;
  for (int64_t row = 0; row < rows; row++, x += 2 * inner, y += inner) {
    for (int64_t i = 0; i < whole; i += LANES) store(y + i, activated(load(x + i), activation) * load(x + inner + i));
    if (rest)
      store_some(y + whole, activated(load_some(x + whole, rest), activation) * load_some(x + inner + whole, rest), rest);
  }
}

// dx[i] = dy[i] * x[inner + i] * activation'(x[i]), dx[inner + i] = dy[i] * activation(x[i]).
INLINE void gated_backward_with(
    const float *x, const float *dy, int64_t rows, int64_t inner, float *dx, stet_activation activation) {
  int64_t whole = inner / LANES * LANES, rest = inner - whole;
  for (int64_t row = 0; row < rows; row++, x += 2 * inner, dx += 2 * inner, dy += inner) {
    for (int64_t i = 0; i < whole; i += LANES) {
      vec gate = load(x + i), d = load(dy + i);
      store(dx + i, d * load(x + inner + i) * derivative(gate, activation));
      store(dx + inner + i, d * activated(gate, activation));
    }
    if (rest) {
      vec gate = load_some(x + whole, rest), d = load_some(dy + whole, rest);
      store_some(dx + whole, d * load_some(x + inner + whole, rest) * derivative(gate, activation), rest);
      store_some(dx + inner + whole, d * activated(gate, activation), rest);
    }
  }
}

// One loop per activation, so that the choice is made outside of it.
TARGET static void gated(const float *x, int64_t rows, int64_t inner, stet_activation activation, float *y) {
  switch (activation) {
    case stet_identity: gated_with(x, rows, inner, y, stet_identity); return;
    case stet_gelu: gated_with(x, rows, inner, y, stet_gelu); return;
    case stet_gelu_tanh: gated_with(x, rows, inner, y, stet_gelu_tanh); return;
    case stet_relu: gated_with(x, rows, inner, y, stet_relu); return;
    case stet_silu: gated_with(x, rows, inner, y, stet_silu); return;
    case stet_tanh: gated_with(x, rows, inner, y, stet_tanh); return;
  }
}

TARGET static void gated_backward(
    const float *x, const float *dy, int64_t rows, int64_t inner, stet_activation activation, float *dx) {
  switch (activation) {
    case stet_identity: gated_backward_with(x, dy, rows, inner, dx, stet_identity); return;
    case stet_gelu: gated_backward_with(x, dy, rows, inner, dx, stet_gelu); return;
    case stet_gelu_tanh: gated_backward_with(x, dy, rows, inner, dx, stet_gelu_tanh); return;
    case stet_relu: gated_backward_with(x, dy, rows, inner, dx, stet_relu); return;
    case stet_silu: gated_backward_with(x, dy, rows, inner, dx, stet_silu); return;
    case stet_tanh: gated_backward_with(x, dy, rows, inner, dx, stet_tanh); return;
  }
}
