// The product of matrices of one number type, with or without a row added to each row. Each output is
// its own chain of fused multiply-adds in the order of the inner index; tiles only decide which chains
// run side by side.
//
// A panel is a stretch of columns as wide as a vector type, however many registers that takes. The
// last panel may be wider than what is left: it reads beyond (an arena has room there) and writes
// what is its own.

typedef REAL NAME(quarter) __attribute__((ext_vector_type(4)));
typedef REAL NAME(half) __attribute__((ext_vector_type(8)));
typedef REAL NAME(wide) __attribute__((ext_vector_type(16)));
typedef REAL NAME(row) __attribute__((ext_vector_type(64)));

// Fewer than 16 numbers, in as few pieces as their count has binary digits.
static inline void NAME(store_part)(REAL *out, const REAL *values, int64_t count) {
  int64_t i = 0;
#define CK_PIECE(size) \
  if (count & (size)) { \
    memcpy(out + i, values + i, (size) * sizeof *out); \
    i += (size); \
  }
  CK_PIECE(8)
  CK_PIECE(4)
  CK_PIECE(2)
  CK_PIECE(1)
#undef CK_PIECE
}

// A tile of `height` rows of one panel, held in registers; then all rows of it.
#define CK_DEFINE_TILE(name, VECTOR, HEIGHT) \
  static inline __attribute__((always_inline)) void NAME(name)( \
      const int height, const ck_instruction *p, REAL *out, const REAL *a, const REAL *b, \
      const REAL *bias, int64_t valid) { \
    const int64_t inner = p->inner, out_row = p->out_row, width = sizeof(VECTOR) / sizeof(REAL); \
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
    if (bias) { \
      VECTOR added = (VECTOR)*bias; \
      if (p->b_column) memcpy(&added, bias, sizeof added); \
      _Pragma("unroll") for (int r = 0; r < height; r++) sums[r] += added; \
    } \
    if (valid >= width) { \
      _Pragma("unroll") for (int r = 0; r < height; r++) \
          memcpy(out + r * out_row, &sums[r], sizeof sums[r]); \
    } else { \
      _Pragma("unroll") for (int r = 0; r < height; r++) { \
        REAL values[sizeof(VECTOR) / sizeof(REAL)]; \
        memcpy(values, &sums[r], sizeof values); \
        NAME(store_part)(out + r * out_row, values, valid); \
      } \
    } \
  } \
  static __attribute__((noinline)) void NAME(name##_panel)( \
      const ck_instruction *p, REAL *out, const REAL *a, const REAL *b, const REAL *bias, \
      int64_t valid) { \
    const int64_t rows = p->rows, out_row = p->out_row, a_row = p->a_row; \
    int64_t r = 0; \
    for (; r + HEIGHT <= rows; r += HEIGHT) \
      NAME(name)(HEIGHT, p, out + r * out_row, a + r * a_row, b, bias, valid); \
    if (HEIGHT > 4 && r + 4 <= rows) { \
      NAME(name)(4, p, out + r * out_row, a + r * a_row, b, bias, valid); \
      r += 4; \
    } \
    if (HEIGHT > 2 && r + 2 <= rows) { \
      NAME(name)(2, p, out + r * out_row, a + r * a_row, b, bias, valid); \
      r += 2; \
    } \
    for (; r < rows; r++) NAME(name)(1, p, out + r * out_row, a + r * a_row, b, bias, valid); \
  }

CK_DEFINE_TILE(tile_row, NAME(row), 1)
#if CK_PANEL > 8
CK_DEFINE_TILE(tile_wide, NAME(wide), CK_TILE)
#endif
CK_DEFINE_TILE(tile_half, NAME(half), CK_TILE)
CK_DEFINE_TILE(tile_quarter, NAME(quarter), CK_TILE)

static void NAME(matmul)(
    const ck_instruction *p, REAL *out, const REAL *a, const REAL *b, const REAL *bias) {
  const int64_t columns = p->columns, bias_step = p->b_column;
  int64_t c = 0;
#define CK_PANELS(name, width, limit) \
  for (; columns - c > (limit); c += (width)) \
    NAME(name##_panel)(p, out + c, a, b + c, bias ? bias + c * bias_step : bias, columns - c);
  // A single row has but one chain a column: many columns at once keep the adders busy.
  if (p->rows == 1) CK_PANELS(tile_row, 64, 63)
#if CK_PANEL > 8
  CK_PANELS(tile_wide, 16, sizeof(REAL) == 8 ? 11 : 8)
#endif
  CK_PANELS(tile_half, 8, 4)
  CK_PANELS(tile_quarter, 4, 0)
#undef CK_PANELS
}
