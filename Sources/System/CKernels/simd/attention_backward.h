// Self-attention that keeps its probabilities, and its gradients, on the same tiles as the forward pass.
//
// Per head, with S = scale * Q K^T, P = softmax(S), M = dropout(P), O = M V:
//   dV = M^T dO,  dM = dO V^T,  dP = dropout(dM),  dS = scale * P (dP - rowsum(dP P)),  dQ = dS K,  dK = dS^T Q.
#pragma once
#include "attention.h"
#include "dropout.h"

TARGET static size_t attention_saved(int64_t length, int64_t heads) {
  return (size_t)(heads * length * padded(length));
}

TARGET static size_t attention_training_scratch(int64_t length, int64_t head_size) {
  return (size_t)(padded(length) * head_size + padded(head_size) * length + 2 * length * padded(length));
}

TARGET static void attention_training(
    const float *q, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads, int64_t head_size,
    float scale, float rate, uint64_t key, float *probabilities, float *out, int64_t ldo, float *scratch) {
  float *keys = scratch, *values = keys + padded(length) * head_size;
  float *mixing = values + padded(head_size) * length;
  int64_t lds = padded(length);
  for (int64_t head = 0; head < heads; head++) {
    int64_t column = head * head_size;
    float *p = probabilities + head * length * lds, *m = rate > 0 ? mixing : p;
    pack_keys(k + column, ld, length, head_size, keys);
    pack_values(v + column, ld, length, head_size, values);
    linear(q + column, ld, length, head_size, keys, 0, lds, stet_identity, p, lds);
    for (int64_t i = 0; i < length; i++) softmax(p + i * lds, length, scale);
    if (rate > 0) dropout(p, length * lds, rate, key, head * length * lds, mixing);
    linear(m, lds, length, length, values, 0, head_size, stet_identity, out + column, ldo);
  }
}

// to[j, i] = from[i, j], both `size` square with row distance `ld`, in blocks that stay in the cache.
TARGET static void transpose(const float *from, int64_t size, int64_t ld, float *to) {
  enum { block = 16 };
  for (int64_t i0 = 0; i0 < size; i0 += block)
    for (int64_t j0 = 0; j0 < size; j0 += block) {
      int64_t i1 = i0 + block < size ? i0 + block : size, j1 = j0 + block < size ? j0 + block : size;
      for (int64_t j = j0; j < j1; j++)
        for (int64_t i = i0; i < i1; i++) to[j * ld + i] = from[i * ld + j];
    }
}

// ds = scale * p (dp - sum(dp p)) over one row, in place of dp.
INLINE void softmax_backward(const float *p, float *dp, int64_t length, float scale) {
  int64_t whole = length / LANES * LANES, rest = length - whole;
  vec products = load_some(p + whole, rest) * load_some(dp + whole, rest);
  for (int64_t i = 0; i < whole; i += LANES) products = multiply_add(load(p + i), load(dp + i), products);
  float dot = sum_of(products);
  for (int64_t i = 0; i < whole; i += LANES) store(dp + i, load(p + i) * (load(dp + i) - dot) * scale);
  for (int64_t i = whole; i < length; i++) dp[i] = p[i] * (dp[i] - dot) * scale;
}

TARGET static void attention_backward(
    const float *q, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads, int64_t head_size,
    float scale, float rate, uint64_t key, const float *probabilities, const float *dout, int64_t ldo, float *dq,
    float *dk, float *dv, float *scratch) {
  int64_t lds = padded(length);
  float *across = scratch, *along = across + lds * head_size;
  float *ds = along + padded(head_size) * length, *turned = ds + length * lds;
  for (int64_t head = 0; head < heads; head++) {
    int64_t column = head * head_size, first = head * length * lds;
    const float *p = probabilities + first, *m = p;
    if (rate > 0) {
      dropout(p, length * lds, rate, key, first, ds);
      m = ds;
    }
    transpose(m, length, lds, turned);
    pack_values(dout + column, ldo, length, head_size, along);
    linear(turned, lds, length, length, along, 0, head_size, stet_identity, dv + column, ld);

    pack_keys(v + column, ld, length, head_size, across);
    linear(dout + column, ldo, length, head_size, across, 0, lds, stet_identity, ds, lds);
    if (rate > 0) dropout(ds, length * lds, rate, key, first, ds);
    for (int64_t i = 0; i < length; i++) softmax_backward(p + i * lds, ds + i * lds, length, scale);
    pack_values(k + column, ld, length, head_size, along);
    linear(ds, lds, length, length, along, 0, head_size, stet_identity, dq + column, ld);

    transpose(ds, length, lds, turned);
    pack_values(q + column, ld, length, head_size, along);
    linear(turned, lds, length, length, along, 0, head_size, stet_identity, dk + column, ld);
  }
}
