// The steps of a training made by several threads, each of which computes a part of every result, of one
// number type.

typedef struct NAME(split_training) {
  const ck_training *training;
  const ck_part *parts;
  int64_t steps, rate_step;
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

static void NAME(make_split_steps)(void *context, int64_t member) {
  NAME(split_training) *split = context;
  const ck_training *t = split->training;
  const ck_part *part = &split->parts[member];
  const REAL *loss = split->arena + t->loss;
  ck_update update = t->update;
  for (int64_t step = 0; step < split->steps; step++) {
    NAME(gather_part)(t, step, part->row_from, part->row_to, split->arena);
    NAME(run_part)(part, split->arena, &split->barrier);
    NAME(update_range)(
        &update, split->rates[step * split->rate_step], split->arena, part->from, part->to);
    if (member == 0) split->losses[step] = (double)*loss;
    ck_wait(&split->barrier);
  }
}

static int NAME(train_split)(
    ck_training *training, const ck_part *parts, int64_t members, int64_t steps,
    const double *rates, int64_t rate_step, double *losses, void *arena) {
  NAME(split_training) split = {
      training, parts, steps, rate_step, rates, losses, arena, {0, members}};
  if (!ck_team_run(members, NAME(make_split_steps), &split)) return 0;
  for (int64_t step = 0; step < steps; step++) NAME(take_powers)(&training->update);
  return 1;
}
