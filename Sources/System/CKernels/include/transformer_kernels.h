// Kernels of transformers in float32, for inference and training, one table of them per instruction set.
//
// Shapes: every matrix is row-major; `ld...` is the distance between two rows in floats. A weight matrix is
// [outputs, inputs], as it stands in a checkpoint. No kernel needs aligned memory; every size may be odd.
// Kernels keep no state, so any number of threads may call them.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a linear layer does to its result.
typedef enum {
  stet_identity = 0,
  stet_gelu,       // x * Phi(x), by erf
  stet_gelu_tanh,  // the approximation of Hendrycks and Gimpel (arXiv 1606.08415)
  stet_relu,
  stet_silu,  // x * sigmoid(x)
  stet_tanh,
} stet_activation;

/// How numbers of a checkpoint are stored, little-endian.
typedef enum { stet_f32 = 0, stet_f16, stet_bf16 } stet_number;

typedef enum { stet_isa_generic = 0, stet_isa_avx2, stet_isa_avx512, stet_isa_count } stet_isa;

/// The numbers of one AdamW step.
typedef struct {
  /// Learning rate and decoupled decay.
  float rate, decay;
  float beta1, beta2, epsilon;
  /// 1 - beta^step: the moments start at zero, which this makes up for.
  float correction1, correction2;
  /// Gradients are multiplied by it: clipping, and the mean over accumulated batches.
  float gradient_scale;
} stet_adamw;

