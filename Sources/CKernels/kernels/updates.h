// One pass over contiguous parameters, gradients and state for each optimizer, in the order of
// operations that notebooks/numerics.md writes down. w are parameters, g gradients, s and t state.

// State that fades goes on to zero once it is no normal number any more: with subnormal numbers a
// step takes many processors several times as long, and no parameter feels them.
#define CK_FADED(x) ((x) < CK_SMALLEST && (x) > -CK_SMALLEST ? 0 : (x))

// The rules for element i.
#define CK_SGD_RULE(i) w[i] = w[i] - rate * g[i];

#define CK_MOMENTUM_RULE(i) \
  REAL fading = beta * s[i] + g[i]; \
  REAL velocity = CK_FADED(fading); \
  s[i] = velocity; \
  w[i] = w[i] - rate * velocity;

#define CK_NESTEROV_RULE(i) \
  REAL fading = beta * s[i] + g[i]; \
  REAL velocity = CK_FADED(fading); \
  s[i] = velocity; \
  w[i] = w[i] - rate * (g[i] + beta * velocity);

#define CK_ADAGRAD_RULE(i) \
  REAL sum = s[i] + g[i] * g[i]; \
  s[i] = sum; \
  w[i] = w[i] - (rate * g[i]) / (CK_SQRT_OF(sum) + epsilon);

#define CK_RMSPROP_RULE(i) \
  REAL fading = decay * s[i] + fresh2 * (g[i] * g[i]); \
  REAL mean = CK_FADED(fading); \
  s[i] = mean; \
  w[i] = w[i] - (rate * g[i]) / (CK_SQRT_OF(mean) + epsilon);

// `rate` is η / (1 − β₁ᵗ); a step of adamw shrinks the parameter first.
#define CK_ADAM_RULE(i) \
  REAL fading = beta * s[i] + fresh * g[i]; \
  REAL fading2 = decay * t[i] + fresh2 * (g[i] * g[i]); \
  REAL mean = CK_FADED(fading), square = CK_FADED(fading2); \
  REAL kept = shrink == 0 ? w[i] : w[i] - shrink * w[i]; \
  s[i] = mean; \
  t[i] = square; \
  w[i] = kept - (rate * mean) / (CK_SQRT_OF(square) * scale + epsilon);

// The rules' options, rounded once, with β₁ᵗ and β₂ᵗ as they are in this step.
#define CK_OPTIONS \
  const REAL beta = (REAL)u->beta, decay = (REAL)u->decay, epsilon = (REAL)u->epsilon; \
  const REAL fresh = (REAL)(1.0 - u->beta), fresh2 = (REAL)(1.0 - u->decay); \
  const double correction = u->rule == CK_ADAM ? 1 - u->power1 : 1; \
  const REAL scale = u->rule == CK_ADAM ? (REAL)(1 / __builtin_sqrt(1 - u->power2)) : 1;

#define CK_EACH_RULE(APPLY) \
  switch (u->rule) { \
  case CK_SGD: APPLY(CK_SGD_RULE) break; \
  case CK_MOMENTUM: APPLY(CK_MOMENTUM_RULE) break; \
  case CK_NESTEROV: APPLY(CK_NESTEROV_RULE) break; \
  case CK_ADAGRAD: APPLY(CK_ADAGRAD_RULE) break; \
  case CK_RMSPROP: APPLY(CK_RMSPROP_RULE) break; \
  case CK_ADAM: APPLY(CK_ADAM_RULE) break; \
  }

static void NAME(weight_decay)(REAL *g, const REAL *w, int64_t n, REAL lambda) {
  CK_EACH(i, n) g[i] = g[i] + lambda * w[i];
}

static void NAME(clip_value)(REAL *g, int64_t n, REAL c) {
  CK_EACH(i, n) g[i] = g[i] > c ? c : g[i] < -c ? -c : g[i];
}

// What a gradient is multiplied by: 1 where its norm is within the limit. A norm that is not a number
// makes the factor one too, and the gradient with it.
static inline REAL NAME(clip_factor)(REAL squares, REAL limit) {
  REAL factor = limit / (CK_SQRT_OF(squares) + (REAL)1e-6);
  return factor >= 1 ? 1 : factor;
}

