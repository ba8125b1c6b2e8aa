// AVX-512: 32 registers of 8 float64 or 16 float32.
#if defined(__x86_64__)
#include "levels.h"

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))), \
    apply_to = function)
#define CK_TABLE ck_avx512
#define CK_TILE_F64 8
#define CK_PANEL_F64 16
#define CK_TILE_F32 8
#define CK_SIDE 4
#include "kernels/kernels.h"
#pragma clang attribute pop
#endif
