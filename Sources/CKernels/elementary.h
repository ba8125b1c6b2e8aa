#pragma once
// The elementary functions of the numeric core; deterministic on every instruction set.
#include <stdint.h>
#include <string.h>

#define CK_FMA(a, b, c) __builtin_fma(a, b, c)

static inline double ck_bits_to_f64(uint64_t u) { double d; memcpy(&d, &u, 8); return d; }
static inline uint64_t ck_f64_to_bits(double d) { uint64_t u; memcpy(&u, &d, 8); return u; }

static inline double ck_exp_f64(double x) {
  double c = x < -760.0 ? -760.0 : x;
  c = c > 720.0 ? 720.0 : c;
  double t = c * 0x1.71547652b82fep+0 + 0x1.8p52;
  double k = t - 0x1.8p52;
  double r = CK_FMA(-k, 0x1.abc9e3b39803fp-56, CK_FMA(-k, 0x1.62e42fefa39efp-1, c));
  double p = 1.0;
  for (int i = 14; i > 0; i--) p = CK_FMA(p, r / i, 1.0);
  uint64_t u = ck_f64_to_bits(t) - ck_f64_to_bits(0x1.8p52) + 2046, h = u >> 1;
  return p * ck_bits_to_f64(h << 52) * ck_bits_to_f64((u - h) << 52);
}
static inline double ck_ln_f64(double x) {
  int small = x < 0x1p-1022;
  double y = small ? x * 0x1p54 : x;
  uint64_t u = ck_f64_to_bits(y) + (0x3FF0000000000000u - 0x3FE6A09E667F3BCDu);
  double k = (double)(int64_t)(u >> 52) - (small ? 1077.0 : 1023.0);
  double f = ck_bits_to_f64((u & 0xFFFFFFFFFFFFFu) + 0x3FE6A09E667F3BCDu) - 1.0;
  double s = f / (2.0 + f), z = s * s, p = 0;
  for (int i = 27; i > 0; i -= 2) p = CK_FMA(p, z, 1.0 / i);
  double v = CK_FMA(k, 0x1.62e42fefa39efp-1, CK_FMA(k, 0x1.abc9e3b39803fp-56, 2 * s * p));
  v = x == 0.0 ? -__builtin_inf() : v;
  v = x < 0.0 ? __builtin_nan("") : v;
  return x < __builtin_inf() ? v : (x + x);
}
static inline double ck_expm1_f64(double x) {
  double p = 1.0;
  for (int i = 18; i > 1; i--) p = CK_FMA(p, x / i, 1.0);
  return __builtin_fabs(x) < 0.5 ? x * p : ck_exp_f64(x) - 1.0;
}
static inline double ck_log1p_f64(double x) {
  double u = 1.0 + x, d = u - 1.0;
  return d == 0.0 || u == __builtin_inf() ? x : ck_ln_f64(u) * (x / d);
}
static inline double ck_tanh_f64(double x) {
  double e = ck_expm1_f64(-2.0 * __builtin_fabs(x));
  return __builtin_copysign(-e / (2.0 + e), x);
}
static inline double ck_sigmoid_f64(double x) {
  double e = ck_exp_f64(-__builtin_fabs(x));
  return (x < 0 ? e : 1.0) / (1.0 + e);
}
static inline double ck_softplus_f64(double x) {
  return (x > 0 ? x : 0.0) + ck_log1p_f64(ck_exp_f64(-__builtin_fabs(x)));
}
static inline double ck_erfc_f64(double x) {
  double a = __builtin_fabs(x), s = 0, term = 0x1.20dd750429b6dp+0 * a, c = 0;
  for (int n = 0; n < 60; n++) {
    s += term / (2 * n + 1);
    term *= -a * a / (n + 1);
  }
  for (int n = 80; n > 0; n--) c = 0.5 * n / (a + c);
  double far = ck_exp_f64(-a * a) / (a + c) * 0x1.20dd750429b6dp-1;
  double q = a < 2.0 ? 1.0 - s : far;
  return x < 0 ? 2.0 - q : q;
}
static inline double ck_erf_f64(double x) {
  double a = __builtin_fabs(x), s = 0, term = 0x1.20dd750429b6dp+0 * x;
  for (int n = 0; n < 60; n++) {
    s += term / (2 * n + 1);
    term *= -x * x / (n + 1);
  }
  return a < 1.0 ? s : 1.0 - ck_erfc_f64(x);
}
static inline double ck_normal_cdf_f64(double x) {
  return 0.5 * ck_erfc_f64(-x * 0x1.6a09e667f3bcdp-1);
}
static inline double ck_gelu_f64(double x) {
  return x == -__builtin_inf() ? -0.0 : x * ck_normal_cdf_f64(x);
}
static inline double ck_silu_f64(double x) {
  return x == -__builtin_inf() ? -0.0 : x * ck_sigmoid_f64(x);
}
static inline double ck_elu_f64(double x) { return x > 0 ? x : ck_expm1_f64(x); }
static inline double ck_quarter_turn_f64(double x, int shift) {
  double t = x * 0x1.45f306dc9c883p-1 + 0x1.8p52, k = t - 0x1.8p52;
  double r = CK_FMA(-k, 0x1.1a62633145c07p-54, CK_FMA(-k, 0x1.921fb54442d18p+0, x));
  double s = 1.0, c = 1.0, z = -r * r;
  for (int i = 20; i > 0; i -= 2) {
    s = CK_FMA(s, z / (i * (i + 1)), 1.0);
    c = CK_FMA(c, z / (i * (i - 1)), 1.0);
  }
  uint64_t q = ck_f64_to_bits(t) + (uint64_t)shift;
  double v = q & 1 ? c : s * r;
  return q & 2 ? -v : v;
}
static inline double ck_sin_f64(double x) { return ck_quarter_turn_f64(x, 0); }
static inline double ck_cos_f64(double x) { return ck_quarter_turn_f64(x, 1); }
static inline double ck_tan_f64(double x) { return ck_sin_f64(x) / ck_cos_f64(x); }
static inline double ck_pow_f64(double x, double y) {
  double a = ck_exp_f64(y * ck_ln_f64(__builtin_fabs(x)));
  double big = __builtin_fabs(y) >= 0x1p53 ? 0.0 : y, n = (big + 0x1.8p52) - 0x1.8p52;
  double half = (0.5 * big + 0x1.8p52) - 0x1.8p52;
  a = x < 0 && n == big && half * 2 != big ? -a : a;
  a = x < 0 && n != big ? __builtin_nan("") : a;
  a = y == 2.0 ? x * x : a;
  return y == 0.0 || x == 1.0 ? 1.0 : a;
}

#define CK_F32(name) \
  static inline float ck_##name##_f32(float x) { return (float)ck_##name##_f64((double)x); }
CK_F32(exp) CK_F32(expm1) CK_F32(ln) CK_F32(log1p) CK_F32(tanh) CK_F32(sigmoid) CK_F32(softplus)
CK_F32(erf) CK_F32(erfc) CK_F32(normal_cdf) CK_F32(gelu) CK_F32(silu) CK_F32(elu)
CK_F32(sin) CK_F32(cos) CK_F32(tan)
static inline float ck_pow_f32(float x, float y) { return (float)ck_pow_f64(x, y); }
#undef CK_F32
