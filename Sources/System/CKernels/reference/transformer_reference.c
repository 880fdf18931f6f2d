// What each kernel computes, in the plainest form, with sums in double precision.
#include <math.h>

#include "transformer_kernels.h"

double stet_reference_activate(double x, stet_activation activation) {
  switch (activation) {
    case stet_identity: return x;
    case stet_gelu: return 0.5 * x * (1 + erf(x / sqrt(2)));
    case stet_gelu_tanh: return 0.5 * x * (1 + tanh(sqrt(2 / 3.14159265358979323846) * (x + 0.044715 * x * x * x)));
    case stet_relu: return x > 0 ? x : 0;
    case stet_silu: return x / (1 + exp(-x));
    case stet_tanh: return tanh(x);
  }
  return x;
}

void stet_reference_linear(
    const float *x, int64_t ldx, int64_t rows, int64_t inputs, const float *weights, const float *bias, int64_t outputs,
    stet_activation activation, float *y, int64_t ldy) {
  for (int64_t i = 0; i < rows; i++)
    for (int64_t o = 0; o < outputs; o++) {
      double sum = bias ? bias[o] : 0;
      for (int64_t k = 0; k < inputs; k++) sum += (double)x[i * ldx + k] * weights[o * inputs + k];
      y[i * ldy + o] = (float)stet_reference_activate(sum, activation);
    }
}

void stet_reference_add_layer_norm(
    const float *x, const float *residual, int64_t rows, int64_t columns, const float *gain, const float *bias,
    float epsilon, float *y) {
  for (int64_t row = 0; row < rows; row++) {
    const int64_t at = row * columns;
    double mean = 0, variance = 0;
    for (int64_t i = 0; i < columns; i++) mean += (double)x[at + i] + (residual ? residual[at + i] : 0);
    mean /= (double)columns;
    for (int64_t i = 0; i < columns; i++) {
      double d = (double)x[at + i] + (residual ? residual[at + i] : 0) - mean;
      variance += d * d;
    }
    double scale = 1 / sqrt(variance / (double)columns + epsilon);
    for (int64_t i = 0; i < columns; i++)
      y[at + i] = (float)(((double)x[at + i] + (residual ? residual[at + i] : 0) - mean) * scale * gain[i] + bias[i]);
  }
}

void stet_reference_attention(
    const float *q, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads, int64_t head_size,
    float scale, float *out, int64_t ldo) {
  for (int64_t column = 0; column < heads * head_size; column += head_size)
    for (int64_t i = 0; i < length; i++) {
      double most = -INFINITY, total = 0;
      for (int pass = 0; pass < 2; pass++) {
        if (pass)
          for (int64_t d = 0; d < head_size; d++) out[i * ldo + column + d] = 0;
        for (int64_t j = 0; j < length; j++) {
          double score = 0;
          for (int64_t d = 0; d < head_size; d++) score += (double)q[i * ld + column + d] * k[j * ld + column + d];
          score *= scale;
          if (!pass) {
            if (score > most) most = score;
            continue;
          }
          double weight = exp(score - most);
          total += weight;
          for (int64_t d = 0; d < head_size; d++)
            out[i * ldo + column + d] += (float)(weight * v[j * ld + column + d]);
        }
      }
      for (int64_t d = 0; d < head_size; d++) out[i * ldo + column + d] /= (float)total;
    }
}
