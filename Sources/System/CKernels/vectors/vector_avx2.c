// Vector search with AVX2, FMA and F16C.
#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>

#define WIDTH 8
#define TARGET __attribute__((target("avx2,fma,f16c")))
#define KERNELS stet_vector_kernels_avx2
#define NAME "avx2"
#define HALF(p) ((lanes)_mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(p))))
#define STORE_HALF(p, v) _mm_storeu_si128((__m128i *)(p), _mm256_cvtps_ph((__m256)(v), _MM_FROUND_TO_NEAREST_INT))
#include "vector_kernels.h"
#endif
