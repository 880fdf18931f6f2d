// Four lanes of folded 64 x 64 -> 128 bit products, 64 bytes per step; the length goes into the last mix.
#include "content_hash.h"

#include <string.h>

static const uint64_t odd[5] = {
    0x9E3779B97F4A7C15u, 0xC2B2AE3D27D4EB4Fu, 0x165667B19E3779F9u, 0xD6E8FEB86659FD93u, 0xA0761D6478BD642Fu,
};

static inline uint64_t load(const unsigned char *p) {
  uint64_t value;
  memcpy(&value, p, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  value = __builtin_bswap64(value);
#endif
  return value;
}

// The low and the high half are added to the operand so that a zero factor cannot erase what came before.
static inline uint64_t fold(uint64_t a, uint64_t b) {
  unsigned __int128 product = (unsigned __int128)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t step(uint64_t lane, uint64_t a, uint64_t b, uint64_t key) {
  return ((lane << 23) | (lane >> 41)) + fold(a ^ key ^ lane, b + key) + a;
}

void stet_content_hash(const void *bytes, size_t count, uint64_t seed, uint64_t hash[2]) {
  const unsigned char *p = bytes;
  uint64_t lane[4];
  for (int i = 0; i < 4; i++) lane[i] = fold(seed ^ odd[i], odd[4 - i]) + odd[i];
  size_t left = count;
  for (; left >= 64; left -= 64, p += 64)
    for (int i = 0; i < 4; i++) lane[i] = step(lane[i], load(p + 16 * i), load(p + 16 * i + 8), odd[i]);
  unsigned char tail[64] = {0};
  if (left) memcpy(tail, p, left);
  for (int i = 0; i < 4; i++) lane[i] = step(lane[i], load(tail + 16 * i), load(tail + 16 * i + 8), odd[i]);
  uint64_t a = (uint64_t)count, b = ~(uint64_t)count;
  for (int round = 0; round < 2; round++)
    for (int i = 0; i < 4; i++) {
      a = step(a, lane[i], b, odd[4]);
      b = step(b, lane[3 - i], a, odd[i]);
    }
  hash[0] = fold(a ^ odd[1], b ^ odd[2]) + b;
  hash[1] = fold(b ^ odd[3], a ^ odd[0]) + a;
}
