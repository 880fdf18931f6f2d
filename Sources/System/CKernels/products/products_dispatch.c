// Which products in bfloat16 this processor and its system run.
#define _GNU_SOURCE  // syscall
#include "matrix_products.h"

#if defined(__x86_64__) && defined(__linux__)
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#if defined(__x86_64__)
extern const stet_products stet_products_avx512, stet_products_amx;

static int has_avx512_bf16(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512bf16");
}

#if defined(__linux__)
// Linux gives a process the tile registers when it asks (arch_prctl(2), ARCH_REQ_XCOMP_PERM of XFEATURE_XTILEDATA); threads
// that start later inherit that. Bits 22 and 24 of EDX in leaf 7 are AMX-BF16 and AMX-TILE.
static int has_amx(void) {
  static int known = 0;  // 1 for no, 2 for yes; every thread would write the same.
  if (known == 0) {
    unsigned a, b, c, d = 0;
    int listed = __get_cpuid_count(7, 0, &a, &b, &c, &d) && (d >> 22 & 1) && (d >> 24 & 1);
    known = listed && has_avx512_bf16() && syscall(SYS_arch_prctl, 0x1023, 18) == 0 ? 2 : 1;
  }
  return known == 2;
}
#else
static int has_amx(void) { return 0; }
#endif
#endif

int stet_products_available(const stet_products **products, int capacity) {
  int count = 0;
#if defined(__x86_64__)
  if (count < capacity && has_avx512_bf16()) products[count++] = &stet_products_avx512;
  if (count < capacity && has_amx()) products[count++] = &stet_products_amx;
#endif
  return count;
}
