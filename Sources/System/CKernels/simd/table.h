// Collects the kernels of the including file into a table called NAME.
#pragma once
#include "activation_backward.h"
#include "attention.h"
#include "attention_backward.h"
#include "causal_attention.h"
#include "causal_attention_backward.h"
#include "dropout.h"
#include "gated.h"
#include "normalization.h"
#include "normalization_backward.h"
#include "optimizer.h"
#include "rms_norm.h"
#include "rotary.h"
#include "softmax.h"

#define STRING(x) #x
#define TABLE(variable, label)                                                                                       \
  const stet_kernels variable = {                                                                                    \
      label, PANEL, packed_size, pack, linear, activate, add_layer_norm, attention_scratch, attention,               \
      activate_backward, layer_norm_backward, attention_saved, attention_training_scratch, attention_training,       \
      attention_backward, dropout, adamw, sum_of_squares, add_scaled, add_columns, softmax_row,                      \
      rms_norm, rms_norm_backward, rotate, gated, gated_backward, cache_size, cache_rows, cache_copy,                \
      causal_scratch, causal_attention, causal_backward_scratch, causal_backward,                                    \
  }
