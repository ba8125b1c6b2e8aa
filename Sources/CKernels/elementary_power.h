#pragma once
// pow: |x|ʸ = e^(y ln|x|), with ln|x| as a pair that is right to 2⁻⁶⁸, since y ln|x| reaches 745
// and its absolute error is the result's relative error. Special cases as in C99, annex F.
#include "elementary_logarithm.h"

/// 2 artanh(t/2) = t + t z (1/12 + z (1/80 + z R(z))), z = t² ≤ 0.1179: R minimax for the weight
/// z³: relative error of the logarithm 2⁻⁷⁰·¹. 1/12 and 1/80 are pairs.
static const double ck_ln_coefficients_long[7] = {
    0x1.24924924924d1p-9, 0x1.c71c71c6f9fd7p-12, 0x1.745d1772059ccp-14, 0x1.3b1397f40067fp-16,
    0x1.11188b2a9aa07p-18, 0x1.df812c3f68df2p-21, 0x1.e04027a59edf5p-23
};

CK_INLINE ck_pair_f64 ck_pair_product(ck_pair_f64 a, ck_pair_f64 b) {
  ck_pair_f64 product = ck_product_f64(a.hi, b.hi);
  product.lo += CK_FMA_f64(a.hi, b.lo, a.lo * b.hi);
  return product;
}

/// c + a as a pair, for |c| ≥ |a|.
CK_INLINE ck_pair_f64 ck_pair_sum(ck_pair_f64 c, ck_pair_f64 a) {
  ck_pair_f64 sum = ck_ordered_sum_f64(c.hi, a.hi);
  return ck_ordered_sum_f64(sum.hi, sum.lo + (c.lo + a.lo));
}

/// ln x for a positive finite x, as a pair right to 2⁻⁶⁸.
CK_INLINE ck_pair_f64 ck_ln_long(double x) {
  ck_binary_parts parts = ck_split_binary(x);
  ck_pair_f64 t = ck_artanh_argument((ck_pair_f64){parts.f, 0.0});
  t = ck_ordered_sum_f64(t.hi, t.lo);
  ck_pair_f64 z = ck_pair_product(t, t);
  double rest = z.hi * ck_polynomial_f64(ck_ln_coefficients_long, 6, z.hi);
  const ck_pair_f64 twelfth = {0x1.5555555555555p-4, 0x1.5555555555555p-58};
  const ck_pair_f64 eightieth = {0x1.999999999999ap-7, -0x1.999999999999ap-61};
  ck_pair_f64 inner = ck_pair_sum(eightieth, (ck_pair_f64){rest, 0.0});
  ck_pair_f64 outer = ck_pair_sum(twelfth, ck_pair_product(z, inner));
  ck_pair_f64 ln = ck_pair_sum(t, ck_pair_product(t, ck_pair_product(z, outer)));
  ck_pair_f64 whole = {parts.k * CK_LN2_SHORT, parts.k * CK_LN2_REST};
  ck_pair_f64 sum = ck_ordered_sum_f64(whole.hi, ln.hi);
  return ck_ordered_sum_f64(sum.hi, sum.lo + (whole.lo + ln.lo));
}

/// Which of two kinds of number an exponent is.
typedef struct {
  int is_integer, is_odd;
} ck_parity;

/// From 2⁵² on every number is an integer, from 2⁵³ on an even one; below, adding 2⁵² rounds.
CK_INLINE ck_parity ck_parity_of(double y) {
  double a = ck_abs_f64(y), half = 0.5 * a;
  int is_integer = (a >= 0x1p52) | ((a + 0x1p52) - 0x1p52 == a);
  int is_whole_half = (half >= 0x1p52) | ((half + 0x1p52) - 0x1p52 == half);
  return (ck_parity){is_integer, is_integer & !is_whole_half};
}

/// The sign and the special cases of xʸ, where `magnitude` is |x|ʸ for finite x ≠ 0.
CK_INLINE double ck_pow_special(double x, double y, double magnitude) {
  ck_parity parity = ck_parity_of(y);
  double value = parity.is_odd ? ck_with_sign_f64(magnitude, x) : magnitude;
  int is_undefined = (x < 0.0) & (x > -__builtin_inf()) & !parity.is_integer;
  value = is_undefined ? __builtin_nan("") : value;
  value = ((x != x) | (y != y)) ? x + y : value;
  return ((x == 1.0) | (y == 0.0)) ? 1.0 : value;
}

/// x², 1/x and √x for the exponents 2, −1 and ½, so that they equal the operations; else `value`.
CK_INLINE double ck_pow_simple(double x, double y, double value) {
  value = y == 2.0 ? x * x : value;
  value = y == -1.0 ? 1.0 / x : value;
  return ((y == 0.5) & (x >= 0.0)) ? __builtin_sqrt(x + 0.0) : value;
}

/// xʸ. x⁰ = 1ʸ = 1 even for nan; a negative base needs an integer exponent, else nan;
/// (±0)^negative = ±∞, the sign for odd integers.
CK_INLINE double ck_pow_f64(double x, double y) {
  double a = ck_abs_f64(x), infinity = __builtin_inf();
  ck_pair_f64 ln = ck_ln_long(a);
  ln.hi = a == 0.0 ? -infinity : a == infinity ? infinity : ln.hi;
  ck_pair_f64 product = ck_product_f64(y, ln.hi);
  product.lo += y * ln.lo;
  int is_finite = ck_abs_f64(product.hi) < 1000.0;
  ck_exp_parts_f64 e = ck_split_exp_f64(product.hi, is_finite ? product.lo : 0.0);
  ck_pair_f64 m = ck_mantissa_f64(e);
  double magnitude = a == 1.0 ? 1.0 : ck_scale_f64(m.hi + m.lo, e.exponent);
  return ck_pow_simple(x, y, ck_pow_special(x, y, magnitude));
}

/// xʸ, in double inside.
CK_INLINE float ck_pow_f32(float x, float y) {
  double a = __builtin_fabs((double)x), infinity = __builtin_inf();
  ck_binary_parts parts = ck_split_binary(a);
  ck_pair_f64 ln = ck_ln_pair(parts.k, (ck_pair_f64){parts.f, 0.0});
  double l = a == 0.0 ? -infinity : a == infinity ? infinity : ln.hi + ln.lo;
  double product = y * l;
  product = product < -200.0 ? -200.0 : product;
  product = product > 200.0 ? 200.0 : product;
  double magnitude = a == 1.0 ? 1.0 : ck_exp_short(product);
  return (float)ck_pow_simple(x, y, ck_pow_special(x, y, magnitude));
}
