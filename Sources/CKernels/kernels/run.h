// Runs a program of one number type.

static void NAME(run)(const ck_instruction *program, int64_t count, void *arena) {
  REAL *base = arena;
  for (const ck_instruction *p = program, *end = program + count; p < end; p++) {
    REAL *out = base + p->out;
    const REAL *a = base + p->a, *b = base + p->b;
    switch ((ck_opcode)p->opcode) {
#define CK_CALL_UNARY(opcode, name, result) \
  case CK_##opcode: \
    for (int64_t r = 0; r < p->rows; r++) \
      NAME(name)(out + r * p->out_row, a + r * p->a_row, p->columns); \
    break;
      CK_UNARY_TABLE(CK_CALL_UNARY)
      CK_FUNCTION_TABLE(CK_CALL_UNARY)
#undef CK_CALL_UNARY
#define CK_CALL_BINARY(opcode, name, result) \
  case CK_##opcode: NAME(name)(p, out, a, b); break;
      CK_BINARY_TABLE(CK_CALL_BINARY)
#undef CK_CALL_BINARY
    case CK_MATMUL: NAME(matmul)(p, out, a, b, 0); break;
    case CK_AFFINE: NAME(matmul)(p, out, a, b, base + p->c); break;
    case CK_COPY: NAME(copy)(p, out, a); break;
    case CK_SUM_ROWS: NAME(sum_rows)(p, out, a); break;
    case CK_MAXIMUM_ROWS: NAME(maximum_rows)(p, out, a); break;
    case CK_MINIMUM_ROWS: NAME(minimum_rows)(p, out, a); break;
    case CK_SUM_COLUMNS: NAME(sum_columns)(p, out, a); break;
    case CK_MAXIMUM_COLUMNS: NAME(maximum_columns)(p, out, a); break;
    case CK_MINIMUM_COLUMNS: NAME(minimum_columns)(p, out, a); break;
    case CK_SOFTMAX: NAME(softmax)(p, out, a); break;
    case CK_LOG_SOFTMAX: NAME(log_softmax)(p, out, a, base + p->b); break;
    case CK_ONE_HOT: NAME(one_hot)(p, out, a); break;
    case CK_LANES_MATMUL: NAME(lanes_matmul)(p, out, a, b, 0); break;
    case CK_LANES_AFFINE: NAME(lanes_matmul)(p, out, a, b, base + p->c); break;
    case CK_LANES_COPY: NAME(lanes_copy)(p, out, a); break;
    case CK_LANES_SUM_ROWS: NAME(lanes_sum_rows)(p, out, a); break;
    case CK_LANES_MAXIMUM_ROWS: NAME(lanes_maximum_rows)(p, out, a); break;
    case CK_LANES_MINIMUM_ROWS: NAME(lanes_minimum_rows)(p, out, a); break;
    case CK_LANES_SOFTMAX: NAME(lanes_softmax)(p, out, a); break;
    case CK_LANES_LOG_SOFTMAX: NAME(lanes_log_softmax)(p, out, a, base + p->b); break;
    case CK_LANES_ONE_HOT: NAME(lanes_one_hot)(p, out, a); break;
    case CK_BARRIER: break;
    }
  }
}