typedef struct {
  /// "avx512", "avx2" or "generic".
  const char *name;
  /// Columns of one panel of packed weights.
  int64_t panel;
  /// Floats that the packed form of a weight matrix takes.
  size_t (*packed_size)(int64_t outputs, int64_t inputs);
  /// Writes `weights` into `packed` as its outputs `first ..< first + outputs`; several calls lay matrices that share
  /// an input side by side. `packed` must be zero before the first call. `weights` may be unaligned.
  void (*pack)(const void *weights, stet_number number, int64_t outputs, int64_t inputs, float *packed, int64_t first);
  /// y[rows, outputs] = activation(x[rows, inputs] * weights^T + bias). `bias` may be null.
  void (*linear)(
      const float *x, int64_t ldx, int64_t rows, int64_t inputs, const float *packed, const float *bias,
      int64_t outputs, stet_activation activation, float *y, int64_t ldy);
  /// values[i] = activation(values[i]).
  void (*activate)(float *values, int64_t count, stet_activation activation);
  /// y = layer norm(x + residual) * gain + bias per row (Ba, Kiros, Hinton, arXiv 1607.06450); `residual` may be null;
  /// `y` may be `x` or `residual`. All three are contiguous [rows, columns].
  void (*add_layer_norm)(
      const float *x, const float *residual, int64_t rows, int64_t columns, const float *gain, const float *bias,
      float epsilon, float *y);
  /// Floats of scratch that `attention` needs.
  size_t (*attention_scratch)(int64_t length, int64_t head_size);
  /// Bidirectional self-attention of one sequence: softmax(q k^T * scale) v, each head on its own columns.
  /// `q`, `k` and `v` are [length, heads * head_size] with row distance `ld`; `out` has row distance `ldo`.
  void (*attention)(
      const float *q, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads, int64_t head_size,
      float scale, float *out, int64_t ldo, float *scratch);

  // Training. The gradient of what a kernel computes, d..., is that of the loss.

  /// dx[i] = dy[i] * activation'(x[i]); `dx` may be `dy`.
  void (*activate_backward)(const float *x, const float *dy, int64_t count, stet_activation activation, float *dx);
  /// Of y = layer norm(x) * gain + bias, all [rows, columns]: writes `dx`, adds to `dgain` and `dbias`, which may be null.
  void (*layer_norm_backward)(
      const float *x, const float *gain, const float *dy, int64_t rows, int64_t columns, float epsilon, float *dx,
      float *dgain, float *dbias);
  /// Floats that `attention_training` saves, and that it and its backward pass need as scratch.
  size_t (*attention_saved)(int64_t length, int64_t heads);
  size_t (*attention_training_scratch)(int64_t length, int64_t head_size);
  /// `attention` that keeps its probabilities, and drops some of them where `rate` is over 0.
  void (*attention_training)(
      const float *q, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads, int64_t head_size,
      float scale, float rate, uint64_t key, float *probabilities, float *out, int64_t ldo, float *scratch);
  /// Writes the gradients of `q`, `k` and `v`, which have the row distance `ld` too.
  void (*attention_backward)(
      const float *q, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads, int64_t head_size,
      float scale, float rate, uint64_t key, const float *probabilities, const float *dout, int64_t ldo, float *dq,
      float *dk, float *dv, float *scratch);
  /// y[i] = x[i] / (1 - rate), or 0 with the probability `rate`; the choice is a hash of `key` and `first + i`.
  void (*dropout)(const float *x, int64_t count, float rate, uint64_t key, int64_t first, float *y);
  /// One AdamW step on `values` and the moments `first` and `second`.
  void (*adamw)(
      const stet_adamw *step, const float *gradient, int64_t count, float *values, float *first, float *second);
  /// sum(x[i]^2).
  double (*sum_of_squares)(const float *x, int64_t count);
  /// y[i] += factor * x[i].
  void (*add_scaled)(const float *x, int64_t count, float factor, float *y);
  /// sums[c] += sum over r of x[r, c].
  void (*add_columns)(const float *x, int64_t rows, int64_t columns, float *sums);
  /// y = exp(x) / sum of exp(x), without overflow; returns the logarithm of that sum. `y` may be `x`; `count` is not 0.
  double (*softmax_row)(const float *x, int64_t count, float *y);

  // Decoders.

  /// y = x / sqrt(mean(x^2) + epsilon) * gain per row of [rows, columns] (Zhang, Sennrich, arXiv 1910.07467).
  void (*rms_norm)(const float *x, int64_t rows, int64_t columns, const float *gain, float epsilon, float *y);
  /// Writes `dx`, adds to `dgain`, which may be null.
  void (*rms_norm_backward)(
      const float *x, const float *gain, const float *dy, int64_t rows, int64_t columns, float epsilon, float *dx,
      float *dgain);
  /// Rotary position embedding (Su et al., arXiv 2104.09864): turns the pairs (i, i + head_size / 2) of each head by the angles of its
  /// row, whose cosines and sines are [rows, head_size / 2]. `direction` is 1, or -1 to turn back. `y` may be `x`.
  void (*rotate)(
      const float *x, int64_t ldx, int64_t rows, int64_t heads, int64_t head_size, const float *cosines,
      const float *sines, float direction, float *y, int64_t ldy);
  /// y[rows, inner] = activation(the first half of each row of x[rows, 2 * inner]) * its second half (Shazeer, arXiv 2002.05202).
  void (*gated)(const float *x, int64_t rows, int64_t inner, stet_activation activation, float *y);
  /// Writes `dx`, [rows, 2 * inner].
  void (*gated_backward)(
      const float *x, const float *dy, int64_t rows, int64_t inner, stet_activation activation, float *dx);
  /// Floats that the keys and values of `capacity` tokens take in the layout of `causal_attention`.
  size_t (*cache_size)(int64_t capacity, int64_t heads, int64_t head_size);
  /// Writes the keys and values [count, heads * head_size] of the tokens from `first` on, rows `ld` apart.
  void (*cache_rows)(
      const float *k, const float *v, int64_t ld, int64_t count, int64_t first, int64_t capacity, int64_t heads,
      int64_t head_size, float *cache);
  /// Copies the first `count` tokens of a cache into one of another capacity.
  void (*cache_copy)(
      const float *from, int64_t from_capacity, int64_t count, int64_t heads, int64_t head_size, float *to,
      int64_t to_capacity);
  /// Floats of scratch that `causal_attention` needs, where `slots` is `past + count`.
  size_t (*causal_scratch)(int64_t slots);
  /// Attention of the last `count` of `past + count` cached tokens to themselves and to all before them. `heads` query heads share
  /// `key_heads` key heads. A mask [count, mask_columns] of 0 and -infinity says instead which of the last cached tokens each one sees.
  void (*causal_attention)(
      const float *q, int64_t ldq, int64_t count, const float *cache, int64_t capacity, int64_t past, int64_t heads,
      int64_t key_heads, int64_t head_size, float scale, const float *mask, int64_t mask_columns, float *out,
      int64_t ldo, float *scratch);
  size_t (*causal_backward_scratch)(int64_t length, int64_t head_size);
  /// Writes the gradients of causal attention over one sequence: `dq` with rows `ldq` apart, `dk` and `dv` with rows `ld` apart.
  void (*causal_backward)(
      const float *q, int64_t ldq, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads,
      int64_t key_heads, int64_t head_size, float scale, const float *dout, int64_t ldo, float *dq, float *dk, float *dv,
      float *scratch);
} stet_kernels;

