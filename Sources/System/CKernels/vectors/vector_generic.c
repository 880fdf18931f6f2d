// Vector search with what every processor of the architecture has.
#include "half.h"

#define WIDTH 4
#define TARGET
#define KERNELS stet_vector_kernels_generic
#define NAME "generic"

typedef float four __attribute__((vector_size(16)));
static inline four widen_four(const uint16_t *p) {
  return (four){stet_from_half(p[0]), stet_from_half(p[1]), stet_from_half(p[2]), stet_from_half(p[3])};
}
static inline void narrow_four(uint16_t *p, four v) {
  for (int i = 0; i < 4; i++) p[i] = stet_to_half(v[i]);
}
#define HALF(p) widen_four(p)
#define STORE_HALF(p, v) narrow_four(p, v)
#include "vector_kernels.h"
