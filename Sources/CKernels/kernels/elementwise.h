// Elementwise kernels of one number type. Every loop is over contiguous elements; the result may
// stand where an operand of the same size stood.

// The rows of a table: opcode, name, f(x). First what takes an instruction or two.
#define CK_UNARY_TABLE(ROW) \
  ROW(NEGATE, negate, -x) \
  ROW(SQUARE, square, x * x) \
  ROW(SQRT, sqrt, CK_SQRT_OF(x)) \
  ROW(ABS, abs, CK_ABS_OF(x)) \
  ROW(RELU, relu, x <= 0 ? 0 : x) \
  ROW(LEAKY_RELU, leaky_relu, x <= 0 ? (REAL)0.01 * x : x) \
  ROW(STEP, step, x > 0 ? 1 : 0) \
  ROW(SIGN, sign, x > 0 ? 1 : x < 0 ? -1 : 0)

// Functions of some dozens of instructions.
#define CK_FUNCTION_TABLE(ROW) \
  ROW(EXP, exp, CK_FUNCTION(exp)(x)) \
  ROW(LN, ln, CK_FUNCTION(ln)(x)) \
  ROW(SIN, sin, CK_FUNCTION(sin)(x)) \
  ROW(COS, cos, CK_FUNCTION(cos)(x)) \
  ROW(TAN, tan, CK_FUNCTION(tan)(x)) \
  ROW(TANH, tanh, CK_FUNCTION(tanh)(x)) \
  ROW(SIGMOID, sigmoid, CK_FUNCTION(sigmoid)(x)) \
  ROW(ELU, elu, CK_FUNCTION(elu)(x)) \
  ROW(GELU, gelu, CK_FUNCTION(gelu)(x)) \
  ROW(SILU, silu, CK_FUNCTION(silu)(x)) \
  ROW(SOFTPLUS, softplus, CK_FUNCTION(softplus)(x)) \
  ROW(NORMAL_CDF, normal_cdf, CK_FUNCTION(normal_cdf)(x))

// The rows of a table: opcode, name, f(x, y).
#define CK_BINARY_TABLE(ROW) \
  ROW(ADD, add, x + y) \
  ROW(SUBTRACT, subtract, x - y) \
  ROW(MULTIPLY, multiply, x * y) \
  ROW(DIVIDE, divide, x / y) \
  ROW(POWER, power, CK_FUNCTION(pow)(x, y)) \
  ROW(MAXIMUM, maximum, CK_MAXIMUM_OF(x, y)) \
  ROW(MINIMUM, minimum, CK_MINIMUM_OF(x, y)) \
  ROW(EQUAL, equal, x == y ? 1 : 0) \
  ROW(LOGISTIC_LOSS, logistic_loss, NAME(logistic)(x, y)) \
  ROW(TANH_GRADIENT, tanh_gradient, x * (1 - y * y)) \
  ROW(SIGMOID_GRADIENT, sigmoid_gradient, x * (y * (1 - y))) \
  ROW(RELU_GRADIENT, relu_gradient, x * (y > 0 ? 1 : 0))

// A NaN is never lost; of two zeros the second is kept.
#define CK_MAXIMUM_OF(x, y) ((x) > (y) || (x) != (x) ? (x) : (y))
#define CK_MINIMUM_OF(x, y) ((x) < (y) || (x) != (x) ? (x) : (y))

// Each iteration stands alone: an operand is either the result's own place or apart from it.
#define CK_EACH(i, n) \
  _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < (n); i++)

static inline REAL NAME(logistic)(REAL z, REAL t) {
  return (CK_MAXIMUM_OF(z, (REAL)0) - z * t) + CK_FUNCTION(softplus)(-CK_ABS_OF(z));
}

#define CK_DEFINE_UNARY(opcode, name, result) \
  static void NAME(name)(REAL *out, const REAL *a, int64_t n) { \
    CK_EACH(i, n) { \
      REAL x = a[i]; \
      out[i] = result; \
    } \
  }

CK_UNARY_TABLE(CK_DEFINE_UNARY)

// A block of elements at a time. What whole blocks leave is computed as one more of them, read
// beyond the end (an arena has room there) and written only in part: one by one, a few elements
// would take as long as many blocks.
#define CK_DEFINE_FUNCTION(opcode, name, result) \
  static void NAME(name)(REAL *out, const REAL *a, int64_t n) { \
    REAL block[CK_VECTOR]; \
    for (int64_t start = 0; start < n; start += CK_VECTOR) { \
      REAL *to = start + CK_VECTOR <= n ? out + start : block; \
      CK_EACH(i, CK_VECTOR) { \
        REAL x = a[start + i]; \
        to[i] = result; \
      } \
    } \
    for (int64_t i = n & -CK_VECTOR; i < n; i++) out[i] = block[i & (CK_VECTOR - 1)]; \
  }

CK_FUNCTION_TABLE(CK_DEFINE_FUNCTION)

#define CK_DEFINE_BINARY(opcode, name, result) \
  static void NAME(name)(const ck_instruction *p, REAL *out, const REAL *a, const REAL *b) { \
    const int64_t rows = p->rows, columns = p->columns, out_row = p->out_row; \
    const int64_t a_row = p->a_row, b_row = p->b_row; \
    const int a_column = p->a_column, b_column = p->b_column; \
    for (int64_t r = 0; r < rows; r++) { \
      const REAL *left = a + r * a_row, *right = b + r * b_row; \
      REAL *to = out + r * out_row; \
      if (a_column && b_column) { \
        CK_EACH(i, columns) { \
          REAL x = left[i], y = right[i]; \
          to[i] = result; \
        } \
      } else if (a_column) { \
        REAL y = *right; \
        CK_EACH(i, columns) { \
          REAL x = left[i]; \
          to[i] = result; \
        } \
      } else if (b_column) { \
        REAL x = *left; \
        CK_EACH(i, columns) { \
          REAL y = right[i]; \
          to[i] = result; \
        } \
      } else { \
        REAL x = *left, y = *right, z = result; \
        CK_EACH(i, columns) to[i] = z; \
      } \
    } \
  }

CK_BINARY_TABLE(CK_DEFINE_BINARY)

static void NAME(one_hot)(const ck_instruction *p, REAL *out, const REAL *a) {
  for (int64_t r = 0; r < p->rows; r++)
    for (int64_t c = 0; c < p->columns; c++) out[r * p->columns + c] = a[r] == (REAL)c ? 1 : 0;
}
