// What every processor of the architecture runs: SSE2, where fused multiply-adds are done by the C
// library, correctly but slowly; NEON on arm64.
#include "levels.h"

// Loops that call the C library's fma stay scalar; at the other levels such a warning would count.
#pragma clang diagnostic ignored "-Wpass-failed"

#define CK_TABLE ck_baseline
#define CK_PANEL_F64 8
#if defined(__aarch64__)
#define CK_TILE_F64 2
#define CK_SIDE 2
#define CK_TILE_F32 4
#else
#define CK_TILE_F64 1
#define CK_SIDE 1
#define CK_TILE_F32 2
#endif
#include "kernels/kernels.h"
