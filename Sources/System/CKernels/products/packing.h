// Packs float32 matrices as bfloat16 tiles for the products of both instruction sets.
//
// A tile is 16 rows of a factor by 32 of its depth, 1 KiB. The tiles of the left factor hold 16 rows of 32 numbers. Those of the right factor
// hold 16 pairs of neighbours in depth, each pair for all 16 rows: both vdpbf16ps and tdpbf16ps multiply pairs. Seen as 16 x 16 pairs, one is the
// other turned over. Tiles of one block of 16 rows lie one behind the other along the depth; what lies outside of the matrix is zero.
#pragma once
#include <immintrin.h>

#include "matrix_products.h"

#define TILE_ROWS 16
#define TILE_DEPTH 32
#define TILE_PAIRS 256  // pairs of bfloat16 in a tile
#define INLINE __attribute__((always_inline)) static inline
#define PACKING __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx512bf16")))

INLINE int64_t tiles(int64_t count, int64_t size) { return (count + size - 1) / size; }

// The lowest `count` of 16 lanes; 0 and less for none.
INLINE __mmask16 lanes(int64_t count) {
  return count >= 16 ? 0xffff : count <= 0 ? 0 : (__mmask16)((1u << count) - 1);
}

// Turns over 16 x 16 pairs.
PACKING INLINE void turn(__m512i r[16]) {
  __m512i t[16];
#pragma clang loop unroll(full)
  for (int i = 0; i < 16; i += 2) {
    t[i] = _mm512_unpacklo_epi32(r[i], r[i + 1]);
    t[i + 1] = _mm512_unpackhi_epi32(r[i], r[i + 1]);
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 16; i += 4) {
    r[i] = _mm512_unpacklo_epi64(t[i], t[i + 2]);
    r[i + 1] = _mm512_unpackhi_epi64(t[i], t[i + 2]);
    r[i + 2] = _mm512_unpacklo_epi64(t[i + 1], t[i + 3]);
    r[i + 3] = _mm512_unpackhi_epi64(t[i + 1], t[i + 3]);
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 4; i++) {
    t[i] = _mm512_shuffle_i32x4(r[i], r[i + 4], 0x88);
    t[i + 4] = _mm512_shuffle_i32x4(r[i], r[i + 4], 0xdd);
    t[i + 8] = _mm512_shuffle_i32x4(r[i + 8], r[i + 12], 0x88);
    t[i + 12] = _mm512_shuffle_i32x4(r[i + 8], r[i + 12], 0xdd);
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 4; i++) {
    r[i] = _mm512_shuffle_i32x4(t[i], t[i + 8], 0x88);
    r[i + 4] = _mm512_shuffle_i32x4(t[i + 4], t[i + 12], 0x88);
    r[i + 8] = _mm512_shuffle_i32x4(t[i], t[i + 8], 0xdd);
    r[i + 12] = _mm512_shuffle_i32x4(t[i + 4], t[i + 12], 0xdd);
  }
}

// One tile, by row: `rows` rows of `depth` numbers, from [rows, depth].
PACKING INLINE void read_rows(const float *from, int64_t distance, int64_t rows, int64_t depth, __m512i r[16]) {
  __mmask16 low = lanes(depth), high = lanes(depth - 16);
#pragma clang loop unroll(full)
  for (int i = 0; i < 16; i++) {
    __m512 a = _mm512_setzero_ps(), b = a;
    if (i < rows) {
      a = _mm512_maskz_loadu_ps(low, from + i * distance);
      b = _mm512_maskz_loadu_ps(high, from + i * distance + 16);
    }
    r[i] = (__m512i)_mm512_cvtne2ps_pbh(b, a);
  }
}

// One tile, by pair, from [depth, rows].
PACKING INLINE void read_columns(const float *from, int64_t distance, int64_t rows, int64_t depth, __m512i r[16]) {
  __mmask16 mask = lanes(rows);
#pragma clang loop unroll(full)
  for (int i = 0; i < 16; i++) {
    __m512 a = _mm512_setzero_ps(), b = a;
    if (2 * i < depth) a = _mm512_maskz_loadu_ps(mask, from + 2 * i * distance);
    if (2 * i + 1 < depth) b = _mm512_maskz_loadu_ps(mask, from + (2 * i + 1) * distance);
    __m512i even = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(a));
    __m512i odd = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(b));
    r[i] = _mm512_or_si512(even, _mm512_slli_epi32(odd, 16));
  }
}

