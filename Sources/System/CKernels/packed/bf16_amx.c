// Bfloat16 by the tile registers of AMX.
#if defined(__x86_64__)
#define LANES 16
#define FUSED 1
#define IS_AVX512 1
#define TARGET __attribute__((target("amx-tile,amx-bf16,avx512f,avx512vl,avx512dq,avx512bw,avx512bf16,avx2,fma")))
#include "rows_bf16.h"
#include "linear_blocks.h"

#define TILE_DOT(sum, row, weights) _tile_dpbf16ps(sum, row, weights)
#include "amx_product.h"

TARGET static void linear(
    const float *x, int64_t ldx, int64_t rows, int64_t inputs, const void *packed, const float *bias, int64_t outputs,
    stet_activation activation, float *y, int64_t ldy, void *scratch) {
  _tile_loadconfig(&whole_tiles);
  linear_in_blocks(
      stet_packed_bf16, product, x, ldx, rows, inputs, packed, bias, outputs, activation, y, ldy, scratch);
  _tile_release();
}

extern const stet_packed_kernels stet_packed_bf16_amx;
const stet_packed_kernels stet_packed_bf16_amx = {"amx-bf16", stet_packed_bf16, 0, linear};
#endif
