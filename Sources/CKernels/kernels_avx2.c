// AVX2 with FMA: 16 registers of 4 float64 or 8 float32.
#if defined(__x86_64__)
#include "levels.h"

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define CK_TABLE ck_avx2
#define CK_TILE_F64 6
#define CK_PANEL_F64 8
#define CK_TILE_F32 6
#define CK_SIDE 2
#include "kernels/kernels.h"
#pragma clang attribute pop
#endif
