// Blocks in lists by size, one set of lists a thread, given back when the thread ends.
//
// Sizes are rounded up to four steps an octave, so that a fifth is wasted at most and tensors of nearly the same size share blocks. Without this, blocks above
// malloc's threshold go back to the system with each tensor and come back as fresh pages, which the kernel has to clear.
#include "tensor_memory.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { alignment = 64, steps = 4, smallest_octave = 8, largest_octave = 22, lists = (largest_octave - smallest_octave) * steps };

// What a thread keeps at most; nothing where somebody looks for blocks that are used after they were let go of.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_WATCHED 1
#endif
#endif
#ifdef IS_WATCHED
static const int64_t most_kept = 0;
#else
static const int64_t most_kept = 12 << 20;
#endif

typedef struct block {
  struct block *next;
} block;

typedef struct {
  block *free[lists];
  int64_t kept;
} store;

static _Thread_local store *own;
static pthread_key_t at_end_of_thread;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void empty(void *of) {
  store *ending = of;
  for (int list = 0; list < lists; list++)
    for (block *next, *at = ending->free[list]; at; at = next) {
      next = at->next;
      free(at);
    }
  free(ending);
  own = 0;
}

static void make_key(void) { pthread_key_create(&at_end_of_thread, empty); }

// The list of a size, and its size rounded up; -1 for what is too large to be kept.
static int list_of(int64_t bytes, int64_t *rounded) {
  int64_t least = (int64_t)1 << smallest_octave;
  if (bytes <= least) {
    *rounded = least;
    return 0;
  }
  int octave = 63 - __builtin_clzll((uint64_t)(bytes - 1));
  int64_t step = ((int64_t)1 << octave) / steps, above = (bytes - ((int64_t)1 << octave) + step - 1) / step;
  *rounded = ((int64_t)1 << octave) + above * step;
  int list = (octave - smallest_octave) * steps + (int)above;
  return list < lists ? list : -1;
}

static store *store_of_thread(void) {
  if (own) return own;
  pthread_once(&once, make_key);
  own = calloc(1, sizeof *own);
  if (own) pthread_setspecific(at_end_of_thread, own);
  return own;
}

void *stet_tensor_memory(int64_t bytes) {
  int64_t rounded;
  int list = list_of(bytes, &rounded);
  if (list >= 0 && own && own->free[list]) {
    block *first = own->free[list];
    own->free[list] = first->next;
    own->kept -= rounded;
    return first;
  }
  void *memory = aligned_alloc(alignment, (size_t)rounded);
  if (!memory) {
    fprintf(stderr, "stet: no memory for a tensor of %lld bytes\n", (long long)bytes);
    abort();
  }
  return memory;
}

void stet_let_go_of_tensor_memory(void *memory, int64_t bytes) {
  int64_t rounded;
  int list = list_of(bytes, &rounded);
  store *keeper = list < 0 ? 0 : store_of_thread();
  if (!keeper || keeper->kept + rounded > most_kept) {
    free(memory);
    return;
  }
  block *first = memory;
  first->next = keeper->free[list];
  keeper->free[list] = first;
  keeper->kept += rounded;
}
