// What each kernel of decoders computes, in the plainest form, with sums in double precision.
#include <math.h>

#include "transformer_kernels.h"

static double inverse_rms(const float *x, int64_t columns, float epsilon) {
  double squares = 0;
  for (int64_t i = 0; i < columns; i++) squares += (double)x[i] * x[i];
  return 1 / sqrt(squares / (double)columns + epsilon);
}

void stet_reference_rms_norm(
    const float *x, int64_t rows, int64_t columns, const float *gain, float epsilon, float *y) {
  for (int64_t row = 0; row < rows; row++, x += columns, y += columns) {
    double scale = inverse_rms(x, columns, epsilon);
    for (int64_t i = 0; i < columns; i++) y[i] = (float)(x[i] * scale * gain[i]);
  }
}

void stet_reference_rms_norm_backward(
    const float *x, const float *gain, const float *dy, int64_t rows, int64_t columns, float epsilon, float *dx,
    float *dgain) {
  for (int64_t row = 0; row < rows; row++, x += columns, dy += columns, dx += columns) {
    double scale = inverse_rms(x, columns, epsilon), mean = 0;
    for (int64_t i = 0; i < columns; i++) {
      mean += (double)dy[i] * gain[i] * x[i] * scale / (double)columns;
      dgain[i] += (float)(dy[i] * x[i] * scale);
    }
    for (int64_t i = 0; i < columns; i++) dx[i] = (float)(((double)dy[i] * gain[i] - x[i] * scale * mean) * scale);
  }
}

void stet_reference_rotate(
    const float *x, int64_t ldx, int64_t rows, int64_t heads, int64_t head_size, const float *cosines,
    const float *sines, float direction, float *y, int64_t ldy) {
  int64_t half = head_size / 2;
  for (int64_t row = 0; row < rows; row++)
    for (int64_t head = 0; head < heads; head++)
      for (int64_t i = 0; i < half; i++) {
        double c = cosines[row * half + i], s = (double)sines[row * half + i] * direction;
        const float *from = x + row * ldx + head * head_size + i;
        float *to = y + row * ldy + head * head_size + i;
        to[0] = (float)(from[0] * c - from[half] * s);
        to[half] = (float)(from[half] * c + from[0] * s);
      }
}

void stet_reference_gated(const float *x, int64_t rows, int64_t inner, stet_activation activation, float *y) {
  for (int64_t row = 0; row < rows; row++)
    for (int64_t i = 0; i < inner; i++) {
      const float *gate = x + row * 2 * inner + i;
      y[row * inner + i] = (float)(stet_reference_activate(gate[0], activation) * gate[inner]);
    }
}

void stet_reference_gated_backward(
    const float *x, const float *dy, int64_t rows, int64_t inner, stet_activation activation, float *dx) {
  for (int64_t row = 0; row < rows; row++)
    for (int64_t i = 0; i < inner; i++) {
      const float *gate = x + row * 2 * inner + i;
      float *to = dx + row * 2 * inner + i;
      double d = dy[row * inner + i];
      to[0] = (float)(d * gate[inner] * stet_reference_derivative(gate[0], activation));
      to[inner] = (float)(d * stet_reference_activate(gate[0], activation));
    }
}

// The probabilities of one query over `slots` keys of its head; -infinity in the mask hides the last ones.
static void probabilities(
    const float *q, const float *k, int64_t ld, int64_t slots, int64_t head_size, float scale, const float *mask,
    int64_t mask_columns, double *p) {
  double most = -INFINITY, total = 0;
  for (int64_t j = 0; j < slots; j++) {
    p[j] = 0;
    for (int64_t d = 0; d < head_size; d++) p[j] += (double)q[d] * k[j * ld + d] * scale;
    if (mask && j >= slots - mask_columns) p[j] += mask[j - (slots - mask_columns)];
    if (p[j] > most) most = p[j];
  }
  for (int64_t j = 0; j < slots; j++) total += p[j] = exp(p[j] - most);
  for (int64_t j = 0; j < slots; j++) p[j] /= total;
}

void stet_reference_causal_attention(
    const float *q, int64_t ldq, int64_t count, const float *k, const float *v, int64_t ld, int64_t past, int64_t heads,
    int64_t key_heads, int64_t head_size, float scale, const float *mask, int64_t mask_columns, float *out,
    int64_t ldo) {
  for (int64_t head = 0; head < heads; head++)
    for (int64_t i = 0; i < count; i++) {
      int64_t column = head * head_size, shared = head / (heads / key_heads) * head_size;
      int64_t slots = mask ? past + count : past + i + 1;
      double p[slots];
      probabilities(
          q + i * ldq + column, k + shared, ld, slots, head_size, scale, mask ? mask + i * mask_columns : 0,
          mask_columns, p);
      for (int64_t d = 0; d < head_size; d++) {
        double sum = 0;
        for (int64_t j = 0; j < slots; j++) sum += p[j] * v[j * ld + shared + d];
        out[i * ldo + column + d] = (float)sum;
      }
    }
}

// Query after query: what it adds to every gradient.
void stet_reference_causal_backward(
    const float *q, int64_t ldq, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads,
    int64_t key_heads, int64_t head_size, float scale, const float *dout, int64_t ldo, float *dq, float *dk, float *dv) {
  for (int64_t i = 0; i < length; i++) {
    for (int64_t c = 0; c < heads * head_size; c++) dq[i * ldq + c] = 0;
    for (int64_t c = 0; c < key_heads * head_size; c++) dk[i * ld + c] = dv[i * ld + c] = 0;
  }
  for (int64_t head = 0; head < heads; head++)
    for (int64_t i = 0; i < length; i++) {
      int64_t column = head * head_size, shared = head / (heads / key_heads) * head_size;
      double p[length], dp[length], dot = 0;
      probabilities(q + i * ldq + column, k + shared, ld, i + 1, head_size, scale, 0, 0, p);
      for (int64_t j = 0; j <= i; j++) {
        dp[j] = 0;
        for (int64_t d = 0; d < head_size; d++) dp[j] += (double)dout[i * ldo + column + d] * v[j * ld + shared + d];
        dot += p[j] * dp[j];
      }
      for (int64_t j = 0; j <= i; j++)
        for (int64_t d = 0; d < head_size; d++) {
          double ds = p[j] * (dp[j] - dot) * scale;
          dq[i * ldq + column + d] += (float)(ds * k[j * ld + shared + d]);
          dk[j * ld + shared + d] += (float)(ds * q[i * ldq + column + d]);
          dv[j * ld + shared + d] += (float)(p[j] * dout[i * ldo + column + d]);
        }
    }
}
