// Collects the kernels of the including file into a table called NAME.
#pragma once
#include "attention.h"
#include "normalization.h"

#define STRING(x) #x
#define TABLE(variable, label)                                                                                       \
  const stet_kernels variable = {                                                                                    \
      label, PANEL, packed_size, pack, linear, activate, add_layer_norm, attention_scratch, attention,               \
  }
