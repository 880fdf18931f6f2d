// Codes of vectors with AVX2 and FMA.
#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>

#define BYTES 32
#define TARGET __attribute__((target("avx2,fma")))
#define TABLE(p) ((code_bytes)_mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(p))))
#define LOOKUP(table, index) ((code_bytes)_mm256_shuffle_epi8((__m256i)(table), (__m256i)(index)))
#define KERNELS stet_code_kernels_avx2
#define NAME "avx2"
#include "code_kernels.h"
#endif
