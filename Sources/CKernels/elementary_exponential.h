#pragma once
// exp and what is made of one exponential: expm1, tanh, sigmoid, silu, elu.
//
// With k = round(x / ln 2) and r = x − k ln 2, |r| ≤ ½ ln 2: eˣ = 2ᵏ (1 + r + r² q(r)).
// ln 2 is split in two: k ln2_hi is subtracted exactly by one fma (both are multiples of the last
// place of ln2_hi, and the difference is small), k ln2_lo gives the low part of r. The leading
// terms stay unevaluated sums, so that the one rounding at the end dominates.
#include "elementary_arithmetic.h"

/// q(r) = (eʳ − 1 − r)/r² on |r| ≤ 0.347, minimax for the weight r²: error of eʳ 2⁻⁶⁴.
static const double ck_exp_coefficients_f64[11] = {
    0x1p-1, 0x1.555555555555cp-3, 0x1.555555555555fp-5, 0x1.111111110eb5fp-7,
    0x1.6c16c16c12f32p-10, 0x1.a01a01b3dc8a3p-13, 0x1.a01a01b645056p-16, 0x1.71ddef3e4c8aap-19,
    0x1.27e4bb01cb532p-22, 0x1.af6d64e5e412cp-26, 0x1.1fa489cbd0c13p-29
};

/// The same at the degree that float needs: error of eʳ 2⁻³³·⁵.
static const float ck_exp_coefficients_f32[6] = {
    0x1p-1f, 0x1.555556p-3f, 0x1.55547p-5f, 0x1.1110a6p-7f, 0x1.6da846p-10f, 0x1.a185dp-13f
};

/// (tanh r − r)/r³ as a polynomial in r², |r| ≤ 0.1788: error of tanh r 2⁻⁵⁷.
static const double ck_tanh_coefficients_f64[6] = {
    -0x1.5555555555479p-2, 0x1.11111110cf5f1p-3, -0x1.ba1ba0e9c520cp-5,
    0x1.664eb0831c5b4p-6, -0x1.22360bab1b4ffp-7, 0x1.c251a00b5a966p-9
};

/// The same at the degree that float needs: error 2⁻³².
static const float ck_tanh_coefficients_f32[3] = {-0x1.55554cp-2f, 0x1.110456p-3f, -0x1.af4d7p-5f};

#define CK_TANH_DEGREE_f64 5
#define CK_TANH_DEGREE_f32 2
#define CK_EXP_DEGREE_f64 10
#define CK_EXP_DEGREE_f32 5
#define CK_ONE_OVER_LN2_f64 0x1.71547652b82fep+0
#define CK_ONE_OVER_LN2_f32 0x1.715476p+0f
#define CK_LN2_HI_f64 0x1.62e42fefa39efp-1
#define CK_LN2_LO_f64 0x1.abc9e3b39803fp-56
#define CK_LN2_HI_f32 0x1.62e43p-1f
#define CK_LN2_LO_f32 -0x1.05c61p-29f
/// Beyond these eˣ is 0 or infinite, with room to spare.
#define CK_EXP_MIN_f64 -760.0
#define CK_EXP_MAX_f64 720.0
#define CK_EXP_MIN_f32 -110.0f
#define CK_EXP_MAX_f32 100.0f
/// For x beyond ± this, e⁻ˣ is below a sixteenth of the last place of 1.
#define CK_EXP_NEGLIGIBLE_f64 42.0
#define CK_EXP_NEGLIGIBLE_f32 20.0f
/// From here on eˣ − 1 is infinite, and k is the greatest exponent of a power of two, plus one.
#define CK_EXP_OVERFLOW_f64 709.9
#define CK_EXP_OVERFLOW_f32 88.8f
/// For |x| below this, eˣ − 1 is x to a tenth of the last place.
#define CK_TINY_f64 0x1p-58
#define CK_TINY_f32 0x1p-28f
#define CK_EXPONENT_SHIFT_f64 52
#define CK_EXPONENT_SHIFT_f32 23
#define CK_EXPONENT_BIAS_f64 1023
#define CK_EXPONENT_BIAS_f32 127

#define CK_REAL double
#define CK_WORD uint64_t
#define CK(name) name##_f64
#include "elementary_exponential_body.h"
#undef CK_REAL
#undef CK_WORD
#undef CK

#define CK_REAL float
#define CK_WORD uint32_t
#define CK(name) name##_f32
#include "elementary_exponential_body.h"
#undef CK_REAL
#undef CK_WORD
#undef CK

/// e^x in double for results that are then rounded to float: relative error 2⁻³⁹, |x| ≤ 700.
/// The same reduction; q minimax on |r| ≤ 0.347.
static const double ck_exp_coefficients_short[7] = {
    0x1.ffffffffe9689p-2, 0x1.5555557ed456cp-3, 0x1.5555558dc7cf8p-5, 0x1.1110a0c1c439bp-7,
    0x1.6c161b5facacbp-10, 0x1.a187c4ea4b04fp-13, 0x1.a194ccae19b2dp-16
};

CK_INLINE double ck_exp_short(double x) {
  double shifted = x * CK_ONE_OVER_LN2_f64 + CK_ROUNDER_f64, k = shifted - CK_ROUNDER_f64;
  double r = CK_FMA_f64(-k, CK_LN2_HI_f64, x);
  double q = ck_polynomial_f64(ck_exp_coefficients_short, 6, r);
  uint64_t exponent = ck_bits_f64(shifted) + CK_EXPONENT_BIAS_f64;
  return (1.0 + CK_FMA_f64(r * r, q, r)) * ck_from_bits_f64(exponent << 52);
}
