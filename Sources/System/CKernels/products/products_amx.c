// Products by the tile registers of AMX with BF16 (Intel 64 and IA-32 Software Developer's Manual, volume 1, chapter 18).
#if defined(__x86_64__)
#include "../tiles.h"
#include "packing.h"

#define TILED __attribute__((target("amx-tile,amx-bf16,avx512f,avx512vl,avx512dq,avx512bw,avx512bf16")))

// Registers 0 to 3 sum, 4 and 5 hold the left factor's tiles, 6 and 7 the right one's.
TILED static void product(
    const uint32_t *a, const uint32_t *b, int64_t block, int64_t depth_tiles, float *c, int64_t distance, int adding) {
  const int64_t row = distance * 4;
  if (adding) {
    _tile_loadd(0, c, row);
    _tile_loadd(1, c + 16, row);
    _tile_loadd(2, c + 16 * distance, row);
    _tile_loadd(3, c + 16 * distance + 16, row);
  } else {
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
  }
  for (int64_t t = 0; t < depth_tiles; t++) {
    _tile_loadd(4, a, 64);
    _tile_loadd(6, b, 64);
    _tile_dpbf16ps(0, 4, 6);
    _tile_loadd(7, b + block, 64);
    _tile_dpbf16ps(1, 4, 7);
    _tile_loadd(5, a + block, 64);
    _tile_dpbf16ps(2, 5, 6);
    _tile_dpbf16ps(3, 5, 7);
    a += TILE_PAIRS;
    b += TILE_PAIRS;
  }
  _tile_stored(0, c, row);
  _tile_stored(1, c + 16, row);
  _tile_stored(2, c + 16 * distance, row);
  _tile_stored(3, c + 16 * distance + 16, row);
}

TILED static void multiply(
    stet_factor a, stet_factor b, int64_t rows, int64_t columns, int64_t depth, float *c, int64_t distance, int adding,
    void *scratch) {
  _tile_loadconfig(&whole_tiles);
  multiply_packed(a, b, rows, columns, depth, c, distance, adding, scratch, product);
  _tile_release();
}

extern const stet_products stet_products_amx;
const stet_products stet_products_amx = {"amx", scratch_size, multiply};
#endif
