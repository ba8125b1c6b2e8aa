// Steps whose every value is a single number, of one number type: a chain of small functions, each of
// which calls the next. The last two results stay in registers, where the next operations mostly want
// them; by way of memory each would come some five cycles later.

typedef struct NAME(scalar_call) NAME(scalar_call);

typedef struct NAME(scalar_steps) {
  ck_training *training;
  const NAME(scalar_call) *first;
  void *arena;
  const REAL *loss;
  const double *first_loss, *losses_end;
  const double *rates;
  int64_t rate_step;
} NAME(scalar_steps);

typedef void NAME(scalar_function)(
    const NAME(scalar_call) *call, REAL last, REAL older, REAL rate, double *losses,
    const NAME(scalar_steps) *steps);

struct NAME(scalar_call) {
  NAME(scalar_function) *function;
  REAL *out;
  const REAL *a, *b;
  const ck_instruction *instruction;
};

#define CK_CONTINUE(call, last, older) \
  __attribute__((musttail)) return (call)->function((call), (last), (older), rate, losses, steps)

#define CK_SCALAR(name) \
  static void NAME(scalar_##name)( \
      const NAME(scalar_call) *call, REAL last, REAL older, REAL rate, double *losses, \
      const NAME(scalar_steps) *steps)

// After a step: its loss, the next rate, and its first call.
#define CK_END_STEP(last, older) \
  *losses++ = (double)*steps->loss; \
  if (losses == steps->losses_end) return; \
  rate = (REAL)*CK_RATE; \
  CK_CONTINUE(steps->first, last, older);

// This step's rate.
#define CK_RATE (steps->rates + (losses - steps->first_loss) * steps->rate_step)

// The operations on two numbers; updates are among them, the last of which ends the step.
#define CK_SCALAR_TABLE(ROW) \
  ROW(add, x + y, CK_NEXT) \
  ROW(subtract, x - y, CK_NEXT) \
  ROW(multiply, x * y, CK_NEXT) \
  ROW(divide, x / y, CK_NEXT) \
  ROW(descend, x - rate * y, CK_NEXT) \
  ROW(finish, x - rate * y, CK_END_STEP)

#define CK_NEXT(last, older) CK_CONTINUE(call + 1, last, older);

// Each for operands in memory, the last result and the one before it.
#define CK_SCALAR_CASE(name, places, left, right, result, GO_ON) \
  CK_SCALAR(name##_##places) { \
    const REAL x = left, y = right, z = result; \
    *call->out = z; \
    GO_ON(z, last) \
  }
#define CK_SCALAR_CASES(name, result, GO_ON) \
  CK_SCALAR_CASE(name, mm, *call->a, *call->b, result, GO_ON) \
  CK_SCALAR_CASE(name, ml, *call->a, last, result, GO_ON) \
  CK_SCALAR_CASE(name, mo, *call->a, older, result, GO_ON) \
  CK_SCALAR_CASE(name, lm, last, *call->b, result, GO_ON) \
  CK_SCALAR_CASE(name, ll, last, last, result, GO_ON) \
  CK_SCALAR_CASE(name, lo, last, older, result, GO_ON) \
  CK_SCALAR_CASE(name, om, older, *call->b, result, GO_ON) \
  CK_SCALAR_CASE(name, ol, older, last, result, GO_ON) \
  CK_SCALAR_CASE(name, oo, older, older, result, GO_ON)

CK_SCALAR_TABLE(CK_SCALAR_CASES)

// Two operations in one call, the second of which takes the first one's result: to jump from call to
// call takes about as long as to compute.
#define CK_AFTER_PAIR(last, older) CK_CONTINUE(call + 2, last, older);

#define CK_SCALAR_PAIR(first, second, left, right, result, left2, right2, result2, GO_ON) \
  CK_SCALAR(first##_##second) { \
    REAL z, u; \
    { \
      const REAL x = left, y = right; \
      z = result; \
    } \
    *call->out = z; \
    { \
      const REAL x = left2, y = right2; \
      u = result2; \
    } \
    *call[1].out = u; \
    GO_ON(u, z) \
  }

