// Asks the processor, and for tile registers the system, which must lend them.
#define _GNU_SOURCE  // syscall
#include "processor.h"

#if defined(__x86_64__)
#include <cpuid.h>
#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

int stet_has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
int stet_has_avx512(void) {
  return stet_has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
}
int stet_has_avx512_bf16(void) { return stet_has_avx512() && __builtin_cpu_supports("avx512bf16"); }
int stet_has_avx512_vnni(void) { return stet_has_avx512() && __builtin_cpu_supports("avx512vnni"); }

int stet_has_avx_vnni(void) {
  unsigned a = 0, b, c, d;
  return stet_has_avx2() && __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a >> 4 & 1);
}

// Bits of EDX in leaf 7 that say which tile instructions there are.
enum { bit_amx_bf16 = 22, bit_amx_tile = 24, bit_amx_int8 = 25 };

#if defined(__linux__)
// Linux gives a process the tile registers when it asks (arch_prctl(2), ARCH_REQ_XCOMP_PERM of XFEATURE_XTILEDATA); threads
// that start later inherit that.
static int has_amx(int bit) {
  static int lent = 0;  // 1 for no, 2 for yes; every thread would write the same.
  unsigned a, b, c, d = 0;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(d >> bit_amx_tile & 1) || !(d >> bit & 1)) return 0;
  if (lent == 0) lent = syscall(SYS_arch_prctl, 0x1023, 18) == 0 ? 2 : 1;
  return lent == 2;
}
#else
static int has_amx(int bit) {
  (void)bit;
  return 0;
}
#endif

int stet_has_amx_bf16(void) { return stet_has_avx512_bf16() && has_amx(bit_amx_bf16); }
int stet_has_amx_int8(void) { return stet_has_avx512() && has_amx(bit_amx_int8); }
#else
int stet_has_avx2(void) { return 0; }
int stet_has_avx512(void) { return 0; }
int stet_has_avx512_bf16(void) { return 0; }
int stet_has_avx512_vnni(void) { return 0; }
int stet_has_avx_vnni(void) { return 0; }
int stet_has_amx_bf16(void) { return 0; }
int stet_has_amx_int8(void) { return 0; }
#endif

#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>

// HWCAP_ASIMDDP of Linux's asm/hwcap.h.
int stet_has_neon_dot(void) { return getauxval(AT_HWCAP) >> 20 & 1; }
#elif defined(__aarch64__) && defined(__APPLE__)
// Every Mac with such a processor.
int stet_has_neon_dot(void) { return 1; }
#else
int stet_has_neon_dot(void) { return 0; }
#endif
