#pragma once
// erf, erfc, the normal distribution function Φ and gelu.
//
// With y = |x| (erf, erfc) or |x|/√2 (Φ, gelu):
// - y < 0.6: erf y = y + y E(y²).
// - else erfc y = e^(−y²) P(t)/(1 + 2y), t = (y − 3.5)/(y + 3.5): the factor P varies little over
//   the whole half-line, so one polynomial holds to the last subnormal (the form is that of
//   Shepherd and Laframboise, Mathematics of Computation 36, 1981). y² is taken as a pair, since
//   its rounding alone would cost 350 units in the last place at the far end.
// The other side follows by erfc(−y) = 2 − erfc y; gelu's negative tail is never 1 − (1 − …).
#include "elementary_exponential.h"

/// E(z) = erf(√z)/√z − 1 on 0 ≤ z ≤ 0.36, minimax: absolute error 2⁻⁶⁷·⁰.
static const double ck_erf_coefficients[11] = {
    0x1.06eba8214db69p-3, -0x1.812746b0379e7p-2, 0x1.ce2f21a042bbep-4, -0x1.b82ce3128734ap-6,
    0x1.565bcd0de46ebp-8, -0x1.c02db3c9cf1b9p-11, 0x1.f9a319297c7f1p-14, -0x1.f4d01b2747e53p-17,
    0x1.b9aa1e92d8a1p-20, -0x1.5b78731df4f89p-23, 0x1.afffb35e827cap-27
};

/// P(t) = (1 + 2y) e^(y²) erfc y on 0.59 ≤ y ≤ 27.5, minimax: relative error 2⁻⁶⁰·².
static const double ck_erfc_coefficients[22] = {
    0x1.3e0a99a0ee914p+0, -0x1.1ebd220ea593cp-3, -0x1.59e2c284b11f7p-7, 0x1.8f702ec6b33a3p-4,
    -0x1.d76830c3531a4p-4, 0x1.686106046da9ep-4, -0x1.8ff5ef76d2d3dp-5, 0x1.38ec667173ef9p-6,
    -0x1.143c4ca689fe5p-8, -0x1.3cf36a614cddp-12, 0x1.27e664a63160dp-11, -0x1.fda8f59d5d529p-14,
    -0x1.66e2135f8041dp-15, 0x1.9707a340741acp-16, 0x1.387da4cc861bbp-19, -0x1.ffede3677226fp-19,
    -0x1.7b186653801ffp-25, 0x1.41ff41cde76cfp-21, -0x1.13bf8108aac39p-27, -0x1.8de8788a4c129p-24,
    0x1.51016755cd14fp-31, 0x1.602e4e1298276p-27
};

/// For results that are then rounded to float: E with absolute error 2⁻³⁹·⁵ …
static const double ck_erf_coefficients_short[7] = {
    0x1.06eba82142fcfp-3, -0x1.812746aa7b6a5p-2, 0x1.ce2f1d9e74c1p-4, -0x1.b82bd5fcc1b81p-6,
    0x1.563a1a564148ap-8, -0x1.bbd26c60e2e14p-11, 0x1.b120a77de97cap-14
};

/// … and P on 0 ≤ y ≤ 10.2 for t = (y − 3)/(y + 3): relative error 2⁻³⁴·⁸.
static const double ck_erfc_coefficients_short[13] = {
    0x1.40c522d7e0e66p+0, -0x1.15c084d65418ap-3, -0x1.85a15c1a65814p-5, 0x1.09836c5cd6d34p-3,
    -0x1.e88b7d73a396ap-4, 0x1.17c976b28b34p-4, -0x1.8577083c18befp-6, 0x1.4c13d7ba68a3bp-9,
    0x1.f09388dba940ep-10, -0x1.9e3189a6f7446p-11, -0x1.09ccfe5d02399p-13, 0x1.09b88d2bcfdecp-13,
    0x1.15b0def09e99ap-15
};

