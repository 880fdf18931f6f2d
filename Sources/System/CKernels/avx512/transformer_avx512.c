// Sixteen lanes: x86-64 with AVX-512.
#if defined(__x86_64__)
#define LANES 16
#define FUSED 1
#define IS_AVX512 1
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma")))
#include "../simd/table.h"

extern const stet_kernels stet_kernels_avx512;
TABLE(stet_kernels_avx512, "avx512");
#endif
