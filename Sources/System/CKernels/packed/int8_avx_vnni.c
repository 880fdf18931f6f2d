// Eight bits by the 256-bit vpdpbusd of processors without AVX-512: AVX-VNNI.
#if defined(__x86_64__)
#include <immintrin.h>

#define LANES 8
#define FUSED 1
#define LIMIT 255
#define TARGET __attribute__((target("avx2,fma,avxvnni")))
#include "rows_int8.h"
#include "linear_blocks.h"

#define WORD __m256i
#define PIECE_ROWS 4
#define ZERO _mm256_setzero_si256
#define LOAD_WORDS(p) _mm256_loadu_si256((const __m256i *)(p))
#define BROADCAST(n) _mm256_set1_epi32(n)
#define DOT(sum, row, weights) _mm256_dpbusd_avx_epi32(sum, row, weights)
#include "simd_product.h"

#include "linear_int8.h"

extern const stet_packed_kernels stet_packed_int8_avx_vnni;
const stet_packed_kernels stet_packed_int8_avx_vnni = {"avx-vnni", stet_packed_int8, LIMIT, linear};
#endif