static void NAME(clip_norm)(REAL *g, int64_t n, REAL limit) {
  const REAL factor = NAME(clip_factor)(NAME(sum_squares)(g, n), limit);
  if (factor != 1) {
    CK_EACH(i, n) g[i] = g[i] * factor;
  }
}

// Takes adam's β₁ᵗ and β₂ᵗ a step on.
static inline void NAME(take_powers)(ck_update *u) {
  if (u->rule != CK_ADAM) return;
  u->power1 *= u->beta;
  u->power2 *= u->decay;
}

// Of a part of the parameters, once gradients are limited by their norm and the powers taken on.
// Gradients and state follow `slab` elements apart.
static void NAME(update_part)(
    const ck_update *u, double eta, REAL *start, int64_t rows, int64_t n, int64_t stride,
    int64_t slab) {
  CK_OPTIONS
  const REAL rate = (REAL)(eta / correction), shrink = (REAL)(eta * u->shrink);
#define CK_ALL(RULE) \
  for (int64_t r = 0; r < rows; r++) { \
    REAL *w = start + r * stride, *g = w + slab, *s = g + slab, *t = s + slab; \
    if (u->clip_value != 0) NAME(clip_value)(g, n, (REAL)u->clip_value); \
    if (u->weight_decay != 0) NAME(weight_decay)(g, w, n, (REAL)u->weight_decay); \
    CK_EACH(i, n) { RULE(i) } \
  }
  CK_EACH_RULE(CK_ALL)
#undef CK_ALL
}

static void NAME(update)(ck_update *u, double eta, void *arena) {
  REAL *g = (REAL *)arena + u->count;
  if (u->clip_norm != 0) NAME(clip_norm)(g, u->count, (REAL)u->clip_norm);
  NAME(take_powers)(u);
  NAME(update_part)(u, eta, arena, 1, u->count, 0, u->count);
}

// The same for trials side by side, each with its own rate.
static void NAME(update_lanes)(ck_update *u, const double *etas, void *arena) {
  const int64_t n = u->count, blocks = n * CK_VECTOR;
  REAL *w = arena, *g = w + blocks, *s = g + blocks, *t = s + blocks;
  if (u->clip_norm != 0) {
    REAL factors[CK_VECTOR];
    NAME(lanes_sum_squares)(factors, g, n);
    CK_LANE(l) factors[l] = NAME(clip_factor)(factors[l], (REAL)u->clip_norm);
    for (int64_t i = 0; i < blocks; i += CK_VECTOR) CK_LANE(l) g[i + l] = g[i + l] * factors[l];
  }
  if (u->clip_value != 0) NAME(clip_value)(g, blocks, (REAL)u->clip_value);
  if (u->weight_decay != 0) NAME(weight_decay)(g, w, blocks, (REAL)u->weight_decay);
  NAME(take_powers)(u);
  CK_OPTIONS
  REAL rates[CK_VECTOR], shrinks[CK_VECTOR];
  CK_LANE(l) {
    rates[l] = (REAL)(etas[l] / correction);
    shrinks[l] = (REAL)(etas[l] * u->shrink);
  }
#define CK_BLOCKS(RULE) \
  for (int64_t start = 0; start < blocks; start += CK_VECTOR) \
    CK_LANE(l) { \
      const int64_t i = start + l; \
      const REAL rate = rates[l], shrink = shrinks[l]; \
      RULE(i) \
    }
  CK_EACH_RULE(CK_BLOCKS)
#undef CK_BLOCKS
}

static double NAME(sum_of_squares)(const void *x, int64_t n) { return NAME(sum_squares)(x, n); }

#undef CK_FADED
#undef CK_SGD_RULE
#undef CK_MOMENTUM_RULE
#undef CK_NESTEROV_RULE
#undef CK_ADAGRAD_RULE
#undef CK_RMSPROP_RULE
#undef CK_ADAM_RULE
#undef CK_OPTIONS
#undef CK_EACH_RULE
