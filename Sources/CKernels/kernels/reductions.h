// Reductions of one number type: 16 virtual lanes and a fixed tree, whatever the hardware's width.
// Lanes that a short tail does not reach are given the neutral element, which leaves them as they
// are, bit by bit: a lane of a sum is never −0.

typedef REAL NAME(lanes) __attribute__((ext_vector_type(CK_LANES)));
typedef REAL NAME(lanes8) __attribute__((ext_vector_type(8)));
typedef REAL NAME(lanes4) __attribute__((ext_vector_type(4)));
// All bits of a lane 1 or 0.
typedef CK_INTEGER NAME(mask) __attribute__((ext_vector_type(CK_LANES)));
typedef CK_INTEGER NAME(mask8) __attribute__((ext_vector_type(8)));
typedef CK_INTEGER NAME(mask4) __attribute__((ext_vector_type(4)));

#define CK_SELECT(MASK, mask, x, y) \
  ((__typeof__(x))(((MASK)(x) & (mask)) | ((MASK)(y) & ~(mask))))

// Vectors are passed by address: by value their calling convention would depend on the level.
static inline void NAME(load)(NAME(lanes) *v, const REAL *x) { memcpy(v, x, sizeof *v); }

// The first `count` lanes from memory, which is read beyond them, the others neutral.
static inline void NAME(load_tail)(
    NAME(lanes) *v, const REAL *x, int64_t count, REAL neutral) {
  const NAME(mask) number = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  const NAME(mask) valid = number < (NAME(mask))(CK_INTEGER)count;
  NAME(lanes) others = (NAME(lanes))neutral;
  NAME(load)(v, x);
  *v = CK_SELECT(NAME(mask), valid, *v, others);
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
        NAME(load_tail)(&v, x + i, end - i, 0); \
        sums += term(v); \
      } \
      total += NAME(add_lanes)(&sums); \
    } \
    return total; \
  }

CK_DEFINE_SUM(sum, CK_SAME)
CK_DEFINE_SUM(sum_squares, CK_SQUARED)

// x where it is to be kept, by the rule of CK_MAXIMUM_OF and CK_MINIMUM_OF.
#define CK_CHOOSE(MASK, x, relation, y) \
  CK_SELECT(MASK, ((x)relation(y)) | ((x) != (x)), x, y)

#define CK_DEFINE_EXTREME(name, neutral, relation, choose) \
  static inline REAL NAME(name)(const REAL *x, int64_t n) { \
    NAME(lanes) v = (NAME(lanes))(neutral), next; \
    int64_t i = 0; \
    for (; i + CK_LANES <= n; i += CK_LANES) { \
      NAME(load)(&next, x + i); \
      v = CK_CHOOSE(NAME(mask), v, relation, next); \
    } \
    if (i < n) { \
      NAME(load_tail)(&next, x + i, n - i, neutral); \
      v = CK_CHOOSE(NAME(mask), v, relation, next); \
    } \
    NAME(lanes8) low = v.lo, high = v.hi, w = CK_CHOOSE(NAME(mask8), low, relation, high); \
    NAME(lanes4) left = w.lo, right = w.hi, u = CK_CHOOSE(NAME(mask4), left, relation, right); \
    const REAL even = choose(u[0], u[2]), odd = choose(u[1], u[3]); \
    return choose(even, odd); \
  }

CK_DEFINE_EXTREME(largest, -CK_INFINITY, >, CK_MAXIMUM_OF)
CK_DEFINE_EXTREME(smallest, CK_INFINITY, <, CK_MINIMUM_OF)

#define CK_DEFINE_ROWS(name, reduce) \
  static void NAME(name)(const ck_instruction *p, REAL *out, const REAL *a) { \
    for (int64_t r = 0; r < p->rows; r++) out[r] = NAME(reduce)(a + r * p->columns, p->columns); \
  }

CK_DEFINE_ROWS(sum_rows, sum)
CK_DEFINE_ROWS(maximum_rows, largest)
CK_DEFINE_ROWS(minimum_rows, smallest)

#define CK_SUM_OF(x, y) ((x) + (y))

