// The product of matrices of one number type. Each output is its own chain of fused multiply-adds
// in the order of the inner index; tiles only decide which chains run side by side.

typedef REAL NAME(wide) __attribute__((ext_vector_type(16)));
typedef REAL NAME(half) __attribute__((ext_vector_type(8)));
typedef REAL NAME(quarter) __attribute__((ext_vector_type(4)));
typedef REAL NAME(single) __attribute__((ext_vector_type(1)));

// A tile of `height` rows of one vector each, held in registers; then all rows of a panel.
#define CK_DEFINE_TILE(name, VECTOR) \
  static inline __attribute__((always_inline)) void NAME(name)( \
      const int height, const ck_instruction *p, REAL *out, const REAL *a, const REAL *b) { \
    const int64_t inner = p->inner, columns = p->columns; \
    const int64_t a_row = p->a_row, a_column = p->a_column, b_row = p->b_row; \
    VECTOR sums[CK_TILE_MAX]; \
    _Pragma("unroll") for (int r = 0; r < height; r++) sums[r] = (VECTOR)(REAL)0; \
    for (int64_t k = 0; k < inner; k++) { \
      VECTOR right; \
      memcpy(&right, b + k * b_row, sizeof right); \
      _Pragma("unroll") for (int r = 0; r < height; r++) { \
        VECTOR left = (VECTOR)(a[r * a_row + k * a_column]); \
        sums[r] = __builtin_elementwise_fma(left, right, sums[r]); \
      } \
    } \
    _Pragma("unroll") for (int r = 0; r < height; r++) \
        memcpy(out + r * columns, &sums[r], sizeof sums[r]); \
  } \
  static __attribute__((noinline)) void NAME(name##_panel)( \
      const ck_instruction *p, REAL *out, const REAL *a, const REAL *b) { \
    const int64_t rows = p->rows, columns = p->columns, a_row = p->a_row; \
    int64_t r = 0; \
    for (; r + CK_TILE <= rows; r += CK_TILE) \
      NAME(name)(CK_TILE, p, out + r * columns, a + r * a_row, b); \
    for (; r + 2 <= rows; r += 2) NAME(name)(2, p, out + r * columns, a + r * a_row, b); \
    if (r < rows) NAME(name)(1, p, out + r * columns, a + r * a_row, b); \
  }

CK_DEFINE_TILE(tile_wide, NAME(wide))
CK_DEFINE_TILE(tile_half, NAME(half))
CK_DEFINE_TILE(tile_quarter, NAME(quarter))
CK_DEFINE_TILE(tile_single, NAME(single))

static void NAME(matmul)(const ck_instruction *p, REAL *out, const REAL *a, const REAL *b) {
  const int64_t columns = p->columns;
  int64_t c = 0;
  for (; c + 16 <= columns; c += 16) NAME(tile_wide_panel)(p, out + c, a, b + c);
  if (c + 8 <= columns) {
    NAME(tile_half_panel)(p, out + c, a, b + c);
    c += 8;
  }
  if (c + 4 <= columns) {
    NAME(tile_quarter_panel)(p, out + c, a, b + c);
    c += 4;
  }
  for (; c < columns; c++) NAME(tile_single_panel)(p, out + c, a, b + c);
}
