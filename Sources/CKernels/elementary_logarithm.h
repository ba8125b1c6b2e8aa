#pragma once
// ln, log1p and softplus.
//
// x = 2ᵏ m with √½ ≤ m < √2, f = m − 1, t = 2f/(2 + f): ln x = k ln 2 + 2 artanh(t/2), and
// 2 artanh(t/2) = t + t³ L(t²), |t| ≤ 0.3432. t is kept as a pair by the remainder of its division,
// k ln2_hi is exact (42 bits), so the one rounding at the end dominates.
#include "elementary_exponential.h"

/// L(z) = (2 artanh(√z/2) − √z)/z^(3/2) on 0 ≤ z ≤ 0.1179, minimax for the weight z: relative
/// error of the logarithm 2⁻⁶⁵·⁸.
static const double ck_ln_coefficients[8] = {
    0x1.5555555555555p-4, 0x1.9999999999cfcp-7, 0x1.249249243742dp-9, 0x1.c71c7251b9bc6p-12,
    0x1.745cdeecaf7efp-14, 0x1.3b20be870dc84p-16, 0x1.0f57cd3886eb1p-18, 0x1.0fa72fd2205acp-20
};

/// The same for results that are then rounded to float: relative error 2⁻³⁶·⁹.
static const double ck_ln_coefficients_short[4] = {
    0x1.55555506f40acp-4, 0x1.999a7dabbf6c2p-7, 0x1.24356079ba74ep-9, 0x1.e3b6246136541p-12
};

/// ln 2 in a part of 42 bits, whose multiples by an exponent are exact, and the rest.
#define CK_LN2_SHORT 0x1.62e42fefa38p-1
#define CK_LN2_REST 0x1.ef35793c7673p-45
#define CK_SQRT_HALF_BITS 0x3FE6A09E667F3BCDull
#define CK_SQRT_2 0x1.6a09e667f3bcdp+0

/// x = 2ᵏ (1 + f) with √½ ≤ 1 + f < √2; k as a number.
typedef struct {
  double k, f;
} ck_binary_parts;

/// Splits a positive finite normal or subnormal number; anything else gives some value.
CK_INLINE ck_binary_parts ck_split_binary(double x) {
  double normal = x < 0x1p-1022 ? x * 0x1p54 : x;
  uint64_t bits = ck_bits_f64(normal) + (0x3FF0000000000000ull - CK_SQRT_HALF_BITS);
  double biased = ck_from_bits_f64((bits >> 52) | 0x4330000000000000ull) - 0x1p52;
  double m = ck_from_bits_f64((bits & 0xFFFFFFFFFFFFFull) + CK_SQRT_HALF_BITS);
  return (ck_binary_parts){biased - (x < 0x1p-1022 ? 1077.0 : 1023.0), m - 1.0};
}

/// t = 2f/(2 + f) for f a pair, as a pair.
CK_INLINE ck_pair_f64 ck_artanh_argument(ck_pair_f64 f) {
  ck_pair_f64 d = ck_ordered_sum_f64(2.0, f.hi);
  d.lo += f.lo;
  return ck_quotient_f64((ck_pair_f64){2.0 * f.hi, 2.0 * f.lo}, d);
}

/// k ln 2 + ln(1 + f) as a pair, for √½ ≤ 1 + f < √2.
CK_INLINE ck_pair_f64 ck_ln_pair(double k, ck_pair_f64 f) {
  ck_pair_f64 t = ck_artanh_argument(f);
  double z = t.hi * t.hi;
  double rest = t.lo + t.hi * z * ck_polynomial_f64(ck_ln_coefficients, 7, z);
  ck_pair_f64 sum = ck_ordered_sum_f64(k * CK_LN2_SHORT, t.hi);
  return (ck_pair_f64){sum.hi, sum.lo + CK_FMA_f64(k, CK_LN2_REST, rest)};
}

/// The value of ln at 0, below 0 and at infinity and nan, else `value`.
CK_INLINE double ck_ln_special(double x, double value) {
  value = x == 0.0 ? -__builtin_inf() : value;
  value = x < 0.0 ? __builtin_nan("") : value;
  return x < __builtin_inf() ? value : x;
}

