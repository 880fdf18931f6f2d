// Chooses kernels by what the processor says it can do.
#include "processor.h"
#include "transformer_kernels.h"

extern const stet_kernels stet_kernels_generic;
#if defined(__x86_64__)
extern const stet_kernels stet_kernels_avx2, stet_kernels_avx512, stet_kernels_wide;
#endif

const stet_kernels *stet_kernels_for(stet_isa isa) {
  switch (isa) {
    case stet_isa_generic: return &stet_kernels_generic;
#if defined(__x86_64__)
    case stet_isa_avx2: return stet_has_avx2() ? &stet_kernels_avx2 : 0;
    case stet_isa_avx512: return stet_has_avx512() ? &stet_kernels_avx512 : 0;
#endif
    default: return 0;
  }
}

const stet_kernels *stet_kernels_best(void) {
  for (int isa = stet_isa_count - 1; isa > 0; isa--) {
    const stet_kernels *kernels = stet_kernels_for((stet_isa)isa);
    if (kernels) return kernels;
  }
  return &stet_kernels_generic;
}

const stet_kernels *stet_kernels_wide_on_avx2(void) {
#if defined(__x86_64__)
  return stet_has_avx2() ? &stet_kernels_wide : 0;
#else
  return 0;
#endif
}
