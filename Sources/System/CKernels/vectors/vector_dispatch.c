// Which vector search kernels this processor can run.
#include "vector_search.h"

extern const stet_vector_kernels stet_vector_kernels_reference, stet_vector_kernels_generic;
#if defined(__x86_64__)
extern const stet_vector_kernels stet_vector_kernels_avx2, stet_vector_kernels_avx512, stet_vector_kernels_wide;
#endif

int stet_vector_kernels_available(const stet_vector_kernels **kernels, int capacity) {
  const stet_vector_kernels *all[5];
  int count = 0;
  all[count++] = &stet_vector_kernels_reference;
  all[count++] = &stet_vector_kernels_generic;
#if defined(__x86_64__)
  // F16C came before AVX2, so every processor with AVX2 has it.
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    all[count++] = &stet_vector_kernels_wide;
    all[count++] = &stet_vector_kernels_avx2;
    if (__builtin_cpu_supports("avx512f")) all[count++] = &stet_vector_kernels_avx512;
  }
#endif
  for (int i = 0; i < count && i < capacity; i++) kernels[i] = all[i];
  return count;
}

const stet_vector_kernels *stet_vector_kernels_best(void) {
  const stet_vector_kernels *all[5];
  int count = stet_vector_kernels_available(all, 5);
  return all[count - 1];
}
