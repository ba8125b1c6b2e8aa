// Copies of one number type, whose result lies row by row.

// A matrix turned: row r of the result is column r of what is read, whose rows begin `a_column` apart.
// Four rows of four at a time, in registers.
static void NAME(turn)(const ck_instruction *p, REAL *out, const REAL *a) {
  const int64_t rows = p->rows, columns = p->columns, out_row = p->out_row;
  const int64_t a_column = p->a_column;
  int64_t c = 0;
  for (; c + 4 <= columns; c += 4) {
    const REAL *from = a + c * a_column;
    int64_t r = 0;
    for (; r + 4 <= rows; r += 4) {
      NAME(quarter) in[4], pairs[4], turned[4];
      for (int i = 0; i < 4; i++) memcpy(&in[i], from + i * a_column + r, sizeof in[i]);
      for (int i = 0; i < 4; i += 2) {
        pairs[i] = __builtin_shufflevector(in[i], in[i + 1], 0, 4, 1, 5);
        pairs[i + 1] = __builtin_shufflevector(in[i], in[i + 1], 2, 6, 3, 7);
      }
      for (int i = 0; i < 2; i++) {
        turned[2 * i] = __builtin_shufflevector(pairs[i], pairs[i + 2], 0, 1, 4, 5);
        turned[2 * i + 1] = __builtin_shufflevector(pairs[i], pairs[i + 2], 2, 3, 6, 7);
      }
      for (int i = 0; i < 4; i++) memcpy(out + (r + i) * out_row + c, &turned[i], sizeof turned[i]);
    }
    for (; r < rows; r++)
      for (int i = 0; i < 4; i++) out[r * out_row + c + i] = from[i * a_column + r];
  }
  for (; c < columns; c++)
    for (int64_t r = 0; r < rows; r++) out[r * out_row + c] = a[c * a_column + r];
}

static void NAME(copy)(const ck_instruction *p, REAL *out, const REAL *a) {
  if (p->a_row == 1 && p->a_column > 1) {
    NAME(turn)(p, out, a);
    return;
  }
  const int64_t a_column = p->a_column;
  for (int64_t r = 0; r < p->rows; r++, out += p->out_row, a += p->a_row)
    for (int64_t c = 0; c < p->columns; c++) out[c] = a[c * a_column];
}
