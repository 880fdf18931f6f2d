// What this processor and its system can do; always 0 on other architectures.
#pragma once

int stet_has_avx2(void);
/// AVX-512 with F, VL, DQ and BW.
int stet_has_avx512(void);
int stet_has_avx512_bf16(void);
int stet_has_avx512_vnni(void);
/// The 256-bit VNNI of processors without AVX-512.
int stet_has_avx_vnni(void);
int stet_has_amx_bf16(void);
int stet_has_amx_int8(void);
/// The dot product of four bytes (FEAT_DotProd).
int stet_has_neon_dot(void);
