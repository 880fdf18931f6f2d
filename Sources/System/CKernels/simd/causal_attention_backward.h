// The gradients of causal attention over one sequence. Probabilities are computed again: keeping them would take
// heads * length^2 floats for every layer.
//
// Per query head, with S = scale * Q K^T below the diagonal, P = softmax(S), O = P V:
//   dV = P^T dO,  dP = dO V^T,  dS = scale * P (dP - rowsum(dP P)),  dQ = dS K,  dK = dS^T Q.
// Blocks above the diagonal are skipped. Query heads that share a key head add up their dK and dV.
#pragma once
#include "attention_backward.h"
#include "causal_attention.h"

TARGET static size_t causal_backward_scratch(int64_t length, int64_t head_size) {
  return (size_t)(2 * padded(length) * head_size + padded(head_size) * length + 3 * length * padded(length) +
                  length * head_size);
}

// out[rows of the key head] (+)= turned * along, where row j of `turned` is zero before column j.
INLINE void below_diagonal(
    const float *turned, int64_t length, const float *along, int64_t head_size, int adding, float *temporary, float *out,
    int64_t ld) {
  int64_t lds = padded(length);
  for (int64_t row = 0; row < length; row += QUERY_BLOCK) {
    int64_t height = length - row < QUERY_BLOCK ? length - row : QUERY_BLOCK;
    float *to = adding ? temporary : out + row * ld;
    mix(
        turned + row * lds + row, lds, height, length - row, along + row * PANEL, length * PANEL, head_size, to,
        adding ? head_size : ld);
    if (adding)
      for (int64_t i = 0; i < height; i++)
        for (int64_t d = 0; d < head_size; d++) out[(row + i) * ld + d] += temporary[i * head_size + d];
  }
}

TARGET static void causal_backward(
    const float *q, int64_t ldq, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads,
    int64_t key_heads, int64_t head_size, float scale, const float *dout, int64_t ldo, float *dq, float *dk, float *dv,
    float *scratch) {
  int64_t lds = padded(length), group = heads / key_heads;
  float *keys = scratch, *across = keys + lds * head_size, *along = across + lds * head_size;
  float *p = along + padded(head_size) * length, *ds = p + length * lds, *turned = ds + length * lds;
  float *temporary = turned + length * lds;
  for (int64_t head = 0; head < heads; head++) {
    int64_t column = head * head_size, shared = head / group * head_size;
    pack_keys(k + shared, ld, length, head_size, keys);
    pack_keys(v + shared, ld, length, head_size, across);
    pack_values(k + shared, ld, length, head_size, along);
    for (int64_t row = 0; row < length; row += QUERY_BLOCK) {
      int64_t height = length - row < QUERY_BLOCK ? length - row : QUERY_BLOCK, width = padded(row + height);
      float *pb = p + row * lds, *dsb = ds + row * lds;
      linear(q + row * ldq + column, ldq, height, head_size, keys, 0, width, stet_identity, pb, lds);
      linear(dout + row * ldo + column, ldo, height, head_size, across, 0, width, stet_identity, dsb, lds);
      for (int64_t i = 0; i < height; i++) {
        causal_softmax(pb + i * lds, row + i + 1, lds, scale);
        softmax_backward(pb + i * lds, dsb + i * lds, row + i + 1, scale);
        for (int64_t j = row + i + 1; j < lds; j++) dsb[i * lds + j] = 0;
      }
      mix(dsb, lds, height, row + height, along, length * PANEL, head_size, dq + row * ldq + column, ldq);
    }
    int adding = head % group > 0;
    transpose(p, length, lds, turned);
    pack_values(dout + column, ldo, length, head_size, along);
    below_diagonal(turned, length, along, head_size, adding, temporary, dv + shared, ld);
    transpose(ds, length, lds, turned);
    pack_values(q + column, ldq, length, head_size, along);
    below_diagonal(turned, length, along, head_size, adding, temporary, dk + shared, ld);
  }
}
