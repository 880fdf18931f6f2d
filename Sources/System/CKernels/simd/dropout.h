// Dropout whose mask is a hash of the position: forward and backward compute the same mask and nobody stores it.
#pragma once
#include "lanes.h"

typedef uint32_t uvec __attribute__((vector_size(LANES * 4), aligned(4)));

// A well-mixed word per lane (the finaliser of MurmurHash3, keyed before and in its middle).
INLINE uvec mask_words(uint32_t first, uint64_t key) {
  uvec counter = {0};
  for (int i = 0; i < LANES; i++) counter[i] = first + (uint32_t)i;
  uvec h = counter * 0x9E3779B9u + (uint32_t)key;
  h ^= h >> 16;
  h *= 0x85EBCA6Bu;
  h ^= (h >> 13) ^ (uint32_t)(key >> 32);
  h *= 0xC2B2AE35u;
  return h ^ (h >> 16);
}

// v / (1 - rate) in the lanes that stay, zero in the others.
INLINE vec dropped(vec v, uint32_t first, uint64_t key, uint32_t threshold, float scale) {
  ivec stays = (ivec)(mask_words(first, key) >> 8) >= (ivec)(threshold - (uvec){0}), bits;
  v *= scale;
  memcpy(&bits, &v, sizeof bits);
  bits &= stays;
  memcpy(&v, &bits, sizeof v);
  return v;
}

// y[i] = x[i] / (1 - rate) or 0, decided by key and `first + i`; y may be x. The rate has 24 bits.
TARGET static void dropout(const float *x, int64_t count, float rate, uint64_t key, int64_t first, float *y) {
  uint32_t threshold = (uint32_t)(rate * 16777216.0f);
  float scale = 1.0f / (1.0f - rate);
  int64_t i = 0;
  for (; i + LANES <= count; i += LANES)
    store(y + i, dropped(load(x + i), (uint32_t)(first + i), key, threshold, scale));
  if (i < count)
    store_some(
        y + i, dropped(load_some(x + i, count - i), (uint32_t)(first + i), key, threshold, scale), count - i);
}
