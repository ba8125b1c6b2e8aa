// Trials side by side, of one number type: element i of a value is a block of CK_VECTOR numbers, one of
// each trial. A trial's own numbers go through the operations of the other kernels in their order, so
// it gets the bits that it gets alone. Sizes and strides in an instruction count blocks.
//
// What works on elements one by one, and what combines whole rows, needs no kernel of its own: there a
// block is so many more columns.

#define CK_LANE(l) CK_EACH(l, CK_VECTOR)

typedef REAL NAME(block) __attribute__((ext_vector_type(CK_VECTOR)));

// A tile of a product: height × width outputs, a register or a few each.
static inline __attribute__((always_inline)) void NAME(lanes_tile)(
    const int height, const int width, const ck_instruction *p, REAL *out, const REAL *a,
    const REAL *b, const REAL *bias) {
  const int64_t a_row = (int64_t)p->a_row * CK_VECTOR, a_column = (int64_t)p->a_column * CK_VECTOR;
  const int64_t b_row = (int64_t)p->b_row * CK_VECTOR, row = (int64_t)p->columns * CK_VECTOR;
  NAME(block) sums[CK_SIDE][CK_SIDE];
  _Pragma("unroll") for (int r = 0; r < height; r++)
      _Pragma("unroll") for (int c = 0; c < width; c++) sums[r][c] = (NAME(block))(REAL)0;
  for (int64_t k = 0; k < p->inner; k++) {
    NAME(block) right[CK_SIDE];
    _Pragma("unroll") for (int c = 0; c < width; c++)
        memcpy(&right[c], b + k * b_row + c * CK_VECTOR, sizeof right[c]);
    _Pragma("unroll") for (int r = 0; r < height; r++) {
      NAME(block) left;
      memcpy(&left, a + r * a_row + k * a_column, sizeof left);
      _Pragma("unroll") for (int c = 0; c < width; c++)
          sums[r][c] = __builtin_elementwise_fma(left, right[c], sums[r][c]);
    }
  }
  _Pragma("unroll") for (int c = 0; c < width; c++) {
    NAME(block) added;
    if (bias) memcpy(&added, bias + c * (int64_t)p->b_column * CK_VECTOR, sizeof added);
    _Pragma("unroll") for (int r = 0; r < height; r++) {
      if (bias) sums[r][c] += added;
      memcpy(out + r * row + c * CK_VECTOR, &sums[r][c], sizeof sums[r][c]);
    }
  }
}

static void NAME(lanes_matmul)(
    const ck_instruction *p, REAL *out, const REAL *a, const REAL *b, const REAL *bias) {
  const int64_t rows = p->rows, columns = p->columns, side = CK_SIDE;
  for (int64_t c = 0, width; c < columns; c += width) {
    width = columns - c >= side ? side : 1;
    const REAL *right = b + c * CK_VECTOR;
    const REAL *added = bias ? bias + c * p->b_column * CK_VECTOR : bias;
    for (int64_t r = 0, height; r < rows; r += height) {
      height = rows - r >= side ? side : 1;
      REAL *to = out + (r * columns + c) * CK_VECTOR;
      const REAL *left = a + r * p->a_row * CK_VECTOR;
      if (width == side && height == side) NAME(lanes_tile)(CK_SIDE, CK_SIDE, p, to, left, right, added);
      else if (width == side) NAME(lanes_tile)(1, CK_SIDE, p, to, left, right, added);
      else if (height == side) NAME(lanes_tile)(CK_SIDE, 1, p, to, left, right, added);
      else NAME(lanes_tile)(1, 1, p, to, left, right, added);
    }
  }
}

static void NAME(lanes_copy)(const ck_instruction *p, REAL *out, const REAL *a) {
  for (int64_t r = 0; r < p->rows; r++)
    for (int64_t c = 0; c < p->columns; c++, out += CK_VECTOR)
      memcpy(out, a + (r * p->a_row + c * p->a_column) * CK_VECTOR, CK_VECTOR * sizeof *out);
}

// The 16 virtual lanes of a reduction, a block each; those that a short row does not reach would leave
// the others as they are, and are left out.
#define CK_DEFINE_LANES_SUM(name, term) \
  static void NAME(name)(REAL *out, const REAL *a, int64_t n) { \
    NAME(block) total = (NAME(block))(REAL)0; \
    for (int64_t start = 0; start < n; start += CK_BLOCK) { \
      const int64_t count = start + CK_BLOCK < n ? CK_BLOCK : n - start; \
      int64_t used = count < CK_LANES ? count : CK_LANES; \
      NAME(block) sums[CK_LANES]; \
      for (int64_t l = 0; l < used; l++) sums[l] = (NAME(block))(REAL)0; \
      for (int64_t i = 0; i < count; i++) { \
        NAME(block) v; \
        memcpy(&v, a + (start + i) * CK_VECTOR, sizeof v); \
        sums[i % CK_LANES] += term(v); \
      } \
      for (int64_t width = CK_LANES / 2; width > 0; width /= 2) { \
        for (int64_t l = width; l < used; l++) sums[l - width] += sums[l]; \
        used = used < width ? used : width; \
      } \
      total += sums[0]; \
    } \
    memcpy(out, &total, sizeof total); \
  }