// Packs a factor of `rows` x `depth`; `by_pair` for the right one.
PACKING static void pack_factor(stet_factor factor, int64_t rows, int64_t depth, int by_pair, uint32_t *to) {
  for (int64_t row = 0; row < rows; row += TILE_ROWS)
    for (int64_t d = 0; d < depth; d += TILE_DEPTH) {
      __m512i r[16];
      if (factor.turned)
        read_columns(factor.values + d * factor.distance + row, factor.distance, rows - row, depth - d, r);
      else
        read_rows(factor.values + row * factor.distance + d, factor.distance, rows - row, depth - d, r);
      if (!factor.turned != !by_pair) turn(r);
#pragma clang loop unroll(full)
      for (int i = 0; i < 16; i++) _mm512_store_si512(to + i * 16, r[i]);
      to += TILE_PAIRS;
    }
}

// Bytes of both packed factors, of an even number of blocks each, with room to align them.
INLINE size_t packed_bytes(int64_t rows, int64_t columns, int64_t depth) {
  int64_t blocks = 2 * tiles(rows, 2 * TILE_ROWS) + 2 * tiles(columns, 2 * TILE_ROWS);
  return (size_t)(blocks * tiles(depth, TILE_DEPTH)) * TILE_PAIRS * 4 + 64;
}

static size_t scratch_size(int64_t rows, int64_t columns, int64_t depth) { return packed_bytes(rows, columns, depth); }

// A block of 32 x 32 results from two blocks of each packed factor, whose blocks are `block` pairs apart.
typedef void block_product(
    const uint32_t *a, const uint32_t *b, int64_t block, int64_t depth_tiles, float *c, int64_t distance, int adding);

// Zeros where an odd number of blocks lacks its partner.
INLINE void complete(uint32_t *packed, int64_t rows, int64_t depth_tiles) {
  int64_t blocks = tiles(rows, TILE_ROWS);
  if (blocks % 2) __builtin_memset(packed + blocks * depth_tiles * TILE_PAIRS, 0, (size_t)depth_tiles * TILE_PAIRS * 4);
}

// Rows of a panel of the left factor: packed, it stays in the second cache while all right blocks pass.
INLINE int64_t panel_rows(int64_t depth_tiles) {
  int64_t pairs_of_blocks = (384 << 10) / (2 * TILE_PAIRS * 4 * depth_tiles);
  return (pairs_of_blocks < 1 ? 1 : pairs_of_blocks) * 2 * TILE_ROWS;
}

// One block of 32 x 32 results of which `height` x `width` lie within the matrix; at its edge it goes through a block of its own.
PACKING INLINE void result_block(
    const uint32_t *left, const uint32_t *right, int64_t depth_tiles, int64_t height, int64_t width, float *c,
    int64_t distance, int adding, block_product *product) {
  enum { side = 2 * TILE_ROWS };
  int64_t block = depth_tiles * TILE_PAIRS;
  if (height >= side && width >= side) {
    product(left, right, block, depth_tiles, c, distance, adding);
    return;
  }
  float edge[side * side] __attribute__((aligned(64)));
  product(left, right, block, depth_tiles, edge, side, 0);
  for (int64_t i = 0; i < height && i < side; i++)
    for (int64_t j = 0; j < width && j < side; j++)
      c[i * distance + j] = adding ? c[i * distance + j] + edge[i * side + j] : edge[i * side + j];
}

// The product, panel by panel of the left factor; within one, a pair of right blocks stays in the first cache while the left ones pass.
PACKING INLINE void multiply_packed(
    stet_factor a, stet_factor b, int64_t rows, int64_t columns, int64_t depth, float *c, int64_t distance, int adding,
    void *scratch, block_product *product) {
  enum { side = 2 * TILE_ROWS };
  int64_t depth_tiles = tiles(depth, TILE_DEPTH), block = depth_tiles * TILE_PAIRS;
  uint32_t *left = (uint32_t *)(((uintptr_t)scratch + 63) & ~(uintptr_t)63);
  uint32_t *right = left + 2 * tiles(rows, side) * block;
  pack_factor(a, rows, depth, 0, left);
  pack_factor(b, columns, depth, 1, right);
  complete(left, rows, depth_tiles);
  complete(right, columns, depth_tiles);
  int64_t panel = panel_rows(depth_tiles);
  for (int64_t first = 0; first < rows; first += panel)
    for (int64_t column = 0; column < columns; column += side)
      for (int64_t row = first; row < rows && row < first + panel; row += side)
        result_block(
            left + row / TILE_ROWS * block, right + column / TILE_ROWS * block, depth_tiles, rows - row,
            columns - column, c + row * distance + column, distance, adding, product);
}
