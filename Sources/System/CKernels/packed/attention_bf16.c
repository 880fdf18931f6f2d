// Self-attention of one sequence by vdpbf16ps, head after head.
//
// A product multiplies rows of pairs by panels of 16 outputs; a panel has a line of 64 bytes for each pair of inputs. The keys of a head are such
// panels as they are (a pair is two features), its values with tokens as inputs (a pair is two tokens). Queries pass in blocks, whose scores and
// probabilities stay in the first cache.
#if defined(__x86_64__)
#define LANES 16
#define FUSED 1
#define IS_AVX512 1
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx512bf16,avx2,fma")))
#include <immintrin.h>

#include "../simd/lanes.h"
#include "reduced_attention.h"

enum { query_block = 32, line_bytes = 64, panel_keys = 16, head_step = 32 };

INLINE int64_t whole(int64_t count, int64_t of) { return (count + of - 1) / of * of; }

INLINE __mmask16 lowest_lanes(int64_t count) {
  return count >= 16 ? 0xffff : count <= 0 ? 0 : (__mmask16)((1u << count) - 1);
}

TARGET static size_t attention_scratch(int64_t length, int64_t head_size) {
  int64_t keys = whole(length, panel_keys) * head_size * 2, values = whole(length, 2) * head_size * 2;
  int64_t queries = query_block * head_size * 2, scores = query_block * whole(length, 32) * (4 + 2);
  return (size_t)(keys + values + queries + scores + line_bytes) / sizeof(float) + 1;
}

// Rows of floats [rows, count] as rows of bfloat16.
TARGET static void round_rows(const float *x, int64_t ld, int64_t rows, int64_t count, char *to) {
  for (int64_t i = 0; i < rows; i++, x += ld) {
    for (int64_t d = 0; d < count; d += 32, to += line_bytes) {
      _mm512_store_si512(to, (__m512i)_mm512_cvtne2ps_pbh(_mm512_loadu_ps(x + d + 16), _mm512_loadu_ps(x + d)));
    }
  }
}

// Rows and columns of 16 x 16 words change places.
INLINE void transpose(__m512i *rows) {
  __m512i t[16];
  for (int i = 0; i < 16; i += 2) {
    t[i] = _mm512_unpacklo_epi32(rows[i], rows[i + 1]);
    t[i + 1] = _mm512_unpackhi_epi32(rows[i], rows[i + 1]);
  }
  for (int i = 0; i < 16; i += 4) {
    rows[i] = _mm512_unpacklo_epi64(t[i], t[i + 2]);
    rows[i + 1] = _mm512_unpackhi_epi64(t[i], t[i + 2]);
    rows[i + 2] = _mm512_unpacklo_epi64(t[i + 1], t[i + 3]);
    rows[i + 3] = _mm512_unpackhi_epi64(t[i + 1], t[i + 3]);
  }
  for (int half = 0; half < 16; half += 8) {
    for (int i = 0; i < 4; i++) {
      t[half + i] = _mm512_shuffle_i32x4(rows[half + i], rows[half + 4 + i], 0x88);
      t[half + 4 + i] = _mm512_shuffle_i32x4(rows[half + i], rows[half + 4 + i], 0xdd);
    }
  }
  for (int i = 0; i < 8; i++) {
    rows[i] = _mm512_shuffle_i32x4(t[i], t[8 + i], 0x88);
    rows[8 + i] = _mm512_shuffle_i32x4(t[i], t[8 + i], 0xdd);
  }
}

// Keys of one head [length, head_size]; keys beyond the last are zero.
TARGET static void pack_keys(const float *k, int64_t ld, int64_t length, int64_t head_size, char *to) {
  for (int64_t start = 0; start < length; start += panel_keys) {
    for (int64_t d = 0; d < head_size; d += 32, to += 16 * line_bytes) {
      __m512i rows[16];
      for (int j = 0; j < 16; j++) {
        const float *from = k + (start + j) * ld + d;
        rows[j] = start + j < length
                      ? (__m512i)_mm512_cvtne2ps_pbh(_mm512_loadu_ps(from + 16), _mm512_loadu_ps(from))
                      : _mm512_setzero_si512();
      }
      transpose(rows);
      for (int i = 0; i < 16; i++) _mm512_store_si512(to + i * line_bytes, rows[i]);
    }
  }
}

// Values of one head [length, head_size], a panel for each 16 features; a token beyond the last is zero.
TARGET static void pack_values(const float *v, int64_t ld, int64_t length, int64_t head_size, char *to) {
  for (int64_t d = 0; d < head_size; d += 16) {
    for (int64_t j = 0; j < length; j += 2, to += line_bytes) {
      const float *from = v + j * ld + d;
      __m512 second = j + 1 < length ? _mm512_loadu_ps(from + ld) : _mm512_setzero_ps();
      __m512i low = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(_mm512_loadu_ps(from)));
      __m512i high = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(second));
      _mm512_store_si512(to, _mm512_or_si512(low, _mm512_slli_epi32(high, 16)));
    }
  }
}

