// OpenBLAS starts a thread for each processor as soon as the library is loaded, and these threads wait by spinning: for a tenth of
// a second they take a processor from a program that has just begun and wants to answer. We split our work ourselves and never use
// them, so they are sent away before `main`; OpenBLAS makes them anew should anybody ask for more than one thread.
// Weak: a program without OpenBLAS links as well.

extern void openblas_set_num_threads(int count) __attribute__((weak));
extern int blas_thread_shutdown_(void) __attribute__((weak));

__attribute__((constructor)) static void end_openblas_threads(void) {
  if (!openblas_set_num_threads || !blas_thread_shutdown_) return;
  openblas_set_num_threads(1);
  blas_thread_shutdown_();
}
