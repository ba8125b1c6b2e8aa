// Reductions of one number type: 16 virtual lanes and a fixed tree, whatever the hardware's width.
// Lanes that a short tail does not reach are given the neutral element, which leaves them as they
// are, bit by bit: a lane of a sum is never −0.

typedef REAL NAME(lanes) __attribute__((ext_vector_type(CK_LANES)));
typedef REAL NAME(lanes8) __attribute__((ext_vector_type(8)));
typedef REAL NAME(lanes4) __attribute__((ext_vector_type(4)));

// Vectors are passed by address: by value their calling convention would depend on the level.
static inline void NAME(load)(NAME(lanes) *v, const REAL *x) { memcpy(v, x, sizeof *v); }

// The first `count` lanes from memory, the others 0.
static inline void NAME(load_tail)(NAME(lanes) *v, const REAL *x, int64_t count) {
  REAL padded[CK_LANES];
  for (int l = 0; l < CK_LANES; l++) padded[l] = l < count ? x[l] : 0;
  NAME(load)(v, padded);
}

static inline REAL NAME(add_lanes)(const NAME(lanes) *v) {
  NAME(lanes8) a = v->lo + v->hi;
  NAME(lanes4) b = a.lo + a.hi;
  return (b[0] + b[2]) + (b[1] + b[3]);
}

#define CK_SAME(x) (x)
#define CK_SQUARED(x) ((x) * (x))

#define CK_DEFINE_SUM(name, term) \
  static inline REAL NAME(name)(const REAL *x, int64_t n) { \
    REAL total = 0; \
    for (int64_t start = 0; start < n; start += CK_BLOCK) { \
      int64_t end = start + CK_BLOCK < n ? start + CK_BLOCK : n, i = start; \
      NAME(lanes) sums = 0; \
      for (; i + CK_LANES <= end; i += CK_LANES) { \
        NAME(lanes) v; \
        NAME(load)(&v, x + i); \
        sums += term(v); \
      } \
      if (i < end) { \
        NAME(lanes) v; \
        NAME(load_tail)(&v, x + i, end - i); \
        sums += term(v); \
      } \
      total += NAME(add_lanes)(&sums); \
    } \
    return total; \
  }

CK_DEFINE_SUM(sum, CK_SAME)
CK_DEFINE_SUM(sum_squares, CK_SQUARED)

#define CK_DEFINE_EXTREME(name, neutral, choose) \
  static inline REAL NAME(name)(const REAL *x, int64_t n) { \
    REAL v[CK_LANES]; \
    int64_t i = 0; \
    for (int l = 0; l < CK_LANES; l++) v[l] = neutral; \
    for (; i + CK_LANES <= n; i += CK_LANES) \
      for (int l = 0; l < CK_LANES; l++) v[l] = choose(v[l], x[i + l]); \
    for (int l = 0; i + l < n; l++) v[l] = choose(v[l], x[i + l]); \
    for (int width = CK_LANES / 2; width > 0; width /= 2) \
      for (int l = 0; l < width; l++) v[l] = choose(v[l], v[l + width]); \
    return v[0]; \
  }

CK_DEFINE_EXTREME(largest, -CK_INFINITY, CK_MAXIMUM_OF)
CK_DEFINE_EXTREME(smallest, CK_INFINITY, CK_MINIMUM_OF)

#define CK_DEFINE_ROWS(name, reduce) \
  static void NAME(name)(const ck_instruction *p, REAL *out, const REAL *a) { \
    for (int64_t r = 0; r < p->rows; r++) out[r] = NAME(reduce)(a + r * p->columns, p->columns); \
  }

CK_DEFINE_ROWS(sum_rows, sum)
CK_DEFINE_ROWS(maximum_rows, largest)
CK_DEFINE_ROWS(minimum_rows, smallest)

#define CK_SUM_OF(x, y) ((x) + (y))

// A stretch of columns at a time, its results in registers from the first row to the last.
#define CK_DEFINE_COLUMNS(name, neutral, choose) \
  static void NAME(name)(const ck_instruction *p, REAL *out, const REAL *a) { \
    const int64_t rows = p->rows, columns = p->columns; \
    int64_t c = 0; \
    for (; c + CK_LANES <= columns; c += CK_LANES) { \
      REAL v[CK_LANES]; \
      for (int l = 0; l < CK_LANES; l++) v[l] = neutral; \
      for (int64_t r = 0; r < rows; r++) \
        for (int l = 0; l < CK_LANES; l++) v[l] = choose(v[l], a[r * columns + c + l]); \
      for (int l = 0; l < CK_LANES; l++) out[c + l] = v[l]; \
    } \
    for (; c < columns; c++) { \
      REAL v = neutral; \
      for (int64_t r = 0; r < rows; r++) v = choose(v, a[r * columns + c]); \
      out[c] = v; \
    } \
  }

CK_DEFINE_COLUMNS(sum_columns, 0, CK_SUM_OF)
CK_DEFINE_COLUMNS(maximum_columns, -CK_INFINITY, CK_MAXIMUM_OF)
CK_DEFINE_COLUMNS(minimum_columns, CK_INFINITY, CK_MINIMUM_OF)

static void NAME(softmax)(const ck_instruction *p, REAL *out, const REAL *a) {
  const int64_t columns = p->columns;
  for (int64_t r = 0; r < p->rows; r++, out += columns, a += columns) {
    REAL m = NAME(largest)(a, columns);
    CK_EACH(i, columns) out[i] = CK_FUNCTION(exp)(a[i] - m);
    REAL s = NAME(sum)(out, columns);
    CK_EACH(i, columns) out[i] = out[i] / s;
  }
}

static void NAME(log_softmax)(const ck_instruction *p, REAL *out, const REAL *a, REAL *powers) {
  const int64_t columns = p->columns;
  for (int64_t r = 0; r < p->rows; r++, out += columns, a += columns) {
    REAL m = NAME(largest)(a, columns);
    CK_EACH(i, columns) powers[i] = CK_FUNCTION(exp)(a[i] - m);
    REAL s = CK_FUNCTION(ln)(NAME(sum)(powers, columns));
    CK_EACH(i, columns) out[i] = (a[i] - m) - s;
  }
}