#define CK_SQRT_2_HI 0x1.6a09e667f3bcdp+0
#define CK_SQRT_2_LO -0x1.bdd3413b26456p-54
#define CK_ERF_SPLIT 0.6

/// A value m · 2ᵏ, m a pair; `exponent` as for ck_scale_f64.
typedef struct {
  ck_pair_f64 m;
  uint64_t exponent;
} ck_scaled;

/// e^(−square) P(t)/w for t = n/d: with square = y², w = 1 + 2y this is erfc y.
CK_INLINE ck_scaled ck_gaussian_tail(ck_pair_f64 square, double n, double d, ck_pair_f64 w) {
  ck_exp_parts_f64 parts = ck_split_exp_f64(-square.hi, -square.lo);
  ck_pair_f64 e = ck_mantissa_f64(parts);
  double t = n / d;
  double rest = t * ck_polynomial_f64(ck_erfc_coefficients + 1, 20, t);
  ck_pair_f64 p = ck_ordered_sum_f64(ck_erfc_coefficients[0], rest);
  ck_pair_f64 product = ck_product_f64(e.hi, p.hi);
  product.lo += e.hi * p.lo + e.lo * p.hi;
  return (ck_scaled){ck_quotient_f64(product, w), parts.exponent};
}

/// erf y = y + y E(y²) as a pair, for |y| < 0.6; y itself a pair.
CK_INLINE ck_pair_f64 ck_erf_near(ck_pair_f64 y) {
  double e = ck_polynomial_f64(ck_erf_coefficients, 10, y.hi * y.hi);
  return ck_ordered_sum_f64(y.hi, CK_FMA_f64(y.hi, e, CK_FMA_f64(y.lo, e, y.lo)));
}

/// whole − part · 2ᵏ as a pair.
CK_INLINE ck_pair_f64 ck_complement(double whole, ck_scaled part) {
  ck_pair_f64 sum = ck_ordered_sum_f64(whole, -ck_scale_f64(part.m.hi, part.exponent));
  sum.lo -= ck_scale_f64(part.m.lo, part.exponent);
  return sum;
}

/// erfc y for y ≥ 0.59.
CK_INLINE ck_scaled ck_erfc_far(double y) {
  y = y > 27.6 ? 27.6 : y;
  ck_pair_f64 w = ck_sum_f64(1.0, 2.0 * y);
  return ck_gaussian_tail(ck_product_f64(y, y), y - 3.5, y + 3.5, w);
}

/// erf x = 2/√π ∫₀ˣ e^(−t²) dt.
CK_INLINE double ck_erf_f64(double x) {
  double y = ck_abs_f64(x);
  ck_pair_f64 near = ck_erf_near((ck_pair_f64){x, 0.0});
  ck_pair_f64 far = ck_complement(1.0, ck_erfc_far(y));
  double value = y < CK_ERF_SPLIT ? near.hi + near.lo : ck_with_sign_f64(far.hi + far.lo, x);
  return x == 0.0 ? x : value;
}

/// erfc x = 1 − erf x, relatively accurate to its last subnormal near 27.2.
CK_INLINE double ck_erfc_f64(double x) {
  double y = ck_abs_f64(x);
  ck_pair_f64 near = ck_erf_near((ck_pair_f64){x, 0.0});
  ck_pair_f64 one = ck_ordered_sum_f64(1.0, -near.hi);
  double inner = one.hi + (one.lo - near.lo);
  ck_scaled tail = ck_erfc_far(y);
  ck_pair_f64 two = ck_complement(2.0, tail);
  double outer = x < 0.0 ? two.hi + two.lo : ck_scale_f64(tail.m.hi + tail.m.lo, tail.exponent);
  return y < CK_ERF_SPLIT ? inner : outer;
}

