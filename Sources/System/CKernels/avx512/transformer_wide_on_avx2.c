// The sixteen-lane code for processors without AVX-512, each vector as two halves: slow, there for the tests.
#if defined(__x86_64__)
// Vectors of 64 bytes pass between functions of this file only, so their calling convention does not matter.
#pragma clang diagnostic ignored "-Wpsabi"
#define LANES 16
#define FUSED 1
#define TARGET __attribute__((target("avx2,fma")))
#include "../simd/table.h"

extern const stet_kernels stet_kernels_wide;
TABLE(stet_kernels_wide, "wide-on-avx2");
#endif
