// Memory for tensors, which a thread keeps for its next ones: a pass makes and lets go of some dozens of the same sizes.
#pragma once
#include <stdint.h>

// At least `bytes` bytes, aligned for every vector width, undefined. Never null: ends the process where there is no memory.
void *stet_tensor_memory(int64_t bytes);

// Lets go of what `stet_tensor_memory` gave for the same `bytes`, on any thread; that thread keeps it while it has kept little so far.
void stet_let_go_of_tensor_memory(void *memory, int64_t bytes);
