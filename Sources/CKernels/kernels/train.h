// The steps of a training of one number type.

// `count` rows from `first` on, in the order given, to where the program reads them.
static void NAME(gather_rows)(
    const ck_rows *rows, const int64_t *order, int64_t first, int64_t count, REAL *arena) {
  if (!rows->source) return;
  const REAL *source = rows->source;
  REAL *to = arena + rows->place;
  const int64_t width = rows->width;
  if (!order) {
    memcpy(to, source + first * width, (size_t)(count * width) * sizeof *to);
    return;
  }
  for (int64_t r = 0; r < count; r++)
    memcpy(to + r * width, source + order[first + r] * width, (size_t)width * sizeof *to);
}

static void NAME(gather)(const ck_training *t, int64_t step, void *arena) {
  const int64_t first = t->first + step * t->rows;
  NAME(gather_rows)(&t->features, t->order, first, t->rows, arena);
  NAME(gather_rows)(&t->targets, t->order, first, t->rows, arena);
}

static void NAME(train)(
    ck_training *training, int64_t steps, const double *rates, int64_t rate_step, double *losses,
    void *arena) {
  const REAL *loss = (const REAL *)arena + training->loss;
  for (int64_t t = 0; t < steps; t++) {
    NAME(gather)(training, t, arena);
    NAME(run)(training->program, training->count, arena);
    losses[t] = (double)*loss;
    NAME(update)(&training->update, rates[t * rate_step], arena);
  }
}

// The same for trials side by side; there are CK_VECTOR rates and losses a step.
static void NAME(train_lanes)(
    ck_training *training, int64_t steps, const double *rates, int64_t rate_step, double *losses,
    void *arena) {
  const REAL *loss = (const REAL *)arena + training->loss;
  for (int64_t t = 0; t < steps; t++) {
    NAME(run)(training->program, training->count, arena);
    CK_LANE(l) losses[t * CK_VECTOR + l] = (double)loss[l];
    NAME(update_lanes)(&training->update, rates + t * rate_step, arena);
  }
}
