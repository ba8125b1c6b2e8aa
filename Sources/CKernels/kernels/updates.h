// One pass over contiguous parameters, gradients and state for each optimizer, in the order of
// operations that notebooks/numerics.md writes down. w are parameters, g gradients, s and t state.

static void NAME(sgd)(REAL *w, const REAL *g, int64_t n, REAL rate) {
  CK_EACH(i, n) w[i] = w[i] - rate * g[i];
}

static void NAME(momentum)(REAL *w, const REAL *g, REAL *v, int64_t n, REAL rate, REAL beta) {
  CK_EACH(i, n) {
    REAL velocity = beta * v[i] + g[i];
    v[i] = velocity;
    w[i] = w[i] - rate * velocity;
  }
}

static void NAME(nesterov)(REAL *w, const REAL *g, REAL *v, int64_t n, REAL rate, REAL beta) {
  CK_EACH(i, n) {
    REAL velocity = beta * v[i] + g[i];
    v[i] = velocity;
    w[i] = w[i] - rate * (g[i] + beta * velocity);
  }
}

static void NAME(adagrad)(REAL *w, const REAL *g, REAL *s, int64_t n, REAL rate, REAL epsilon) {
  CK_EACH(i, n) {
    REAL sum = s[i] + g[i] * g[i];
    s[i] = sum;
    w[i] = w[i] - (rate * g[i]) / (CK_SQRT_OF(sum) + epsilon);
  }
}

static void NAME(rmsprop)(
    REAL *w, const REAL *g, REAL *s, int64_t n, REAL rate, REAL alpha, REAL fresh, REAL epsilon) {
  CK_EACH(i, n) {
    REAL mean = alpha * s[i] + fresh * (g[i] * g[i]);
    s[i] = mean;
    w[i] = w[i] - (rate * g[i]) / (CK_SQRT_OF(mean) + epsilon);
  }
}

// w is the parameter after adamw's decay, where there is one.
#define CK_ADAM(kept) \
  CK_EACH(i, n) { \
    REAL mean = beta1 * m[i] + fresh1 * g[i]; \
    REAL square = beta2 * v[i] + fresh2 * (g[i] * g[i]); \
    m[i] = mean; \
    v[i] = square; \
    w[i] = (kept) - (rate * mean) / (CK_SQRT_OF(square) * scale + epsilon); \
  }

static void NAME(adam)(
    const ck_update *update, REAL *w, const REAL *g, REAL *m, REAL *v, int64_t n, double eta) {
  const REAL rate = (REAL)(eta / (1 - update->power1));
  const REAL scale = (REAL)(1 / __builtin_sqrt(1 - update->power2));
  const REAL beta1 = (REAL)update->beta, fresh1 = (REAL)(1.0 - update->beta);
  const REAL beta2 = (REAL)update->decay, fresh2 = (REAL)(1.0 - update->decay);
  const REAL epsilon = (REAL)update->epsilon, shrink = (REAL)(eta * update->shrink);
  if (shrink == 0) {
    CK_ADAM(w[i])
  } else {
    CK_ADAM(w[i] - shrink * w[i])
  }
}

static void NAME(weight_decay)(REAL *g, const REAL *w, int64_t n, REAL lambda) {
  CK_EACH(i, n) g[i] = g[i] + lambda * w[i];
}

static void NAME(clip_value)(REAL *g, int64_t n, REAL c) {
  CK_EACH(i, n) g[i] = g[i] > c ? c : g[i] < -c ? -c : g[i];
}

static void NAME(clip_norm)(REAL *g, int64_t n, REAL limit) {
  REAL norm = CK_SQRT_OF(NAME(sum_squares)(g, n));
  REAL factor = limit / (norm + (REAL)1e-6);
  // A norm that is not a number makes the factor one too, and the gradient with it.
  if (!(factor >= 1)) {
    CK_EACH(i, n) g[i] = g[i] * factor;
  }
}

static void NAME(update)(ck_update *u, double rate, void *arena) {
  const int64_t n = u->count;
  REAL *w = arena, *g = w + n, *s = g + n;
  const REAL eta = (REAL)rate, beta = (REAL)u->beta, epsilon = (REAL)u->epsilon;
  if (u->clip_norm != 0) NAME(clip_norm)(g, n, (REAL)u->clip_norm);
  if (u->clip_value != 0) NAME(clip_value)(g, n, (REAL)u->clip_value);
  if (u->weight_decay != 0) NAME(weight_decay)(g, w, n, (REAL)u->weight_decay);
  switch (u->rule) {
  case CK_SGD: NAME(sgd)(w, g, n, eta); break;
  case CK_MOMENTUM: NAME(momentum)(w, g, s, n, eta, beta); break;
  case CK_NESTEROV: NAME(nesterov)(w, g, s, n, eta, beta); break;
  case CK_ADAGRAD: NAME(adagrad)(w, g, s, n, eta, epsilon); break;
  case CK_RMSPROP:
    NAME(rmsprop)(w, g, s, n, eta, (REAL)u->decay, (REAL)(1.0 - u->decay), epsilon);
    break;
  case CK_ADAM:
    u->power1 *= u->beta;
    u->power2 *= u->decay;
    NAME(adam)(u, w, g, s, s + n, n, rate);
    break;
  }
}

static double NAME(sum_of_squares)(const void *x, int64_t n) { return NAME(sum_squares)(x, n); }

#undef CK_ADAM