// The second operations, with operands in memory, the first one's result and the one before that.
#define CK_SCALAR_SECOND_TABLE(ROW, first, left, right, result) \
  ROW(first, multiply_ll, left, right, result, z, z, x * y, CK_AFTER_PAIR) \
  ROW(first, multiply_lm, left, right, result, z, *call[1].b, x * y, CK_AFTER_PAIR) \
  ROW(first, multiply_ml, left, right, result, *call[1].a, z, x * y, CK_AFTER_PAIR) \
  ROW(first, multiply_lo, left, right, result, z, last, x * y, CK_AFTER_PAIR) \
  ROW(first, multiply_ol, left, right, result, last, z, x * y, CK_AFTER_PAIR) \
  ROW(first, finish_ml, left, right, result, *call[1].a, z, x - rate * y, CK_END_STEP)

#define CK_SCALAR_FIRST_TABLE(ROW, name, result) \
  ROW(CK_SCALAR_PAIR, name##_mm, *call->a, *call->b, result) \
  ROW(CK_SCALAR_PAIR, name##_ml, *call->a, last, result) \
  ROW(CK_SCALAR_PAIR, name##_mo, *call->a, older, result) \
  ROW(CK_SCALAR_PAIR, name##_lm, last, *call->b, result) \
  ROW(CK_SCALAR_PAIR, name##_ll, last, last, result) \
  ROW(CK_SCALAR_PAIR, name##_lo, last, older, result) \
  ROW(CK_SCALAR_PAIR, name##_om, older, *call->b, result) \
  ROW(CK_SCALAR_PAIR, name##_ol, older, last, result) \
  ROW(CK_SCALAR_PAIR, name##_oo, older, older, result)

CK_SCALAR_FIRST_TABLE(CK_SCALAR_SECOND_TABLE, add, x + y)
CK_SCALAR_FIRST_TABLE(CK_SCALAR_SECOND_TABLE, subtract, x - y)
CK_SCALAR_FIRST_TABLE(CK_SCALAR_SECOND_TABLE, multiply, x * y)

// Any other operation.
CK_SCALAR(other) {
  NAME(run)(call->instruction, 1, steps->arena);
  CK_CONTINUE(call + 1, *call->out, last);
}

// An update that is more than descent, of all parameters.
CK_SCALAR(update) {
  NAME(update)(&steps->training->update, *CK_RATE, steps->arena);
  CK_END_STEP(last, older)
}

typedef enum { NAME(in_memory), NAME(is_last), NAME(is_older) } NAME(scalar_place);

// Which function does an operation on numbers that are found there, or null.
static NAME(scalar_function) *NAME(scalar_function_of)(
    uint32_t opcode, NAME(scalar_place) a, NAME(scalar_place) b) {
#define CK_SCALAR_ENTRY(name, result, GO_ON) \
  {{NAME(scalar_##name##_mm), NAME(scalar_##name##_ml), NAME(scalar_##name##_mo)}, \
   {NAME(scalar_##name##_lm), NAME(scalar_##name##_ll), NAME(scalar_##name##_lo)}, \
   {NAME(scalar_##name##_om), NAME(scalar_##name##_ol), NAME(scalar_##name##_oo)}},
  static NAME(scalar_function) *const table[][3][3] = {CK_SCALAR_TABLE(CK_SCALAR_ENTRY)};
#undef CK_SCALAR_ENTRY
  switch (opcode) {
  case CK_ADD: return table[0][a][b];
  case CK_SUBTRACT: return table[1][a][b];
  case CK_MULTIPLY:
  case CK_SQUARE: return table[2][a][b];
  case CK_DIVIDE: return table[3][a][b];
  case CK_SCALAR_DESCEND: return table[4][a][b];
  case CK_SCALAR_FINISH: return table[5][a][b];
  default: return 0;
  }
}

// Which function does the work of two that follow each other, or null.
static NAME(scalar_function) *NAME(scalar_pair_of)(
    NAME(scalar_function) *first, NAME(scalar_function) *second) {
#define CK_FIND_SECOND(first_name, second_name, ...) \
  if (second == NAME(scalar_##second_name)) return NAME(scalar_##first_name##_##second_name);
#define CK_FIND_FIRST(IGNORED, first_name, left, right, result) \
  if (first == NAME(scalar_##first_name)) { \
    CK_SCALAR_SECOND_TABLE(CK_FIND_SECOND, first_name, left, right, result) \
  }
  CK_SCALAR_FIRST_TABLE(CK_FIND_FIRST, add, x + y)
  CK_SCALAR_FIRST_TABLE(CK_FIND_FIRST, subtract, x - y)
  CK_SCALAR_FIRST_TABLE(CK_FIND_FIRST, multiply, x * y)
#undef CK_FIND_SECOND
#undef CK_FIND_FIRST
  return 0;
}

// Whether a training's steps are a chain of at most so many calls on single numbers.
static int NAME(is_scalar)(const ck_training *t, int64_t most) {
  if (t->features.source || t->targets.source) return 0;
  if (t->update.count < 1 || t->count + t->update.count > most) return 0;
  for (int64_t i = 0; i < t->count; i++) {
    const ck_instruction *p = t->program + i;
    if (p->rows > 1 || p->columns > 1 || p->inner > 1) return 0;
  }
  return 1;
}

// The chain under construction, and where the last two results of the calls so far are.
typedef struct NAME(scalar_chain) {
  NAME(scalar_call) *end;
  REAL *last, *older;
} NAME(scalar_chain);

static void NAME(scalar_add)(
    NAME(scalar_chain) *chain, uint32_t opcode, const ck_instruction *p, REAL *out, REAL *a,
    REAL *b) {
  if (opcode == CK_SQUARE) b = a;
  NAME(scalar_place) in_a = a == chain->last    ? NAME(is_last)
                            : a == chain->older ? NAME(is_older)
                                                : NAME(in_memory);
  NAME(scalar_place) in_b = b == chain->last    ? NAME(is_last)
                            : b == chain->older ? NAME(is_older)
                                                : NAME(in_memory);
  NAME(scalar_function) *function = NAME(scalar_function_of)(opcode, in_a, in_b);
  if (!function) function = NAME(scalar_other);
  *chain->end++ = (NAME(scalar_call)){function, out, a, b, p};
  // What stood at the result's place is no longer what is in a register.
  chain->older = chain->last == out ? 0 : chain->last;
  chain->last = out;
}

static void NAME(train_scalar)(
    ck_training *t, int64_t count, const double *rates, int64_t rate_step, double *losses,
    void *arena) {
  REAL *base = arena;
  const ck_update *u = &t->update;
  const int descends = u->rule == CK_SGD && u->clip_norm == 0 && u->clip_value == 0 &&
                       u->weight_decay == 0;
  NAME(scalar_call) calls[CK_SCALAR_CALLS];
  NAME(scalar_chain) chain = {calls, 0, 0};
  // Twice: where the first operations find the last results of the step before is known by then.
  for (int pass = 0; pass < 2; pass++) {
    chain.end = calls;
    for (const ck_instruction *p = t->program; p < t->program + t->count; p++)
      NAME(scalar_add)(&chain, p->opcode, p, base + p->out, base + p->a, base + p->b);
    if (descends) {
      for (int64_t i = 0; i < u->count; i++)
        NAME(scalar_add)(
            &chain, i + 1 < u->count ? CK_SCALAR_DESCEND : CK_SCALAR_FINISH, 0, base + i, base + i,
            base + u->count + i);
    } else {
      chain.end++->function = NAME(scalar_update);
      chain.last = chain.older = 0;
    }
  }
  for (NAME(scalar_call) *call = calls; call + 1 < chain.end; call++) {
    NAME(scalar_function) *pair = NAME(scalar_pair_of)(call->function, call[1].function);
    if (pair) call++->function = pair;
  }
  const NAME(scalar_steps) steps = {
      t, calls, arena, base + t->loss, losses, losses + count, rates, rate_step};
  calls->function(
      calls, chain.last ? *chain.last : 0, chain.older ? *chain.older : 0, (REAL)*rates, losses,
      &steps);
}

#undef CK_CONTINUE
#undef CK_NEXT
#undef CK_END_STEP
#undef CK_RATE
#undef CK_SCALAR
#undef CK_SCALAR_TABLE
#undef CK_SCALAR_CASE
#undef CK_SCALAR_CASES
#undef CK_AFTER_PAIR
#undef CK_SCALAR_PAIR
#undef CK_SCALAR_SECOND_TABLE
#undef CK_SCALAR_FIRST_TABLE
