// The kernel that a table of eight bits has.
#pragma once

TARGET static void linear(
    const float *x, int64_t ldx, int64_t rows, int64_t inputs, const void *packed, const float *bias, int64_t outputs,
    stet_activation activation, float *y, int64_t ldy, void *scratch) {
  linear_in_blocks(
      stet_packed_int8, product, x, ldx, rows, inputs, packed, bias, outputs, activation, y, ldy, scratch);
}
