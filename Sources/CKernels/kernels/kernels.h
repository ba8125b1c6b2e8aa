// All kernels at one level, for both number types. A level's own file names its tables (CK_TABLE),
// sets the tiles that its registers hold, opens its instruction set, and includes this.

#include "../elementary.h"

#define CK_LANES 16
#define CK_BLOCK 4096
#define CK_TILE_MAX 8
#define CK_SCALAR_CALLS 64
#define CK_CHAINS 6
// Beside the opcodes: w ← w − rate · g, and the same at the end of a step.
#define CK_SCALAR_DESCEND 1000
#define CK_SCALAR_FINISH 1001
#define CK_JOIN_(a, b) a##_##b
#define CK_JOIN(a, b) CK_JOIN_(a, b)

#define REAL double
#define NAME(name) CK_JOIN(name, f64)
#define CK_FUNCTION(name) ck_##name##_f64
#define CK_SQRT_OF(x) __builtin_sqrt(x)
#define CK_ABS_OF(x) __builtin_fabs(x)
#define CK_INFINITY __builtin_inf()
#define CK_SMALLEST __DBL_MIN__
#define CK_INTEGER int64_t
#define CK_TILE CK_TILE_F64
#define CK_PANEL CK_PANEL_F64
#define CK_VECTOR 8
#include "one_type.h"

#define REAL float
#define NAME(name) CK_JOIN(name, f32)
#define CK_FUNCTION(name) ck_##name##_f32
#define CK_SQRT_OF(x) __builtin_sqrtf(x)
#define CK_ABS_OF(x) __builtin_fabsf(x)
#define CK_INFINITY __builtin_inff()
#define CK_SMALLEST __FLT_MIN__
#define CK_INTEGER int32_t
#define CK_TILE CK_TILE_F32
#define CK_PANEL 16
#define CK_VECTOR 16
#include "one_type.h"