// A stretch of columns at a time, its results in registers from the first row to the last. The last
// stretch is read beyond its columns.
#define CK_DEFINE_COLUMNS(name, neutral, choose) \
  static void NAME(name)(const ck_instruction *p, REAL *out, const REAL *a) { \
    const int64_t rows = p->rows, columns = p->columns, a_row = p->a_row; \
    int64_t c = 0; \
    for (; c + CK_LANES <= columns; c += CK_LANES) { \
      REAL v[CK_LANES]; \
      for (int l = 0; l < CK_LANES; l++) v[l] = neutral; \
      for (int64_t r = 0; r < rows; r++) \
        for (int l = 0; l < CK_LANES; l++) v[l] = choose(v[l], a[r * a_row + c + l]); \
      for (int l = 0; l < CK_LANES; l++) out[c + l] = v[l]; \
    } \
    if (c < columns) { \
      REAL v[CK_LANES]; \
      for (int l = 0; l < CK_LANES; l++) v[l] = neutral; \
      for (int64_t r = 0; r < rows; r++) \
        for (int l = 0; l < CK_LANES; l++) v[l] = choose(v[l], a[r * a_row + c + l]); \
      NAME(store_part)(out + c, v, columns - c); \
    } \
  }

CK_DEFINE_COLUMNS(sum_columns, 0, CK_SUM_OF)
CK_DEFINE_COLUMNS(maximum_columns, -CK_INFINITY, CK_MAXIMUM_OF)
CK_DEFINE_COLUMNS(minimum_columns, CK_INFINITY, CK_MINIMUM_OF)

// Rows at a time that short rows are taken in, so that functions get whole vectors.
#define CK_GROUP_ROWS 64

// How many rows of so many columns form a group.
static inline int64_t NAME(group_rows)(int64_t columns) {
  const int64_t rows = CK_GROUP / columns;
  return rows < 1 ? 1 : rows > CK_GROUP_ROWS ? CK_GROUP_ROWS : rows;
}

// to = exp(a − m) for some rows, m being each row's largest number, and their sums.
static inline void NAME(shifted_powers)(
    REAL *to, const REAL *a, int64_t rows, int64_t columns, REAL *largest, REAL *sums) {
  for (int64_t r = 0; r < rows; r++) {
    const REAL *from = a + r * columns;
    REAL m = NAME(largest)(from, columns), *place = to + r * columns;
    largest[r] = m;
    CK_EACH(i, columns) place[i] = from[i] - m;
  }
  NAME(exp)(to, to, rows * columns);
  for (int64_t r = 0; r < rows; r++) sums[r] = NAME(sum)(to + r * columns, columns);
}

static void NAME(softmax)(const ck_instruction *p, REAL *out, const REAL *a) {
  const int64_t columns = p->columns, rows = p->rows, group = NAME(group_rows)(columns);
  REAL m[CK_GROUP_ROWS], s[CK_GROUP_ROWS];
  for (int64_t start = 0; start < rows; start += group) {
    const int64_t count = rows - start < group ? rows - start : group;
    REAL *to = out + start * columns;
    NAME(shifted_powers)(to, a + start * columns, count, columns, m, s);
    for (int64_t r = 0; r < count; r++) {
      REAL *row = to + r * columns, sum = s[r];
      CK_EACH(i, columns) row[i] = row[i] / sum;
    }
  }
}

static void NAME(log_softmax)(const ck_instruction *p, REAL *out, const REAL *a, REAL *space) {
  const int64_t columns = p->columns, rows = p->rows, group = NAME(group_rows)(columns);
  REAL m[CK_GROUP_ROWS], s[CK_GROUP_ROWS + CK_LANES], powers[CK_GROUP + CK_LANES];
  for (int64_t start = 0; start < rows; start += group) {
    const int64_t count = rows - start < group ? rows - start : group;
    const REAL *from = a + start * columns;
    REAL *to = out + start * columns, *place = columns > CK_GROUP ? space : powers;
    NAME(shifted_powers)(place, from, count, columns, m, s);
    NAME(ln)(s, s, count);
    for (int64_t r = 0; r < count; r++) {
      REAL largest = m[r], logarithm = s[r];
      CK_EACH(i, columns) to[r * columns + i] = (from[r * columns + i] - largest) - logarithm;
    }
  }
}