/// ln x. −∞ at ±0, nan below 0.
CK_INLINE double ck_ln_f64(double x) {
  ck_binary_parts parts = ck_split_binary(x);
  ck_pair_f64 value = ck_ln_pair(parts.k, (ck_pair_f64){parts.f, 0.0});
  return ck_ln_special(x, value.hi + value.lo);
}

/// ln(1 + x), relatively accurate near 0. With u + c = 1 + x exactly, u = 2ᵏ m: ln(m + c/2ᵏ).
CK_INLINE double ck_log1p_f64(double x) {
  ck_pair_f64 u = ck_sum_f64(1.0, x);
  ck_binary_parts parts = ck_split_binary(u.hi);
  uint64_t shift = ck_bits_f64(parts.k + CK_ROUNDER_f64) << 52;
  double power = ck_from_bits_f64((1023ull << 52) - shift);
  ck_pair_f64 f = {parts.f, parts.k > 100.0 ? 0.0 : u.lo * power};
  f.hi = parts.k == 0.0 ? x : f.hi;
  f.lo = parts.k == 0.0 ? 0.0 : f.lo;
  ck_pair_f64 value = ck_ln_pair(parts.k, f);
  double sum = ck_ln_special(u.hi, value.hi + value.lo);
  return x == 0.0 ? x : sum;
}

/// softplus x = ln(1 + eˣ) = max(x, 0) + ln(1 + e), e = e^(−|x|).
CK_INLINE double ck_softplus_f64(double x) {
  ck_exp_parts_f64 parts = ck_split_exp_f64(-ck_abs_f64(x), 0.0);
  ck_pair_f64 m = ck_mantissa_f64(parts);
  ck_pair_f64 e = {ck_scale_f64(m.hi, parts.exponent), ck_scale_f64(m.lo, parts.exponent)};
  ck_pair_f64 u = ck_ordered_sum_f64(1.0, e.hi);
  u.lo += e.lo;
  int halved = u.hi > CK_SQRT_2;
  ck_pair_f64 f = {halved ? 0.5 * u.hi - 1.0 : e.hi, halved ? 0.5 * u.lo : e.lo};
  ck_pair_f64 ln = ck_ln_pair(halved ? 1.0 : 0.0, f);
  ck_pair_f64 sum = ck_sum_f64(x > 0.0 ? x : 0.0, ln.hi);
  double value = sum.hi + (sum.lo + ln.lo);
  return x > CK_EXP_NEGLIGIBLE_f64 ? x : value;
}

/// k ln 2 + ln(1 + f) in double for results that are then rounded to float.
CK_INLINE double ck_ln_short(double k, double f) {
  double t = 2.0 * f / (2.0 + f), z = t * t;
  double ln = CK_FMA_f64(t * z, ck_polynomial_f64(ck_ln_coefficients_short, 3, z), t);
  return CK_FMA_f64(k, CK_LN2_HI_f64, ln);
}

/// ln x, in double inside.
CK_INLINE float ck_ln_f32(float x) {
  ck_binary_parts parts = ck_split_binary(x);
  return (float)ck_ln_special(x, ck_ln_short(parts.k, parts.f));
}

/// ln(1 + x), in double inside: x itself is the reduced argument where k = 0.
CK_INLINE float ck_log1p_f32(float x) {
  double u = 1.0 + (double)x;
  ck_binary_parts parts = ck_split_binary(u);
  double value = ck_ln_short(parts.k, parts.k == 0.0 ? (double)x : parts.f);
  value = ck_ln_special(u, value);
  return x == 0.0f ? x : (float)value;
}

/// softplus x, in double inside.
CK_INLINE float ck_softplus_f32(float x) {
  double a = __builtin_fabs((double)x);
  double e = ck_exp_short(a > 200.0 ? -200.0 : -a), u = 1.0 + e;
  int halved = u > CK_SQRT_2;
  double ln = ck_ln_short(halved ? 1.0 : 0.0, halved ? 0.5 * u - 1.0 : e);
  double value = (x > 0.0f ? (double)x : 0.0) + ln;
  return (float)value;
}
