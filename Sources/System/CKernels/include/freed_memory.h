#pragma once

// Makes this process keep the memory that it frees, for what it allocates next. Call it before large allocations.
void stet_keep_freed_memory(void);
