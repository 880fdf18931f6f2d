// Products by vdpbf16ps: AVX-512 with BF16.
#if defined(__x86_64__)
#include "packing.h"

// Eight of the rows of a left block against 32 columns.
PACKING INLINE void eight_rows(
    const uint32_t *a, const uint32_t *b0, const uint32_t *b1, int64_t depth_tiles, float *c, int64_t distance,
    int adding) {
  __m512 sum[8][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i++)
    for (int j = 0; j < 2; j++)
      sum[i][j] = adding ? _mm512_loadu_ps(c + i * distance + 16 * j) : _mm512_setzero_ps();
  for (int64_t t = 0; t < depth_tiles; t++) {
    for (int pair = 0; pair < 16; pair++) {
      __m512bh w0 = (__m512bh)_mm512_load_si512(b0 + pair * 16), w1 = (__m512bh)_mm512_load_si512(b1 + pair * 16);
#pragma clang loop unroll(full)
      for (int i = 0; i < 8; i++) {
        __m512bh x = (__m512bh)_mm512_set1_epi32((int)a[i * 16 + pair]);
        sum[i][0] = _mm512_dpbf16_ps(sum[i][0], x, w0);
        sum[i][1] = _mm512_dpbf16_ps(sum[i][1], x, w1);
      }
    }
    a += TILE_PAIRS;
    b0 += TILE_PAIRS;
    b1 += TILE_PAIRS;
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i++)
    for (int j = 0; j < 2; j++) _mm512_storeu_ps(c + i * distance + 16 * j, sum[i][j]);
}

PACKING static void product(
    const uint32_t *a, const uint32_t *b, int64_t block, int64_t depth_tiles, float *c, int64_t distance, int adding) {
  for (int row = 0; row < 32; row += 8)
    eight_rows(
        a + row / 16 * block + row % 16 * 16, b, b + block, depth_tiles, c + row * distance, distance, adding);
}

PACKING static void multiply(
    stet_factor a, stet_factor b, int64_t rows, int64_t columns, int64_t depth, float *c, int64_t distance, int adding,
    void *scratch) {
  multiply_packed(a, b, rows, columns, depth, c, distance, adding, scratch, product);
}

extern const stet_products stet_products_avx512;
const stet_products stet_products_avx512 = {"avx512-bf16", scratch_size, multiply};
#endif
