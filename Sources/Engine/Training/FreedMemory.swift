import CKernels

/// What happens to memory that is freed.
package enum FreedMemory {
  /// Keeps it for what is allocated next, whatever its size, until the process ends.
  ///
  /// The C library gives large blocks back to the system, which clears their pages when they are asked for again: a tenth of the time of
  /// training a language model, whose logits take hundreds of megabytes in each step. For processes that do one thing over and over.
  package static func keep() { stet_keep_freed_memory() }
}
