// The kernels of the number type that REAL and its companions describe.
#include "elementwise.h"
#include "matmul.h"
#include "reductions.h"
#include "updates.h"
#include "run.h"
#include "train.h"
#include "table.h"

#undef CK_UNARY_TABLE
#undef CK_FUNCTION_TABLE
#undef CK_BINARY_TABLE
#undef CK_MAXIMUM_OF
#undef CK_MINIMUM_OF
#undef CK_SUM_OF
#undef CK_SAME
#undef CK_SQUARED
#undef CK_EACH
#undef CK_DEFINE_UNARY
#undef CK_DEFINE_FUNCTION
#undef CK_DEFINE_BINARY
#undef CK_DEFINE_TILE
#undef CK_DEFINE_SUM
#undef CK_DEFINE_EXTREME
#undef CK_DEFINE_ROWS
#undef CK_DEFINE_COLUMNS

#undef REAL
#undef NAME
#undef CK_FUNCTION
#undef CK_SQRT_OF
#undef CK_ABS_OF
#undef CK_INFINITY
#undef CK_TILE
#undef CK_PANEL
#undef CK_VECTOR