// `height` rows by `width` panels, at most 8 by 2.
INLINE void tile(
    const int height, const int width, const char *rows, int64_t distance, int64_t pairs, const char *panels, float *out,
    int64_t ldo) {
  __m512 sums[8][2];
  for (int i = 0; i < height; i++) {
    for (int c = 0; c < width; c++) sums[i][c] = _mm512_setzero_ps();
  }
  for (int64_t p = 0; p < pairs; p++) {
    __m512bh lines[2];
    for (int c = 0; c < width; c++) {
      lines[c] = (__m512bh)_mm512_load_si512(panels + (c * pairs + p) * line_bytes);
    }
    for (int i = 0; i < height; i++) {
      int32_t pair;
      memcpy(&pair, rows + i * distance + p * 4, sizeof pair);
      __m512bh both = (__m512bh)_mm512_set1_epi32(pair);
      for (int c = 0; c < width; c++) sums[i][c] = _mm512_dpbf16_ps(sums[i][c], both, lines[c]);
    }
  }
  for (int i = 0; i < height; i++) {
    for (int c = 0; c < width; c++) _mm512_storeu_ps(out + i * ldo + c * 16, sums[i][c]);
  }
}

// Rows of pairs, `distance` bytes apart, times panels: [rows, 16 * count].
TARGET static void product(
    const char *rows, int64_t distance, int64_t height, int64_t pairs, const char *panels, int64_t count, float *out,
    int64_t ldo) {
  for (int64_t c = 0; c < count; c += 2, panels += 2 * pairs * line_bytes, out += 32) {
    const char *from = rows;
    float *to = out;
    int64_t left = height;
#define STRIP(HEIGHT)                                                    \
  if (c + 1 < count) tile(HEIGHT, 2, from, distance, pairs, panels, to, ldo); \
  else tile(HEIGHT, 1, from, distance, pairs, panels, to, ldo);          \
  from += HEIGHT * distance;                                             \
  to += HEIGHT * ldo;                                                    \
  left -= HEIGHT;
    while (left >= 8) { STRIP(8) }
    if (left >= 4) { STRIP(4) }
    if (left >= 2) { STRIP(2) }
    if (left >= 1) { STRIP(1) }
#undef STRIP
  }
}

// 2^x for x up to 0, relative error under 8e-5, which rounding to bfloat16 hides: x = n + f, and a polynomial in f.
INLINE __m512 power_of_two(__m512 x) {
  __m512 n = _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  __m512 f = _mm512_sub_ps(x, n), p = _mm512_set1_ps(5.5171095e-2f);
  p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(2.4260999e-1f));
  p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(6.9326097e-1f));
  p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(9.9992812e-1f));
  return _mm512_scalef_ps(p, n);
}

// Writes exp(scores * scale - their largest) as bfloat16, zeros up to a whole line, and returns 1 / their sum. `factor` is scale / ln 2.
INLINE float probabilities(float *scores, int64_t length, float factor, char *to) {
  __m512 most = _mm512_set1_ps(-__builtin_inff());
  for (int64_t i = 0; i < length; i += 16) {
    most = _mm512_mask_max_ps(most, lowest_lanes(length - i), most, _mm512_loadu_ps(scores + i));
  }
  __m512 shift = _mm512_set1_ps(-_mm512_reduce_max_ps(most) * factor), sum = _mm512_setzero_ps();
  __m512 times = _mm512_set1_ps(factor);
  for (int64_t i = 0; i < length; i += 32, to += line_bytes) {
    __m512 a = power_of_two(_mm512_fmadd_ps(_mm512_loadu_ps(scores + i), times, shift));
    __m512 b = power_of_two(_mm512_fmadd_ps(_mm512_loadu_ps(scores + i + 16), times, shift));
    a = _mm512_maskz_mov_ps(lowest_lanes(length - i), a);
    b = _mm512_maskz_mov_ps(lowest_lanes(length - i - 16), b);
    sum = _mm512_add_ps(sum, _mm512_add_ps(a, b));
    _mm512_store_si512(to, (__m512i)_mm512_cvtne2ps_pbh(b, a));
  }
  return 1.0f / _mm512_reduce_add_ps(sum);
}

TARGET static void attention(
    const float *q, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads, int64_t head_size,
    float scale, float *out, int64_t ldo, float *scratch) {
  char *keys = (char *)(((uintptr_t)scratch + line_bytes - 1) / line_bytes * line_bytes);
  int64_t lds = whole(length, 32), panels = (length + panel_keys - 1) / panel_keys;
  char *values = keys + panels * panel_keys * head_size * 2;
  char *queries = values + whole(length, 2) * head_size * 2;
  char *chances = queries + query_block * head_size * 2;
  float *scores = (float *)(chances + query_block * lds * 2);
  for (int64_t head = 0; head < heads; head++) {
    int64_t column = head * head_size;
    pack_keys(k + column, ld, length, head_size, keys);
    pack_values(v + column, ld, length, head_size, values);
    for (int64_t row = 0; row < length; row += query_block) {
      int64_t height = length - row < query_block ? length - row : query_block;
      round_rows(q + row * ld + column, ld, height, head_size, queries);
      product(queries, head_size * 2, height, head_size / 2, keys, panels, scores, lds);
      float inverse[query_block];
      for (int64_t i = 0; i < height; i++) {
        inverse[i] = probabilities(scores + i * lds, length, scale * 1.44269504f, chances + i * lds * 2);
      }
      float *to = out + row * ldo + column;
      product(chances, lds * 2, height, (length + 1) / 2, values, head_size / 16, to, ldo);
      for (int64_t i = 0; i < height; i++, to += ldo) {
        __m512 factor = _mm512_set1_ps(inverse[i]);
        for (int64_t d = 0; d < head_size; d += 16) {
          _mm512_storeu_ps(to + d, _mm512_mul_ps(_mm512_loadu_ps(to + d), factor));
        }
      }
    }
  }
}

extern const stet_reduced_attention stet_reduced_attention_avx512;
const stet_reduced_attention stet_reduced_attention_avx512 = {"avx512-bf16", head_step, attention_scratch, attention};
#endif
