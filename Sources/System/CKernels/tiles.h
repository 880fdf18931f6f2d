// How kernels divide the tile registers of AMX (Intel 64 and IA-32 Software Developer's Manual, volume 1, chapter 18): eight of 16 rows of 64 bytes.
#pragma once
#include <stdint.h>

typedef struct {
  uint8_t palette, start_row, reserved[14];
  uint16_t row_bytes[16];
  uint8_t rows[16];
} tile_configuration;

static const tile_configuration whole_tiles = {
    .palette = 1,
    .row_bytes = {64, 64, 64, 64, 64, 64, 64, 64},
    .rows = {16, 16, 16, 16, 16, 16, 16, 16},
};
