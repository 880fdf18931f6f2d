// How packed weights and activations lie in memory.
//
// Everything is made of lines of 64 bytes, and of tiles of 16 lines: what a tile register of AMX holds. A group is what one 32-bit lane of
// vpdpbusd or vdpbf16ps multiplies: four neighbours in depth in eight bits, two in bfloat16.
// - A tile of activations has a row per line, 16 groups of it.
// - A tile of weights has a group per line, of 16 outputs. A panel is 32 outputs: for each tile of depth two tiles of weights side by side,
//   so that a product reads a panel from start to end. In eight bits the panel ends with the scale and with the sum of the codes of
//   each output.
// What lies outside of a matrix is zero.
#pragma once
#include "packed_linear.h"

enum {
  line_bytes = 64,
  tile_lines = 16,
  tile_bytes = line_bytes * tile_lines,
  panel_outputs = 32,
  // Bytes from one of a panel's two tiles of one depth to that of the next depth.
  panel_step = 2 * tile_bytes,
  // Rows of activations that one product takes.
  block_rows = 32,
};

/// What follows the codes of a panel in eight bits.
typedef struct {
  float scales[panel_outputs];
  int32_t sums[panel_outputs];
} panel_end;

// Numbers in a line.
static inline int64_t line_depth(stet_packed_format format) { return format == stet_packed_int8 ? 64 : 32; }

static inline int64_t ceiling(int64_t count, int64_t size) { return (count + size - 1) / size; }

static inline int64_t depth_tiles(stet_packed_format format, int64_t inputs) {
  return ceiling(inputs, line_depth(format));
}

static inline int64_t panel_bytes(stet_packed_format format, int64_t inputs) {
  return depth_tiles(format, inputs) * panel_step + (format == stet_packed_int8 ? (int64_t)sizeof(panel_end) : 0);
}

// Rows that are packed at a time: their packed form stays in a second-level cache while all panels pass.
static inline int64_t rows_at_once(stet_packed_format format, int64_t inputs) {
  int64_t rows = (384 << 10) / (depth_tiles(format, inputs) * line_bytes + 1) / block_rows * block_rows;
  return rows < 2 * block_rows ? 2 * block_rows : rows;
}
