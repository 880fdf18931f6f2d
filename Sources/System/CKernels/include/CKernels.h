// SIMD kernels with run-time dispatch, and a plain reference of each: one header per family.
#pragma once
#include "content_hash.h"
#include "freed_memory.h"
#include "matrix_products.h"
#include "packed_linear.h"
#include "quantize.h"
#include "reduced_attention.h"
#include "tensor_memory.h"
#include "transformer_kernels.h"
#include "vector_codes.h"
#include "vector_search.h"
