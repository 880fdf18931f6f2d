// Codes of vectors with AVX-512 (F, BW, VL).
#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>

#define BYTES 64
#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,fma"), min_vector_width(512)))
#define TABLE(p) ((code_bytes)_mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(p))))
#define LOOKUP(table, index) ((code_bytes)_mm512_shuffle_epi8((__m512i)(table), (__m512i)(index)))
#define KERNELS stet_code_kernels_avx512
#define NAME "avx512"
#include "code_kernels.h"
#endif
