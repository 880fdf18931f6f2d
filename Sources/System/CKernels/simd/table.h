// Collects the kernels of the including file into a table called NAME.
#pragma once
#include "activation_backward.h"
#include "attention.h"
#include "attention_backward.h"
#include "dropout.h"
#include "normalization.h"
#include "normalization_backward.h"
#include "optimizer.h"
#include "softmax.h"

#define STRING(x) #x
#define TABLE(variable, label)                                                                                       \
  const stet_kernels variable = {                                                                                    \
      label, PANEL, packed_size, pack, linear, activate, add_layer_norm, attention_scratch, attention,               \
      activate_backward, layer_norm_backward, attention_saved, attention_training_scratch, attention_training,       \
      attention_backward, dropout, adamw, sum_of_squares, add_scaled, add_columns, softmax_row,                      \
  }
