// What a product in bfloat16 computes, in the plainest form, with sums in double precision.
#include <string.h>

#include "matrix_products.h"

// To the nearest number with 8 bits of mantissa, ties to even.
static float rounded(float value) {
  uint32_t bits;
  memcpy(&bits, &value, 4);
  bits += 0x7fff + (bits >> 16 & 1);
  bits &= 0xffff0000;
  memcpy(&value, &bits, 4);
  return value;
}

static float element(stet_factor factor, int64_t row, int64_t depth) {
  return rounded(factor.turned ? factor.values[depth * factor.distance + row] : factor.values[row * factor.distance + depth]);
}

static size_t scratch_size(int64_t rows, int64_t columns, int64_t depth) {
  (void)rows, (void)columns, (void)depth;
  return 0;
}

static void multiply(
    stet_factor a, stet_factor b, int64_t rows, int64_t columns, int64_t depth, float *c, int64_t distance, int adding,
    void *scratch) {
  (void)scratch;
  for (int64_t i = 0; i < rows; i++)
    for (int64_t j = 0; j < columns; j++) {
      double sum = adding ? c[i * distance + j] : 0;
      for (int64_t d = 0; d < depth; d++) sum += (double)element(a, i, d) * element(b, j, d);
      c[i * distance + j] = (float)sum;
    }
}

const stet_products stet_products_reference = {"reference", scratch_size, multiply};
