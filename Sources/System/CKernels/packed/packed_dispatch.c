// Which packed products this processor and its system run.
#include "../processor.h"
#include "packed_linear.h"
#include "reduced_attention.h"

#if defined(__x86_64__)
extern const stet_packed_kernels stet_packed_int8_avx2, stet_packed_int8_avx_vnni, stet_packed_int8_avx512,
    stet_packed_int8_amx, stet_packed_bf16_avx512, stet_packed_bf16_amx;
#endif

#if defined(__aarch64__)
extern const stet_packed_kernels stet_packed_int8_neon;
#endif

int stet_packed_available(stet_packed_format format, const stet_packed_kernels **kernels, int capacity) {
  int count = 0;
#if defined(__x86_64__)
  int is_int8 = format == stet_packed_int8, is_bf16 = format == stet_packed_bf16;
  if (count < capacity && is_int8 && stet_has_avx2()) kernels[count++] = &stet_packed_int8_avx2;
  if (count < capacity && is_int8 && stet_has_avx_vnni()) kernels[count++] = &stet_packed_int8_avx_vnni;
  if (count < capacity && is_int8 && stet_has_avx512_vnni()) kernels[count++] = &stet_packed_int8_avx512;
  if (count < capacity && is_int8 && stet_has_amx_int8()) kernels[count++] = &stet_packed_int8_amx;
  if (count < capacity && is_bf16 && stet_has_avx512_bf16()) kernels[count++] = &stet_packed_bf16_avx512;
  if (count < capacity && is_bf16 && stet_has_amx_bf16()) kernels[count++] = &stet_packed_bf16_amx;
#endif
#if defined(__aarch64__)
  if (count < capacity && format == stet_packed_int8 && stet_has_neon_dot()) kernels[count++] = &stet_packed_int8_neon;
#endif
  return count;
}

#if defined(__x86_64__)
// Intel's vdpbf16ps is half as fast as its float32; AMD's is twice as fast.
static int is_slow_at_bf16(void) { return !__builtin_cpu_is("amd"); }
#endif

const stet_packed_kernels *stet_packed_best(stet_packed_format format) {
  const stet_packed_kernels *kernels[8];
  int count = stet_packed_available(format, kernels, 8);
#if defined(__x86_64__)
  if (count > 0 && kernels[count - 1] == &stet_packed_bf16_avx512 && is_slow_at_bf16()) return 0;
#endif
  return count > 0 ? kernels[count - 1] : 0;
}

#if defined(__x86_64__)
extern const stet_reduced_attention stet_reduced_attention_avx512;
#endif

const stet_reduced_attention *stet_reduced_attention_available(void) {
#if defined(__x86_64__)
  if (stet_has_avx512_bf16()) return &stet_reduced_attention_avx512;
#endif
  return 0;
}

const stet_reduced_attention *stet_reduced_attention_best(void) {
#if defined(__x86_64__)
  if (is_slow_at_bf16()) return 0;
#endif
  return stet_reduced_attention_available();
}
