// Eight lanes: x86-64 since 2013 (AVX2 and FMA).
#if defined(__x86_64__)
#define LANES 8
#define FUSED 1
#define TARGET __attribute__((target("avx2,fma")))
#include "../simd/table.h"

extern const stet_kernels stet_kernels_avx2;
TABLE(stet_kernels_avx2, "avx2");
#endif