/// The kernels of one instruction set, or null where this processor lacks it.
const stet_kernels *stet_kernels_for(stet_isa isa);

/// The fastest kernels that this processor runs.
const stet_kernels *stet_kernels_best(void);

/// The 16-lane code of AVX-512, compiled for AVX2, so that its layout is tested where AVX-512 is missing; null without AVX2.
const stet_kernels *stet_kernels_wide_on_avx2(void);

/// Turns stored numbers into floats. `source` may be unaligned.
void stet_widen(const void *source, stet_number number, int64_t count, float *destination);

/// out[i] += in[i].
void stet_accumulate(const float *in, int64_t count, float *out);

// Plain loops that say what each kernel computes; tests compare with them.
void stet_reference_linear(
    const float *x, int64_t ldx, int64_t rows, int64_t inputs, const float *weights, const float *bias, int64_t outputs,
    stet_activation activation, float *y, int64_t ldy);
double stet_reference_activate(double value, stet_activation activation);
void stet_reference_add_layer_norm(
    const float *x, const float *residual, int64_t rows, int64_t columns, const float *gain, const float *bias,
    float epsilon, float *y);
void stet_reference_attention(
    const float *q, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads, int64_t head_size,
    float scale, float *out, int64_t ldo);
double stet_reference_derivative(double value, stet_activation activation);
void stet_reference_layer_norm_backward(
    const float *x, const float *gain, const float *dy, int64_t rows, int64_t columns, float epsilon, float *dx,
    float *dgain, float *dbias);
void stet_reference_attention_backward(
    const float *q, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads, int64_t head_size,
    float scale, const float *dout, int64_t ldo, float *dq, float *dk, float *dv);
void stet_reference_adamw(
    const stet_adamw *step, const float *gradient, int64_t count, float *values, float *first, float *second);
void stet_reference_rms_norm(
    const float *x, int64_t rows, int64_t columns, const float *gain, float epsilon, float *y);
void stet_reference_rms_norm_backward(
    const float *x, const float *gain, const float *dy, int64_t rows, int64_t columns, float epsilon, float *dx,
    float *dgain);
void stet_reference_rotate(
    const float *x, int64_t ldx, int64_t rows, int64_t heads, int64_t head_size, const float *cosines,
    const float *sines, float direction, float *y, int64_t ldy);
void stet_reference_gated(const float *x, int64_t rows, int64_t inner, stet_activation activation, float *y);
void stet_reference_gated_backward(
    const float *x, const float *dy, int64_t rows, int64_t inner, stet_activation activation, float *dx);
void stet_reference_causal_attention(
    const float *q, int64_t ldq, int64_t count, const float *k, const float *v, int64_t ld, int64_t past, int64_t heads,
    int64_t key_heads, int64_t head_size, float scale, const float *mask, int64_t mask_columns, float *out,
    int64_t ldo);
void stet_reference_causal_backward(
    const float *q, int64_t ldq, const float *k, const float *v, int64_t ld, int64_t length, int64_t heads,
    int64_t key_heads, int64_t head_size, float scale, const float *dout, int64_t ldo, float *dq, float *dk, float *dv);

#ifdef __cplusplus
}
#endif
