// Bfloat16 by vdpbf16ps: AVX-512 with BF16.
#if defined(__x86_64__)
#define LANES 16
#define FUSED 1
#define IS_AVX512 1
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx512bf16,avx2,fma")))
#include "rows_bf16.h"
#include "linear_blocks.h"

#define WORD __m512
#define PIECE_ROWS 8
#define ZERO _mm512_setzero_ps
#define LOAD_WORDS(p) (__m512bh)_mm512_loadu_si512(p)
#define BROADCAST(n) (__m512bh)_mm512_set1_epi32(n)
#define DOT(sum, row, weights) _mm512_dpbf16_ps(sum, row, weights)
#include "simd_product.h"

#include "linear_bf16.h"

extern const stet_packed_kernels stet_packed_bf16_avx512;
const stet_packed_kernels stet_packed_bf16_avx512 = {"avx512-bf16", stet_packed_bf16, 0, linear};
#endif
