// The body of the AVX-512 kernels compiled for AVX2, so that it is tested on processors without AVX-512. Not for use.
#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>

// Every function that takes or returns such a vector is inlined, so no calling convention is involved.
#pragma clang diagnostic ignored "-Wpsabi"

#define WIDTH 16
#define TARGET __attribute__((target("avx2,fma,f16c")))
#define KERNELS stet_vector_kernels_wide
#define NAME "wide on avx2"
typedef float sixteen __attribute__((vector_size(64)));
typedef union {
  sixteen all;
  __m256 half[2];
} two_halves;
TARGET static inline sixteen widen_sixteen(const uint16_t *p) {
  two_halves v;
  v.half[0] = _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)p));
  v.half[1] = _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(p + 8)));
  return v.all;
}
TARGET static inline void narrow_sixteen(uint16_t *p, const sixteen *all) {
  two_halves v = {.all = *all};
  _mm_storeu_si128((__m128i *)p, _mm256_cvtps_ph(v.half[0], _MM_FROUND_TO_NEAREST_INT));
  _mm_storeu_si128((__m128i *)(p + 8), _mm256_cvtps_ph(v.half[1], _MM_FROUND_TO_NEAREST_INT));
}
#define HALF(p) widen_sixteen(p)
#define STORE_HALF(p, v)             \
  do {                               \
    sixteen stored = (v);            \
    narrow_sixteen(p, &stored);      \
  } while (0)
#include "vector_kernels.h"
#endif
