// Eight bits by vpmaddubsw: AVX2. Two products are added in 16 bits, which hold 2 * 127 * 127 and not 2 * 255 * 127, so codes of activations end at 127.
#if defined(__x86_64__)
#include <immintrin.h>

#define LANES 8
#define FUSED 1
#define LIMIT 127
#define TARGET __attribute__((target("avx2,fma")))
#include "rows_int8.h"
#include "linear_blocks.h"

#define WORD __m256i
#define PIECE_ROWS 4
#define ZERO _mm256_setzero_si256
#define LOAD_WORDS(p) _mm256_loadu_si256((const __m256i *)(p))
#define BROADCAST(n) _mm256_set1_epi32(n)
#define DOT(sum, row, weights) \
  _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_maddubs_epi16(row, weights), _mm256_set1_epi16(1)))
#include "simd_product.h"

#include "linear_int8.h"

extern const stet_packed_kernels stet_packed_int8_avx2;
const stet_packed_kernels stet_packed_int8_avx2 = {"avx2-int8", stet_packed_int8, LIMIT, linear};
#endif
