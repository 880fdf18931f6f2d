// The product of a block by tile registers (Intel 64 and IA-32 Software Developer's Manual, volume 1, chapter 18); TILE_DOT multiplies two tiles.
//
// Registers 0 to 3 sum, 4 and 5 hold the rows' tiles, 6 and 7 the weights'.
#pragma once
#include <immintrin.h>

#include "../tiles.h"

TARGET static void product(
    const char *a, int64_t block, const char *panel, int64_t tiles, int64_t rows, int32_t *sums, const char *next) {
  (void)next;
  enum { distance = panel_outputs * 4 };
  _tile_zero(0);
  _tile_zero(1);
  if (rows <= tile_lines) {
    for (int64_t t = 0; t < tiles; t++, a += tile_bytes, panel += panel_step) {
      _tile_loadd(4, a, line_bytes);
      _tile_loadd(6, panel, line_bytes);
      TILE_DOT(0, 4, 6);
      _tile_loadd(7, panel + tile_bytes, line_bytes);
      TILE_DOT(1, 4, 7);
    }
  } else {
    _tile_zero(2);
    _tile_zero(3);
    for (int64_t t = 0; t < tiles; t++, a += tile_bytes, panel += panel_step) {
      _tile_loadd(4, a, line_bytes);
      _tile_loadd(6, panel, line_bytes);
      TILE_DOT(0, 4, 6);
      _tile_loadd(7, panel + tile_bytes, line_bytes);
      TILE_DOT(1, 4, 7);
      _tile_loadd(5, a + block, line_bytes);
      TILE_DOT(2, 5, 6);
      TILE_DOT(3, 5, 7);
    }
    _tile_stored(2, sums + tile_lines * panel_outputs, distance);
    _tile_stored(3, sums + tile_lines * panel_outputs + tile_lines, distance);
  }
  _tile_stored(0, sums, distance);
  _tile_stored(1, sums + tile_lines, distance);
}
