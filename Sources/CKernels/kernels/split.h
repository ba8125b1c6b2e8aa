// The steps of a training made by several threads, each of which computes a part of every result, of one
// number type.

typedef struct NAME(split_training) {
  const ck_training *training;
  const ck_part *parts;
  int64_t slab, state_slots, steps, rate_step;
  const double *rates;
  double *losses;
  REAL *arena;
  ck_barrier barrier;
} NAME(split_training);

// The instructions of a part up to a barrier, the barrier, and so on.
static void NAME(run_part)(const ck_part *part, REAL *arena, ck_barrier *barrier) {
  const ck_instruction *p = part->program, *end = p + part->count;
  while (p < end) {
    const ck_instruction *first = p;
    while (p < end && p->opcode != CK_BARRIER) p++;
    NAME(run)(first, p - first, arena);
    if (p < end) {
      ck_wait(barrier);
      p++;
    }
  }
}

// A part's parameters and their state to where its thread keeps them, or back.
static void NAME(move_shares)(
    const NAME(split_training) *split, const ck_part *part, int is_back) {
  for (int64_t i = 0; i < part->share_count; i++) {
    const ck_share *share = part->shares + i;
    for (int64_t slot = -1; slot < split->state_slots; slot++) {
      // Behind the parameters are their gradients, which are computed anew.
      const int64_t number = slot < 0 ? 0 : slot + 2;
      REAL *home = split->arena + share->home + number * split->training->update.count;
      REAL *place = split->arena + share->place + number * split->slab;
      for (int64_t r = 0; r < share->rows; r++) {
        REAL *inner = place + r * share->place_row, *outer = home + r * share->home_row;
        memcpy(is_back ? outer : inner, is_back ? inner : outer,
               (size_t)share->columns * sizeof *inner);
      }
    }
  }
}

static void NAME(make_split_steps)(void *context, int64_t member) {
  NAME(split_training) *split = context;
  const ck_training *t = split->training;
  const ck_part *part = &split->parts[member];
  const REAL *loss = split->arena + t->loss;
  ck_update update = t->update;
  NAME(move_shares)(split, part, 0);
  ck_wait(&split->barrier);
  for (int64_t step = 0; step < split->steps; step++) {
    NAME(gather_part)(t, step, part->row_from, part->row_to, split->arena);
    NAME(run_part)(part, split->arena, &split->barrier);
    NAME(take_powers)(&update);
    const double rate = split->rates[step * split->rate_step];
    for (const ck_share *s = part->shares; s < part->shares + part->share_count; s++)
      NAME(update_part)(
          &update, rate, split->arena + s->place, s->rows, s->columns, s->place_row, split->slab);
    if (member == 0) split->losses[step] = (double)*loss;
    ck_wait(&split->barrier);
  }
  NAME(move_shares)(split, part, 1);
}

static int NAME(train_split)(
    ck_training *training, const ck_part *parts, int64_t members, int64_t slab,
    int64_t state_slots, int64_t steps, const double *rates, int64_t rate_step, double *losses,
    void *arena) {
  NAME(split_training) split = {
      training, parts, slab, state_slots, steps, rate_step, rates, losses, arena, {0, members}};
  if (!ck_team_run(members, NAME(make_split_steps), &split)) return 0;
  for (int64_t step = 0; step < steps; step++) NAME(take_powers)(&training->update);
  return 1;
}
