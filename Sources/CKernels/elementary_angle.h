#pragma once
// sin, cos and tan in radians, for every finite argument.
//
// x = k π/2 + r with |r| ≤ π/4 and r a pair; the quadrant k mod 4 chooses ± sin r or ± cos r.
// - |x| < 2⁴⁰: π/2 in three parts. k p1 is subtracted exactly by one fma (both are multiples of the
//   last place of p1), k p2 as an exact product, k p3 plainly.
// - else x = n · 2ᵉ with n an integer and e a multiple of 32, and x · 2/π mod 4 is n times
//   (2ᵉ · 2/π mod 4), which a table holds to 212 bits: whole turns drop out before they round away
//   (the idea is that of Payne and Hanek, ACM SIGNUM Newsletter 18, 1983).
#include "elementary_arithmetic.h"

/// (sin r − r)/r³ in r² on |r| ≤ 0.786, minimax: relative error of the sine 2⁻⁶⁷·⁹.
static const double ck_sin_coefficients[7] = {
    -0x1.5555555555555p-3, 0x1.111111111110cp-7, -0x1.a01a01a018c41p-13, 0x1.71de3a534054fp-19,
    -0x1.ae64528d5294dp-26, 0x1.6120827b27c3cp-33, -0x1.aa99d5666badep-41
};

/// (cos r − 1 + r²/2)/r⁴ in r² on |r| ≤ 0.786, minimax: error of the cosine 2⁻⁷³·⁴.
static const double ck_cos_coefficients[7] = {
    0x1.5555555555555p-5, -0x1.6c16c16c16c15p-10, 0x1.a01a01a019746p-16, -0x1.27e4fb7692a0cp-22,
    0x1.1eed8d3e5f5c1p-29, -0x1.9393d9608c61fp-37, 0x1.ab084630218dp-45
};

/// The same for results that are then rounded to float: 2⁻³⁶·⁸ and 2⁻⁴¹·⁷.
static const double ck_sin_coefficients_short[4] = {
    -0x1.5555554d8f1a1p-3, 0x1.1111086a84acp-7, -0x1.a00f2e7237e34p-13, 0x1.6cb4cb803248fp-19
};
static const double ck_cos_coefficients_short[4] = {
    0x1.55555552bcfb9p-5, -0x1.6c16bba5b52c2p-10, 0x1.a012c7e52408ap-16, -0x1.24733468d8276p-22
};

#define CK_TWO_OVER_PI 0x1.45f306dc9c883p-1
#define CK_HALF_PI_1 0x1.921fb54442d18p+0
#define CK_HALF_PI_2 0x1.1a62633145c07p-54
#define CK_HALF_PI_3 -0x1.f1976b7ed8fbcp-110
#define CK_ANGLE_SPLIT 0x1p40

/// Row i is 2/π · 2^(32(i − 1)) mod 4 as a sum of four numbers; see elementary_angle_table.c.
extern const double ck_two_over_pi[32][4];

/// An angle within a quadrant, |hi + lo| ≤ π/4, and the quadrant in the two lowest bits.
typedef struct {
  ck_pair_f64 r;
  uint64_t quadrant;
} ck_angle;

/// The reduction for |x| < 2⁴⁰.
CK_INLINE ck_angle ck_reduce_near(double x) {
  double shifted = x * CK_TWO_OVER_PI + CK_ROUNDER_f64, k = shifted - CK_ROUNDER_f64;
  ck_pair_f64 second = ck_product_f64(k, CK_HALF_PI_2);
  ck_pair_f64 r = ck_sum_f64(CK_FMA_f64(-k, CK_HALF_PI_1, x), -second.hi);
  r.lo -= CK_FMA_f64(k, CK_HALF_PI_3, second.lo);
  return (ck_angle){r, ck_bits_f64(shifted)};
}

/// x less a near multiple of 8, exact and at most 4; from 2⁵⁴ on x is such a multiple of 4 itself.
CK_INLINE double ck_modulo_4(double x) {
  double turns = (0.25 * x + 0x1.8p53) - 0x1.8p53;
  return ck_abs_f64(x) < 0x1p54 ? CK_FMA_f64(-4.0, turns, x) : 0.0;
}

/// The reduction for |x| ≥ 2⁴⁰.
CK_INLINE ck_angle ck_reduce_far(double x) {
  uint64_t exponent = ck_bits_f64(x) >> 52 & 0x7FF;
  exponent = exponent < 1063 ? 1063 : exponent;
  uint64_t row = (exponent - 1043) >> 5 & 31;
  double n = x * ck_from_bits_f64((1055 - 32 * row) << 52);
  const double *part = ck_two_over_pi[row];
  ck_pair_f64 first = ck_product_f64(n, part[0]), second = ck_product_f64(n, part[1]);
  ck_pair_f64 third = ck_product_f64(n, part[2]);

  // Whole numbers of turns out, then the sum in falling order of size, each rounding kept.
  ck_pair_f64 a = ck_sum_f64(ck_modulo_4(first.hi), ck_modulo_4(first.lo));
  ck_pair_f64 b = ck_sum_f64(a.hi, ck_modulo_4(second.hi));
  double shifted = b.hi + CK_ROUNDER_f64;
  ck_pair_f64 c = ck_sum_f64(b.hi - (shifted - CK_ROUNDER_f64), a.lo);
  ck_pair_f64 d = ck_sum_f64(c.hi, b.lo), e = ck_sum_f64(d.hi, second.lo);
  ck_pair_f64 f = ck_sum_f64(e.hi, third.hi);
  double low = third.lo + n * part[3];
  ck_pair_f64 turn = ck_sum_f64(f.hi, ((c.lo + d.lo) + (e.lo + f.lo)) + low);

  ck_pair_f64 r = ck_product_f64(turn.hi, CK_HALF_PI_1);
  r.lo += turn.hi * CK_HALF_PI_2 + turn.lo * CK_HALF_PI_1;
  return (ck_angle){r, ck_bits_f64(shifted)};
}

