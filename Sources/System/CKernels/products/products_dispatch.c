// Which products in bfloat16 this processor and its system run.
#include "../processor.h"
#include "matrix_products.h"

#if defined(__x86_64__)
extern const stet_products stet_products_avx512, stet_products_amx;
#endif

int stet_products_available(const stet_products **products, int capacity) {
  int count = 0;
#if defined(__x86_64__)
  if (count < capacity && stet_has_avx512_bf16()) products[count++] = &stet_products_avx512;
  if (count < capacity && stet_has_amx_bf16()) products[count++] = &stet_products_amx;
#endif
  return count;
}
