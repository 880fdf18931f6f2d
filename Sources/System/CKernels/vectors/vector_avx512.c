// Vector search with AVX-512.
#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>

#define WIDTH 16
#define TARGET __attribute__((target("avx512f,avx2,fma,f16c")))
#define KERNELS stet_vector_kernels_avx512
#define NAME "avx512"
#define HALF(p) ((lanes)_mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)(p))))
#define STORE_HALF(p, v) \
  _mm256_storeu_si256((__m256i *)(p), _mm512_cvtps_ph((__m512)(v), _MM_FROUND_TO_NEAREST_INT))
#include "vector_kernels.h"
#endif
