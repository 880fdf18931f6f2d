// Codes of vectors with NEON, which every 64-bit ARM processor has.
#if defined(__aarch64__)
#include <arm_neon.h>

#define BYTES 16
#define TARGET
#define TABLE(p) ((code_bytes)vld1q_u8(p))
#define LOOKUP(table, index) ((code_bytes)vqtbl1q_u8((uint8x16_t)(table), (uint8x16_t)(index)))
#define KERNELS stet_code_kernels_neon
#define NAME "neon"
#include "code_kernels.h"
#endif