/// Φ(x) = ½ erfc(−x/√2) = m · 2ᵏ; x/√2 and x²/2 are taken as pairs.
CK_INLINE ck_scaled ck_split_normal(double x) {
  double a = ck_abs_f64(x), half = 0.5 * CK_SQRT_2_HI;
  a = a > 39.0 ? 39.0 : a;
  ck_pair_f64 y = {x * half, 0.0};
  y.lo = CK_FMA_f64(x, half, -y.hi) + x * (0.5 * CK_SQRT_2_LO);
  ck_pair_f64 near = ck_erf_near(y);
  ck_pair_f64 inner = ck_ordered_sum_f64(0.5, 0.5 * near.hi);
  inner.lo += 0.5 * near.lo;

  ck_pair_f64 w = {CK_FMA_f64(a, CK_SQRT_2_HI, 1.0), 0.0};
  w.lo = CK_FMA_f64(a, CK_SQRT_2_LO, CK_FMA_f64(a, CK_SQRT_2_HI, 1.0 - w.hi));
  double far = a * half;
  ck_scaled tail = ck_gaussian_tail(ck_product_f64(0.5 * a, a), far - 3.5, far + 3.5, w);
  tail.exponent -= 1;
  ck_pair_f64 upper = ck_complement(1.0, tail);

  int is_near = a < CK_ERF_SPLIT * CK_SQRT_2_HI, is_tail = !is_near & (x < 0.0);
  ck_scaled value;
  value.m.hi = is_near ? inner.hi : is_tail ? tail.m.hi : upper.hi;
  value.m.lo = is_near ? inner.lo : is_tail ? tail.m.lo : upper.lo;
  value.exponent = is_tail ? tail.exponent : 2 * CK_EXPONENT_BIAS_f64;
  return value;
}

/// Φ(x), the standard normal distribution function.
CK_INLINE double ck_normal_cdf_f64(double x) {
  ck_scaled value = ck_split_normal(x);
  return ck_scale_f64(value.m.hi + value.m.lo, value.exponent);
}

/// gelu x = x Φ(x), relatively accurate to its last subnormal near −38.5; −0 at −∞.
CK_INLINE double ck_gelu_f64(double x) {
  ck_scaled phi = ck_split_normal(x);
  double factor = x < -39.0 ? -39.0 : x;
  double value = CK_FMA_f64(factor, phi.m.hi, factor * phi.m.lo);
  return x == 0.0 || x > 10.0 ? x * (x > 0.0 ? 1.0 : 0.5) : ck_scale_f64(value, phi.exponent);
}

/// erfc y for y ≥ 0 in double, for results that are then rounded to float.
CK_INLINE double ck_erfc_short(double y) {
  y = y > 15.0 ? 15.0 : y;
  double p = ck_polynomial_f64(ck_erfc_coefficients_short, 12, (y - 3.0) / (y + 3.0));
  return ck_exp_short(-y * y) * p / (1.0 + 2.0 * y);
}

/// erf x, in double inside.
CK_INLINE float ck_erf_f32(float x) {
  double y = __builtin_fabs((double)x);
  double near = CK_FMA_f64(y, ck_polynomial_f64(ck_erf_coefficients_short, 6, y * y), y);
  double far = 1.0 - ck_erfc_short(y);
  return ck_with_sign_f32((float)(y < CK_ERF_SPLIT ? near : far), x);
}

/// erfc x, in double inside.
CK_INLINE float ck_erfc_f32(float x) {
  double tail = ck_erfc_short(__builtin_fabs((double)x));
  return (float)(x < 0.0f ? 2.0 - tail : tail);
}

/// Φ(x) in double, for results that are then rounded to float.
CK_INLINE double ck_normal_cdf_short(double x) {
  double tail = 0.5 * ck_erfc_short(ck_abs_f64(x) * (0.5 * CK_SQRT_2_HI));
  return x < 0.0 ? tail : 1.0 - tail;
}

/// Φ(x), in double inside.
CK_INLINE float ck_normal_cdf_f32(float x) { return (float)ck_normal_cdf_short(x); }

/// gelu x, in double inside.
CK_INLINE float ck_gelu_f32(float x) {
  double factor = x < -20.0f ? -20.0 : (double)x;
  return (float)(factor * ck_normal_cdf_short(x));
}
