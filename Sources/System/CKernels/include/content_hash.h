// A fast 128-bit hash of file content, for fingerprints. Not cryptographic.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Writes the hash of `count` bytes, mixed with `seed`, to `hash`. The same on every processor.
void stet_content_hash(const void *bytes, size_t count, uint64_t seed, uint64_t hash[2]);

#ifdef __cplusplus
}
#endif
