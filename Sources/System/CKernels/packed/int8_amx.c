// Eight bits by the tile registers of AMX.
#if defined(__x86_64__)
#define LANES 16
#define FUSED 1
#define IS_AVX512 1
#define LIMIT 255
#define TARGET __attribute__((target("amx-tile,amx-int8,avx512f,avx512vl,avx512dq,avx512bw,avx2,fma")))
#include "rows_int8.h"
#include "linear_blocks.h"

#define TILE_DOT(sum, row, weights) _tile_dpbusd(sum, row, weights)
#include "amx_product.h"

TARGET static void linear(
    const float *x, int64_t ldx, int64_t rows, int64_t inputs, const void *packed, const float *bias, int64_t outputs,
    stet_activation activation, float *y, int64_t ldy, void *scratch) {
  _tile_loadconfig(&whole_tiles);
  linear_in_blocks(
      stet_packed_int8, product, x, ldx, rows, inputs, packed, bias, outputs, activation, y, ldy, scratch);
  _tile_release();
}

extern const stet_packed_kernels stet_packed_int8_amx;
const stet_packed_kernels stet_packed_int8_amx = {"amx-int8", stet_packed_int8, LIMIT, linear};
#endif
