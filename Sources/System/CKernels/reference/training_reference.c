// What each training kernel computes, in the plainest form, in double precision.
#include <math.h>

#include "transformer_kernels.h"

static const double pi = 3.14159265358979323846;

double stet_reference_derivative(double x, stet_activation activation) {
  switch (activation) {
    case stet_identity: return 1;
    case stet_gelu: return 0.5 * (1 + erf(x / sqrt(2))) + x * exp(-x * x / 2) / sqrt(2 * pi);
    case stet_gelu_tanh: {
      double t = tanh(sqrt(2 / pi) * (x + 0.044715 * x * x * x));
      return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * sqrt(2 / pi) * (1 + 3 * 0.044715 * x * x);
    }
    case stet_relu: return x > 0;
    case stet_silu: {
      double s = 1 / (1 + exp(-x));
      return s * (1 + x * (1 - s));
    }
    case stet_tanh: return 1 - tanh(x) * tanh(x);
  }
  return x;
}

void stet_reference_layer_norm_backward(
    const float *x, const float *gain, const float *dy, int64_t rows, int64_t columns, float epsilon, float *dx,
    float *dgain, float *dbias) {
  for (int64_t row = 0; row < rows; row++, x += columns, dy += columns, dx += columns) {
    double mean = 0, variance = 0, mean_g = 0, mean_gz = 0, count = (double)columns;
    for (int64_t i = 0; i < columns; i++) mean += x[i] / count;
    for (int64_t i = 0; i < columns; i++) variance += (x[i] - mean) * (x[i] - mean) / count;
    double deviation = sqrt(variance + epsilon);
    for (int64_t i = 0; i < columns; i++) {
      double z = (x[i] - mean) / deviation;
      mean_g += (double)dy[i] * gain[i] / count;
      mean_gz += (double)dy[i] * gain[i] * z / count;
      dgain[i] += (float)(dy[i] * z);
      dbias[i] += dy[i];
    }
    for (int64_t i = 0; i < columns; i++)
      dx[i] = (float)(((double)dy[i] * gain[i] - mean_g - (x[i] - mean) / deviation * mean_gz) / deviation);
  }
}

// Row by row: the probabilities p of query i, then what it adds to every gradient.
void stet_reference_attention_backward(
    const float *q, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads, int64_t head_size,
    float scale, const float *dout, int64_t ldo, float *dq, float *dk, float *dv) {
  for (int64_t i = 0; i < length; i++)
    for (int64_t c = 0; c < heads * head_size; c++) dq[i * ld + c] = dk[i * ld + c] = dv[i * ld + c] = 0;
  for (int64_t column = 0; column < heads * head_size; column += head_size)
    for (int64_t i = 0; i < length; i++) {
      double p[length], dp[length], total = 0, dot = 0;
      for (int64_t j = 0; j < length; j++) {
        p[j] = dp[j] = 0;
        for (int64_t d = column; d < column + head_size; d++) {
          p[j] += (double)q[i * ld + d] * k[j * ld + d] * scale;
          dp[j] += (double)dout[i * ldo + d] * v[j * ld + d];
        }
        total += p[j] = exp(p[j]);
      }
      for (int64_t j = 0; j < length; j++) dot += (p[j] /= total) * dp[j];
      for (int64_t j = 0; j < length; j++)
        for (int64_t d = column; d < column + head_size; d++) {
          double ds = p[j] * (dp[j] - dot) * scale;
          dq[i * ld + d] += (float)(ds * k[j * ld + d]);
          dk[j * ld + d] += (float)(ds * q[i * ld + d]);
          dv[j * ld + d] += (float)(p[j] * dout[i * ldo + d]);
        }
    }
}

void stet_reference_adamw(
    const stet_adamw *step, const float *gradient, int64_t count, float *values, float *first, float *second) {
  for (int64_t i = 0; i < count; i++) {
    double g = (double)gradient[i] * step->gradient_scale;
    double m = step->beta1 * (double)first[i] + (1 - (double)step->beta1) * g;
    double v = step->beta2 * (double)second[i] + (1 - (double)step->beta2) * g * g;
    double update = m / step->correction1 / (sqrt(v / step->correction2) + step->epsilon);
    values[i] = (float)(values[i] * (1 - (double)step->rate * step->decay) - step->rate * update);
    first[i] = (float)m;
    second[i] = (float)v;
  }
}