CK_INLINE ck_angle ck_reduce(double x) {
  ck_angle near = ck_reduce_near(x), far = ck_reduce_far(x);
  int is_near = ck_abs_f64(x) < CK_ANGLE_SPLIT;
  ck_angle angle = {{is_near ? near.r.hi : far.r.hi, is_near ? near.r.lo : far.r.lo},
                    is_near ? near.quadrant : far.quadrant};
  return angle;
}

/// sin(r.hi + r.lo) = r + r³ S(r²) + lo cos r as a pair.
CK_INLINE ck_pair_f64 ck_sin_pair(ck_pair_f64 r) {
  double z = r.hi * r.hi, s = ck_polynomial_f64(ck_sin_coefficients, 6, z);
  return (ck_pair_f64){r.hi, CK_FMA_f64(r.hi * z, s, CK_FMA_f64(-0.5 * z, r.lo, r.lo))};
}

/// cos(r.hi + r.lo) = 1 − r²/2 + r⁴ C(r²) − lo r as a pair.
CK_INLINE ck_pair_f64 ck_cos_pair(ck_pair_f64 r) {
  ck_pair_f64 z = ck_product_f64(r.hi, r.hi);
  ck_pair_f64 one = ck_ordered_sum_f64(1.0, -0.5 * z.hi);
  double c = ck_polynomial_f64(ck_cos_coefficients, 6, z.hi);
  double low = CK_FMA_f64(z.hi * z.hi, c, CK_FMA_f64(-r.hi, r.lo, -0.5 * z.lo));
  return (ck_pair_f64){one.hi, one.lo + low};
}

/// ± sin r or ± cos r by the quadrant.
CK_INLINE double ck_sine_of(ck_angle angle) {
  ck_pair_f64 sine = ck_sin_pair(angle.r), cosine = ck_cos_pair(angle.r);
  double s = sine.hi + sine.lo, c = cosine.hi + cosine.lo;
  uint64_t bits = ck_bits_f64(angle.quadrant & 1 ? c : s);
  return ck_from_bits_f64(bits ^ (angle.quadrant & 2) << 62);
}

/// sin x; nan at ±∞.
CK_INLINE double ck_sin_f64(double x) {
  double value = ck_sine_of(ck_reduce(x));
  return x == 0.0 ? x : value + (x - x);
}

/// cos x; nan at ±∞.
CK_INLINE double ck_cos_f64(double x) {
  ck_angle angle = ck_reduce(x);
  angle.quadrant += 1;
  return ck_sine_of(angle) + (x - x);
}

/// tan x = sin/cos, or −cos/sin in odd quadrants; nan at ±∞.
CK_INLINE double ck_tan_f64(double x) {
  ck_angle angle = ck_reduce(x);
  ck_pair_f64 s = ck_sin_pair(angle.r), c = ck_cos_pair(angle.r);
  s = ck_ordered_sum_f64(s.hi, s.lo);
  c = ck_ordered_sum_f64(c.hi, c.lo);
  int odd = angle.quadrant & 1;
  ck_pair_f64 n = {odd ? -c.hi : s.hi, odd ? -c.lo : s.lo};
  ck_pair_f64 d = {odd ? s.hi : c.hi, odd ? s.lo : c.lo};
  ck_pair_f64 q = ck_quotient_f64(n, d);
  return x == 0.0 ? x : q.hi + q.lo + (x - x);
}

/// sin r and cos r in double, for results that are then rounded to float.
CK_INLINE ck_pair_f64 ck_sin_and_cos_short(double r) {
  double z = r * r;
  double s = CK_FMA_f64(r * z, ck_polynomial_f64(ck_sin_coefficients_short, 3, z), r);
  double c = CK_FMA_f64(z * z, ck_polynomial_f64(ck_cos_coefficients_short, 3, z), 1.0 - 0.5 * z);
  return (ck_pair_f64){s, c};
}

/// sin x of a float in quadrant + `turn`, in double inside.
CK_INLINE double ck_sine_short(double x, uint64_t turn) {
  ck_angle angle = ck_reduce(x);
  ck_pair_f64 both = ck_sin_and_cos_short(angle.r.hi);
  uint64_t quadrant = angle.quadrant + turn;
  uint64_t bits = ck_bits_f64(quadrant & 1 ? both.lo : both.hi);
  return ck_from_bits_f64(bits ^ (quadrant & 2) << 62) + (x - x);
}

/// sin x, in double inside.
CK_INLINE float ck_sin_f32(float x) {
  float value = (float)ck_sine_short(x, 0);
  return x == 0.0f ? x : value;
}

/// cos x, in double inside.
CK_INLINE float ck_cos_f32(float x) { return (float)ck_sine_short(x, 1); }

/// tan x, in double inside.
CK_INLINE float ck_tan_f32(float x) {
  ck_angle angle = ck_reduce(x);
  ck_pair_f64 both = ck_sin_and_cos_short(angle.r.hi);
  int odd = angle.quadrant & 1;
  float value = (float)((odd ? -both.lo : both.hi) / (odd ? both.hi : both.lo));
  return x == 0.0f ? x : value + (x - x);
}
