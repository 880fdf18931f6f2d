// Codes of vectors with what every processor has.
#include <stdint.h>
#include <string.h>

#define BYTES 16
#define TARGET
typedef uint8_t sixteen __attribute__((vector_size(16)));
static inline sixteen sixteen_at(const uint8_t *p) {
  sixteen table;
  memcpy(&table, p, 16);
  return table;
}
static inline sixteen look_up(sixteen table, sixteen index) {
  sixteen found;
  for (int i = 0; i < 16; i++) found[i] = table[index[i] & 15];
  return found;
}
#define TABLE(p) ((code_bytes)sixteen_at(p))
#define LOOKUP(table, index) ((code_bytes)look_up((sixteen)(table), (sixteen)(index)))
#define KERNELS stet_code_kernels_generic
#define NAME "generic"
#include "code_kernels.h"