CK_DEFINE_LANES_SUM(lanes_sum, CK_SAME)
CK_DEFINE_LANES_SUM(lanes_sum_squares, CK_SQUARED)

#define CK_DEFINE_LANES_EXTREME(name, choose) \
  static void NAME(name)(REAL *out, const REAL *a, int64_t n) { \
    REAL v[CK_LANES][CK_VECTOR]; \
    int64_t used = n < CK_LANES ? n : CK_LANES; \
    memcpy(v, a, (size_t)used * sizeof *v); \
    for (int64_t i = used; i < n; i++) { \
      REAL *x = v[i % CK_LANES]; \
      CK_LANE(l) x[l] = choose(x[l], a[i * CK_VECTOR + l]); \
    } \
    for (int64_t width = CK_LANES / 2; width > 0; width /= 2) { \
      for (int64_t i = width; i < used; i++) \
        CK_LANE(l) v[i - width][l] = choose(v[i - width][l], v[i][l]); \
      used = used < width ? used : width; \
    } \
    memcpy(out, v[0], sizeof v[0]); \
  }

CK_DEFINE_LANES_EXTREME(lanes_largest, CK_MAXIMUM_OF)
CK_DEFINE_LANES_EXTREME(lanes_smallest, CK_MINIMUM_OF)

#define CK_DEFINE_LANES_ROWS(name, reduce) \
  static void NAME(name)(const ck_instruction *p, REAL *out, const REAL *a) { \
    for (int64_t r = 0; r < p->rows; r++) \
      NAME(reduce)(out + r * CK_VECTOR, a + r * p->columns * CK_VECTOR, p->columns); \
  }

CK_DEFINE_LANES_ROWS(lanes_sum_rows, lanes_sum)
CK_DEFINE_LANES_ROWS(lanes_maximum_rows, lanes_largest)
CK_DEFINE_LANES_ROWS(lanes_minimum_rows, lanes_smallest)

/// Of each lane's row the powers e^(a − m), its largest number m, and their sum s.
static void NAME(lanes_shifted_powers)(
    const REAL *a, int64_t columns, REAL *powers, REAL *m, REAL *s) {
  NAME(lanes_largest)(m, a, columns);
  for (int64_t i = 0; i < columns * CK_VECTOR; i += CK_VECTOR)
    CK_LANE(l) powers[i + l] = CK_FUNCTION(exp)(a[i + l] - m[l]);
  NAME(lanes_sum)(s, powers, columns);
}

static void NAME(lanes_softmax)(const ck_instruction *p, REAL *out, const REAL *a) {
  const int64_t row = (int64_t)p->columns * CK_VECTOR;
  for (int64_t r = 0; r < p->rows; r++, out += row, a += row) {
    REAL m[CK_VECTOR], s[CK_VECTOR];
    NAME(lanes_shifted_powers)(a, p->columns, out, m, s);
    for (int64_t i = 0; i < row; i += CK_VECTOR) CK_LANE(l) out[i + l] = out[i + l] / s[l];
  }
}

static void NAME(lanes_log_softmax)(
    const ck_instruction *p, REAL *out, const REAL *a, REAL *powers) {
  const int64_t row = (int64_t)p->columns * CK_VECTOR;
  for (int64_t r = 0; r < p->rows; r++, out += row, a += row) {
    REAL m[CK_VECTOR], s[CK_VECTOR];
    NAME(lanes_shifted_powers)(a, p->columns, powers, m, s);
    CK_LANE(l) s[l] = CK_FUNCTION(ln)(s[l]);
    for (int64_t i = 0; i < row; i += CK_VECTOR) CK_LANE(l) out[i + l] = (a[i + l] - m[l]) - s[l];
  }
}

static void NAME(lanes_one_hot)(const ck_instruction *p, REAL *out, const REAL *a) {
  for (int64_t r = 0; r < p->rows; r++)
    for (int64_t c = 0; c < p->columns; c++, out += CK_VECTOR)
      CK_LANE(l) out[l] = a[r * CK_VECTOR + l] == (REAL)c ? 1 : 0;
}
