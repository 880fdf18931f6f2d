// OpenBLAS chooses its kernels by the model number of the processor when it is loaded. A number that it does not know, because the processor is
// younger than the library, gets kernels of twenty years ago, a fifth as fast (Debian 12's 0.3.21 on a Sapphire Rapids: 29 instead of 141 GFLOP/s).
// Before `main` we look whether that happened to a processor that can do more, and let it choose again.
// Weak: a program without OpenBLAS, or with one of another build, links as well and keeps what it has.
#define _GNU_SOURCE  // setenv
#include <stdlib.h>
#include <string.h>

#include "processor.h"

extern char *openblas_get_corename(void) __attribute__((weak));
extern void gotoblas_dynamic_init(void) __attribute__((weak));
extern void gotoblas_dynamic_quit(void) __attribute__((weak));

// What the library falls back to: kernels without AVX.
static int is_old(const char *name) {
  static const char *const old[] = {"Katmai", "Coppermine", "Northwood", "Prescott", "Banias", "Core2", "Penryn",
                                    "Dunnington", "Nehalem", "Athlon", "Opteron", "Opteron_SSE3", "Barcelona", "Atom"};
  for (size_t i = 0; i < sizeof old / sizeof *old; i++)
    if (strcmp(name, old[i]) == 0) return 1;
  return 0;
}

__attribute__((constructor)) static void choose_openblas_kernels(void) {
  static const char variable[] = "OPENBLAS_CORETYPE";
  if (!openblas_get_corename || !gotoblas_dynamic_init || !gotoblas_dynamic_quit) return;
  // Whoever chose for himself meant it.
  if (getenv(variable) || !stet_has_avx2() || !is_old(openblas_get_corename())) return;
  setenv(variable, stet_has_avx512() ? "SkylakeX" : "Haswell", 1);
  gotoblas_dynamic_quit();
  gotoblas_dynamic_init();
  unsetenv(variable);
}
