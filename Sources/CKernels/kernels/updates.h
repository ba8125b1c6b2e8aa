// One pass over contiguous parameters, gradients and state for each optimizer, in the order of
// operations that notebooks/numerics.md writes down.

static void NAME(sgd)(void *parameters, const void *gradients, int64_t n, const ck_step *step) {
  REAL *w = parameters, rate = (REAL)step->rate;
  const REAL *g = gradients;
  CK_EACH(i, n) w[i] = w[i] - rate * g[i];
}

static void NAME(momentum)(
    void *parameters, const void *gradients, void *state, int64_t n, const ck_step *step) {
  REAL *w = parameters, *v = state, rate = (REAL)step->rate, beta = (REAL)step->beta;
  const REAL *g = gradients;
  CK_EACH(i, n) {
    REAL velocity = beta * v[i] + g[i];
    v[i] = velocity;
    w[i] = w[i] - rate * velocity;
  }
}

static void NAME(nesterov)(
    void *parameters, const void *gradients, void *state, int64_t n, const ck_step *step) {
  REAL *w = parameters, *v = state, rate = (REAL)step->rate, beta = (REAL)step->beta;
  const REAL *g = gradients;
  CK_EACH(i, n) {
    REAL velocity = beta * v[i] + g[i];
    v[i] = velocity;
    w[i] = w[i] - rate * (g[i] + beta * velocity);
  }
}

static void NAME(adagrad)(
    void *parameters, const void *gradients, void *state, int64_t n, const ck_step *step) {
  REAL *w = parameters, *s = state, rate = (REAL)step->rate, epsilon = (REAL)step->epsilon;
  const REAL *g = gradients;
  CK_EACH(i, n) {
    REAL sum = s[i] + g[i] * g[i];
    s[i] = sum;
    w[i] = w[i] - (rate * g[i]) / (CK_SQRT_OF(sum) + epsilon);
  }
}

static void NAME(rmsprop)(
    void *parameters, const void *gradients, void *state, int64_t n, const ck_step *step) {
  REAL *w = parameters, *s = state, rate = (REAL)step->rate, epsilon = (REAL)step->epsilon;
  const REAL *g = gradients, alpha = (REAL)step->decay, fresh = (REAL)(1.0 - step->decay);
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
    void *parameters, const void *gradients, void *first, void *second, int64_t n,
    const ck_step *step) {
  REAL *w = parameters, *m = first, *v = second;
  const REAL *g = gradients;
  const REAL rate = (REAL)step->rate, scale = (REAL)step->scale, epsilon = (REAL)step->epsilon;
  const REAL beta1 = (REAL)step->beta, fresh1 = (REAL)(1.0 - step->beta);
  const REAL beta2 = (REAL)step->decay, fresh2 = (REAL)(1.0 - step->decay);
  const REAL shrink = (REAL)step->shrink;
  if (shrink == 0) {
    CK_ADAM(w[i])
  } else {
    CK_ADAM(w[i] - shrink * w[i])
  }
}

static void NAME(weight_decay)(void *gradients, const void *parameters, int64_t n, double lambda) {
  REAL *g = gradients, factor = (REAL)lambda;
  const REAL *w = parameters;
  CK_EACH(i, n) g[i] = g[i] + factor * w[i];
}

static void NAME(clip_value)(void *gradients, int64_t n, double limit) {
  REAL *g = gradients, c = (REAL)limit;
  CK_EACH(i, n) g[i] = g[i] > c ? c : g[i] < -c ? -c : g[i];
}

static double NAME(sum_of_squares)(const void *x, int64_t n) { return NAME(sum_squares)(x, n); }

static double NAME(clip_norm)(void *gradients, int64_t n, double limit) {
  REAL *g = gradients;
  REAL norm = CK_SQRT_OF(NAME(sum_squares)(g, n));
  REAL factor = (REAL)limit / (norm + (REAL)1e-6);
  // A norm that is not a number makes the factor one too, and the gradient with it.
  if (!(factor >= 1)) {
    CK_EACH(i, n) g[i] = g[i] * factor;
  }
  return norm;
}

#undef CK_ADAM
