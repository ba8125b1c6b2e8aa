// The steps of a training of one number type.

// Rows `from` to `to` of a batch that begins at `first`, in the order given, to where the program reads
// them.
static void NAME(gather_rows)(
    const ck_rows *rows, const int64_t *order, int64_t first, int64_t from, int64_t to,
    REAL *arena) {
  if (!rows->source) return;
  const REAL *source = rows->source;
  const int64_t width = rows->width;
  REAL *place = arena + rows->place + from * width;
  if (!order) {
    memcpy(place, source + (first + from) * width, (size_t)((to - from) * width) * sizeof *place);
    return;
  }
  for (int64_t r = from; r < to; r++, place += width)
    memcpy(place, source + order[first + r] * width, (size_t)width * sizeof *place);
}

static void NAME(gather_part)(
    const ck_training *t, int64_t step, int64_t from, int64_t to, REAL *arena) {
  int64_t first = t->first + step * t->rows;
  if (t->end > 0 && first >= t->end) first %= t->end;
  NAME(gather_rows)(&t->features, t->order, first, from, to, arena);
  NAME(gather_rows)(&t->targets, t->order, first, from, to, arena);
}

static void NAME(gather)(const ck_training *t, int64_t step, void *arena) {
  NAME(gather_part)(t, step, 0, t->rows, arena);
}

static void NAME(train)(
    ck_training *training, int64_t steps, const double *rates, int64_t rate_step, double *losses,
    void *arena) {
  if (steps > 0 && NAME(is_scalar)(training, CK_SCALAR_CALLS)) {
    NAME(train_scalar)(training, steps, rates, rate_step, losses, arena);
    return;
  }
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
