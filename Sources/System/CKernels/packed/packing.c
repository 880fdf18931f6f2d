// Weights into panels.
#include <string.h>

#include "layout.h"

size_t stet_packed_size(stet_packed_format format, int64_t outputs, int64_t inputs) {
  return (size_t)(ceiling(outputs, panel_outputs) * panel_bytes(format, inputs));
}

size_t stet_packed_scratch(stet_packed_format format, int64_t rows, int64_t inputs) {
  int64_t most = rows_at_once(format, inputs);
  int64_t packed = ceiling(rows < most ? rows : most, tile_lines) * tile_lines;
  // The rows' packed form, and a scale and a zero for each.
  return (size_t)(packed * (depth_tiles(format, inputs) * line_bytes + 8)) + line_bytes;
}

// The first group of an output, 64 bytes before the next one of the same tile.
static char *first_group(void *packed, stet_packed_format format, int64_t inputs, int64_t output) {
  int64_t place = output % panel_outputs;
  return (char *)packed + output / panel_outputs * panel_bytes(format, inputs) + place / tile_lines * tile_bytes +
         place % tile_lines * 4;
}

// Where group number `group` is from the first one.
static int64_t group_distance(int64_t group) {
  return group / tile_lines * panel_step + group % tile_lines * line_bytes;
}

void stet_pack_int8(
    const int8_t *codes, const void *scales, int64_t outputs, int64_t inputs, void *packed, int64_t first) {
  for (int64_t o = 0; o < outputs; o++, codes += inputs) {
    char *to = first_group(packed, stet_packed_int8, inputs, first + o);
    int32_t sum = 0;
    for (int64_t k = 0; k < inputs; k++) sum += codes[k];
    int64_t whole = inputs / 4;
    for (int64_t group = 0; group < whole; group++) memcpy(to + group_distance(group), codes + 4 * group, 4);
    if (inputs % 4) memcpy(to + group_distance(whole), codes + 4 * whole, (size_t)(inputs % 4));
    char *panel = (char *)packed + (first + o) / panel_outputs * panel_bytes(stet_packed_int8, inputs);
    panel_end *end = (panel_end *)(panel + depth_tiles(stet_packed_int8, inputs) * panel_step);
    memcpy(&end->scales[(first + o) % panel_outputs], (const char *)scales + 4 * o, 4);
    end->sums[(first + o) % panel_outputs] = sum;
  }
}

// To the nearest number with 8 bits of mantissa, ties to even.
static uint32_t rounded(float value) {
  uint32_t bits;
  memcpy(&bits, &value, 4);
  return (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
}

void stet_pack_bf16(const float *weights, int64_t outputs, int64_t inputs, void *packed, int64_t first) {
  for (int64_t o = 0; o < outputs; o++, weights += inputs) {
    char *to = first_group(packed, stet_packed_bf16, inputs, first + o);
    for (int64_t k = 0; k < inputs; k += 2) {
      uint32_t pair = rounded(weights[k]) | (k + 1 < inputs ? rounded(weights[k + 1]) << 16 : 0);
      memcpy(to + group_distance(k / 2), &pair, 4);
    }
  }
}
