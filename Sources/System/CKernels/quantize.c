// Symmetric quantisation of rows, and back.
#include "quantize.h"

#include <math.h>
#include <string.h>

#include "vectors/half.h"

// Adding and taking away 1.5 * 2^23 rounds a small float to the nearest integer, ties to even, and is what compilers vectorise.
static float nearest(float value) { return (value + 12582912.0f) - 12582912.0f; }

static float code(float value, float inverse) {
  float scaled = value * inverse;
  scaled = scaled > 127.0f ? 127.0f : scaled < -127.0f ? -127.0f : scaled;
  return nearest(scaled);
}

// Sums in double of pieces in float: fast, and exact enough to order candidates.
enum { piece = 256 };

// With the codes that belong to `scale`, the best scale is sum(value * code) / sum(code^2); the error that is left
// is then sum(value^2) - sum(value * code)^2 / sum(code^2). Returns what is subtracted.
static double gain(const float *values, int64_t count, float scale, double *best_scale) {
  double cross = 0, square = 0;
  float inverse = 1 / scale;
  for (int64_t start = 0; start < count; start += piece) {
    int64_t end = start + piece < count ? start + piece : count;
    float c = 0, s = 0;
    for (int64_t i = start; i < end; i++) {
      float q = code(values[i], inverse);
      c += values[i] * q;
      s += q * q;
    }
    cross += (double)c;
    square += (double)s;
  }
  if (square <= 0) return -1;
  *best_scale = cross / square;
  return cross * cross / square;
}

static double squared_error(const float *values, int64_t count, float scale) {
  double error = 0;
  float inverse = 1 / scale;
  for (int64_t i = 0; i < count; i++) {
    double difference = (double)values[i] - (double)scale * (double)code(values[i], inverse);
    error += difference * difference;
  }
  return error;
}

float stet_quantize_row(const float *values, int64_t count, int8_t *codes) {
  float largest = 0;
  for (int64_t i = 0; i < count; i++) {
    if (!isfinite(values[i])) return NAN;
    if (fabsf(values[i]) > largest) largest = fabsf(values[i]);
  }
  // Where a scale would not be a normal number, all is as good as zero.
  float plain = largest / 127;
  if (plain < 1e-30f) {
    memset(codes, 0, (size_t)count);
    return 0;
  }
  float chosen = plain;
  double best = -1;
  // Products of numbers beyond this would overflow; no weight is near it.
  int steps = largest < 1e30f ? 32 : 0;
  for (int step = 0; step < steps; step++) {
    float scale = plain * (1 - 0.02f * (float)step);
    double fitted = 0, found = gain(values, count, scale, &fitted);
    if (found > best && fitted > 1e-30) {
      best = found;
      chosen = (float)fitted;
    }
  }
  // Codes are chosen again with the fitted scale; it must not have come out worse than the plain one.
  if (squared_error(values, count, chosen) > squared_error(values, count, plain)) chosen = plain;
  for (int64_t i = 0; i < count; i++) codes[i] = (int8_t)code(values[i], 1 / chosen);
  return chosen;
}

void stet_dequantize_rows(const void *codes, const void *scales, int64_t rows, int64_t columns, float *destination) {
  const int8_t *from = codes;
  for (int64_t row = 0; row < rows; row++) {
    float scale;
    memcpy(&scale, (const char *)scales + row * 4, 4);
    for (int64_t i = 0; i < columns; i++) destination[i] = scale * (float)from[i];
    from += columns;
    destination += columns;
  }
}

void stet_dequantize_columns(const void *codes, const void *scales, int64_t rows, int64_t columns, float *destination) {
  const int8_t *from = codes;
  // Some columns at a time, whose scales then are aligned and stay in the cache.
  enum { piece = 256 };
  float aligned[piece];
  for (int64_t first = 0; first < columns; first += piece) {
    int64_t count = first + piece < columns ? piece : columns - first;
    memcpy(aligned, (const char *)scales + first * 4, (size_t)count * 4);
    for (int64_t row = 0; row < rows; row++) {
      const int8_t *code = from + row * columns + first;
      float *to = destination + row * columns + first;
      for (int64_t i = 0; i < count; i++) to[i] = aligned[i] * (float)code[i];
    }
  }
}

void stet_quantize_rows_plainly(const float *values, int64_t rows, int64_t columns, int8_t *codes, float *scales) {
  for (int64_t row = 0; row < rows; row++, values += columns, codes += columns) {
    float largest = 0;
    for (int64_t i = 0; i < columns; i++) largest = fabsf(values[i]) > largest ? fabsf(values[i]) : largest;
    scales[row] = largest / 127;
    float inverse = largest > 1e-30f ? 127 / largest : 0;
    for (int64_t i = 0; i < columns; i++) codes[i] = (int8_t)code(values[i], inverse);
  }
}

static float small_code(float value, float inverse) {
  float scaled = value * inverse;
  scaled = scaled > 7.0f ? 7.0f : scaled < -8.0f ? -8.0f : scaled;
  return nearest(scaled);
}

static float group_error(const float *values, float scale) {
  float error = 0, inverse = 1 / scale;
  for (int i = 0; i < stet_group; i++) {
    float difference = values[i] - scale * small_code(values[i], inverse);
    error += difference * difference;
  }
  return error;
}

float stet_quantize_group(const float *values, uint8_t *codes) {
  float largest = 0, extreme = 0;
  for (int i = 0; i < stet_group; i++) {
    if (!isfinite(values[i])) return NAN;
    if (fabsf(values[i]) > largest) {
      largest = fabsf(values[i]);
      extreme = values[i];
    }
  }
  memset(codes, 0x88, stet_group / 2);
  // Half precision has nothing between zero and 2^-24.
  if (largest < 0x1p-20f) return 0;
  if (largest / 8 > 65504.0f) return NAN;
  float chosen = 0, best = INFINITY;
  for (int step = 0; step < 16; step++) {
    // The largest number at 7, or at -8, which a negative scale does for a positive one; or cut off.
    float candidates[2] = {largest / 7, -extreme / 8};
    for (int which = 0; which < 2; which++) {
      float scale = stet_from_half(stet_to_half(candidates[which] * (1 - 0.025f * (float)step)));
      float error = scale != 0 && isfinite(scale) ? group_error(values, scale) : INFINITY;
      if (error < best) {
        best = error;
        chosen = scale;
      }
    }
  }
  for (int i = 0; i < stet_group / 2; i++) {
    int low = (int)small_code(values[2 * i], 1 / chosen) + 8, high = (int)small_code(values[2 * i + 1], 1 / chosen) + 8;
    codes[i] = (uint8_t)(low | high << 4);
  }
  return chosen;
}

void stet_dequantize_groups(const void *codes, const void *scales, int64_t rows, int64_t columns, float *destination) {
  const uint8_t *from = codes;
  for (int64_t group = 0; group < rows * (columns / stet_group); group++) {
    uint16_t half;
    memcpy(&half, (const char *)scales + group * 2, 2);
    float scale = stet_from_half(half);
    for (int i = 0; i < stet_group / 2; i++) {
      destination[2 * i] = scale * (float)((from[i] & 15) - 8);
      destination[2 * i + 1] = scale * (float)((from[i] >> 4) - 8);
    }
    from += stet_group / 2;
    destination += stet_group;
  }
}
