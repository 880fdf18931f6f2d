// Which kernels for codes of vectors this processor can run.
#include "../processor.h"
#include "vector_codes.h"

extern const stet_code_kernels stet_code_kernels_reference, stet_code_kernels_generic;
#if defined(__x86_64__)
extern const stet_code_kernels stet_code_kernels_avx2, stet_code_kernels_avx512;
#elif defined(__aarch64__)
extern const stet_code_kernels stet_code_kernels_neon;
#endif

int stet_code_kernels_available(const stet_code_kernels **kernels, int capacity) {
  const stet_code_kernels *all[4];
  int count = 0;
  all[count++] = &stet_code_kernels_reference;
  all[count++] = &stet_code_kernels_generic;
#if defined(__x86_64__)
  if (stet_has_avx2()) all[count++] = &stet_code_kernels_avx2;
  if (stet_has_avx512()) all[count++] = &stet_code_kernels_avx512;
#elif defined(__aarch64__)
  all[count++] = &stet_code_kernels_neon;
#endif
  for (int i = 0; i < count && i < capacity; i++) kernels[i] = all[i];
  return count;
}

const stet_code_kernels *stet_code_kernels_best(void) {
  const stet_code_kernels *all[4];
  int count = stet_code_kernels_available(all, 4);
  return all[count - 1];
}
