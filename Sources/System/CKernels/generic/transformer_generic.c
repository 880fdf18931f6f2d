// Four lanes with what every processor of the architecture has: SSE2 on x86-64, NEON on arm64.
#define LANES 4
#if defined(__aarch64__)
#define FUSED 1
#else
#define FUSED 0
#endif
#define TARGET
#include "../simd/table.h"

extern const stet_kernels stet_kernels_generic;
TABLE(stet_kernels_generic, "generic");
