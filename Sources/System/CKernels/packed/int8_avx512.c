// Eight bits by vpdpbusd: AVX-512 with VNNI.
#if defined(__x86_64__)
#include <immintrin.h>

#define LANES 16
#define FUSED 1
#define IS_AVX512 1
#define LIMIT 255
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx512vnni,avx2,fma")))
#include "rows_int8.h"
#include "linear_blocks.h"

#define WORD __m512i
#define PIECE_ROWS 8
#define ZERO _mm512_setzero_si512
#define LOAD_WORDS(p) _mm512_loadu_si512(p)
#define BROADCAST(n) _mm512_set1_epi32(n)
#define DOT(sum, row, weights) _mm512_dpbusd_epi32(sum, row, weights)
#include "simd_product.h"

#include "linear_int8.h"

extern const stet_packed_kernels stet_packed_int8_avx512;
const stet_packed_kernels stet_packed_int8_avx512 = {"avx512-vnni", stet_packed_int8, LIMIT, linear};
#endif
