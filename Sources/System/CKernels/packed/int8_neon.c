// Eight bits by sdot: 64-bit ARM processors with the dot product of Armv8.2.
#if defined(__aarch64__)
#include <arm_neon.h>

#define LANES 4
#define FUSED 1
#define LIMIT 255
// The instruction multiplies signed numbers.
#define CODE_BIAS 128
#define TARGET __attribute__((target("dotprod")))
#include "rows_int8.h"
#include "linear_blocks.h"

#define WORD int32x4_t
#define PIECE_ROWS 8
#define ZERO() vdupq_n_s32(0)
#define LOAD_WORDS(p) vld1q_s32((const int32_t *)(p))
#define BROADCAST(n) vdupq_n_s32(n)
#define DOT(sum, row, weights) vdotq_s32(sum, vreinterpretq_s8_s32(row), vreinterpretq_s8_s32(weights))
#include "simd_product.h"

#include "linear_int8.h"

extern const stet_packed_kernels stet_packed_int8_neon;
const stet_packed_kernels stet_packed_int8_neon = {"neon-dotprod", stet_packed_int8, LIMIT, linear};
#endif
