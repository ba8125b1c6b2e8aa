// Included once for double and once for float by elementary_exponential.h, which sets CK_REAL (the
// number), CK_WORD (the unsigned integer of its size) and CK (the suffix of names).

/// e^(x + tail) = 2ᵏ (1 + r + p): `r` the leading term, `p` the rest; `exponent` is k + 2 · bias.
typedef struct {
  CK_REAL r, p, k;
  CK_WORD exponent;
} CK(ck_exp_parts);

/// Splits e^(x + tail) for |tail| far below 1; x is clamped to where the result is 0 or infinite.
CK_INLINE CK(ck_exp_parts) CK(ck_split_exp)(CK_REAL x, CK_REAL tail) {
  x = x < CK(CK_EXP_MIN) ? CK(CK_EXP_MIN) : x;
  x = x > CK(CK_EXP_MAX) ? CK(CK_EXP_MAX) : x;
  CK_REAL shifted = x * CK(CK_ONE_OVER_LN2) + CK(CK_ROUNDER), k = shifted - CK(CK_ROUNDER);
  CK_REAL r = CK(CK_FMA)(-k, CK(CK_LN2_HI), x), low = CK(CK_FMA)(-k, CK(CK_LN2_LO), tail);
  CK_REAL sum = r + low;
  low = low - (sum - r);
  CK_REAL q = CK(ck_polynomial)(CK(ck_exp_coefficients), CK(CK_EXP_DEGREE), sum);
  CK_REAL p = CK(CK_FMA)(sum * sum, q, CK(CK_FMA)(low, sum, low));
  CK_WORD exponent = CK(ck_bits)(shifted) - CK(ck_bits)(CK(CK_ROUNDER)) + 2 * CK(CK_EXPONENT_BIAS);
  return (CK(ck_exp_parts)){sum, p, k, exponent};
}

/// m · 2ᵏ for `exponent` = k + 2 · bias, in two factors: it overflows and underflows gradually.
CK_INLINE CK_REAL CK(ck_scale)(CK_REAL m, CK_WORD exponent) {
  CK_WORD half = exponent >> 1, rest = exponent - half;
  m *= CK(ck_from_bits)(half << CK(CK_EXPONENT_SHIFT));
  return m * CK(ck_from_bits)(rest << CK(CK_EXPONENT_SHIFT));
}

/// The mantissa 1 + r + p of an exponential as a normalised pair.
CK_INLINE CK(ck_pair) CK(ck_mantissa)(CK(ck_exp_parts) e) {
  CK(ck_pair) one = CK(ck_ordered_sum)(1, e.r);
  return CK(ck_ordered_sum)(one.hi, one.lo + e.p);
}

/// eˣ. Underflows gradually, overflows to infinity.
CK_INLINE CK_REAL CK(ck_exp)(CK_REAL x) {
  CK(ck_exp_parts) e = CK(ck_split_exp)(x, 0);
  CK(ck_pair) one = CK(ck_ordered_sum)(1, e.r);
  return CK(ck_scale)(one.hi + (one.lo + e.p), e.exponent);
}

/// 2ᵏ (1 + r + p) − 1 as a pair. It is taken as twice (2ᵏ⁻¹ − ½) + 2ᵏ⁻¹r + 2ᵏ⁻¹p, so that it
/// overflows only where the result does; for k > −bias + 1.
CK_INLINE CK(ck_pair) CK(ck_minus_one)(CK(ck_exp_parts) e) {
  CK_WORD biased = e.exponent - CK(CK_EXPONENT_BIAS) - 1;
  CK_REAL power = CK(ck_from_bits)(biased << CK(CK_EXPONENT_SHIFT));
  CK(ck_pair) whole = CK(ck_sum)(power, (CK_REAL)-0.5);
  CK(ck_pair) sum = CK(ck_sum)(whole.hi, power * e.r);
  sum = CK(ck_ordered_sum)(sum.hi, sum.lo + CK(CK_FMA)(power, e.p, whole.lo));
  return (CK(ck_pair)){2 * sum.hi, 2 * sum.lo};
}

/// eˣ − 1, relatively accurate near 0 too.
CK_INLINE CK_REAL CK(ck_expm1)(CK_REAL x) {
  CK_REAL bounded = x < -CK(CK_EXP_NEGLIGIBLE) ? -CK(CK_EXP_NEGLIGIBLE) : x;
  bounded = bounded > CK(CK_EXP_OVERFLOW) ? CK(CK_EXP_OVERFLOW) : bounded;
  CK(ck_pair) m = CK(ck_minus_one)(CK(ck_split_exp)(bounded, 0));
  CK_REAL value = m.hi + m.lo;
  return CK(ck_abs)(x) < CK(CK_TINY) ? x : value;
}

/// tanh x. With |x| = k ½ ln 2 + r and p = tanh r: N/D · sign x, N = (2ᵏ + 1) p + (2ᵏ − 1),
/// D = (2ᵏ − 1) p + (2ᵏ + 1), both with what their roundings lose. r is from −0.168 to 0.179, so that
/// p > −1/6 and N ≥ ½ for k = 1; then what N and D lose is found exactly.
CK_INLINE CK_REAL CK(ck_tanh)(CK_REAL x) {
  CK_REAL a = CK(ck_abs)(x);
  a = a > CK(CK_EXP_NEGLIGIBLE) / 2 ? CK(CK_EXP_NEGLIGIBLE) / 2 : a;
  CK_REAL shifted =
      CK(CK_FMA)(a - (CK_REAL)0.0054, 2 * CK(CK_ONE_OVER_LN2), CK(CK_ROUNDER));
  CK_REAL k = shifted - CK(CK_ROUNDER);
  CK_REAL r = CK(CK_FMA)(-k, CK(CK_LN2_HI) / 2, a), r_low = -k * (CK(CK_LN2_LO) / 2);
  CK_REAL square = r * r;
  CK_REAL series = CK(ck_polynomial)(CK(ck_tanh_coefficients), CK(CK_TANH_DEGREE), square);
  CK_REAL p = r + CK(CK_FMA)(r * square, series, r_low);
  CK_WORD exponent = CK(ck_bits)(shifted) - CK(ck_bits)(CK(CK_ROUNDER)) + CK(CK_EXPONENT_BIAS);
  CK_REAL power = CK(ck_from_bits)(exponent << CK(CK_EXPONENT_SHIFT));
  CK_REAL less = power - 1, more = power + 1;
  CK_REAL n = CK(CK_FMA)(more, p, less), d = CK(CK_FMA)(less, p, more);
  // For a large k, 2ᵏ ± 1 are rounded too, and their difference is no longer 2.
  CK_REAL n_low = CK(CK_FMA)(more, p, less - n) + ((more - less) - 2);
  CK_REAL d_low = CK(CK_FMA)(less, p, more - d);
  CK_REAL inverse = 1 / d, q = n * inverse;
  CK_REAL rest = CK(CK_FMA)(-q, d, n) + CK(CK_FMA)(-q, d_low, n_low);
  return CK(ck_with_sign)(CK(CK_FMA)(rest, inverse, q), x);
}

/// σ(x) = m · 2ᵏ, m a pair: with e = e^(−|x|), 1/(1 + e) for x ≥ 0, and e/(1 + e) below.
typedef struct {
  CK(ck_pair) m;
  CK_WORD exponent;
} CK(ck_sigmoid_parts);

CK_INLINE CK(ck_sigmoid_parts) CK(ck_split_sigmoid)(CK_REAL x) {
  CK(ck_exp_parts) e = CK(ck_split_exp)(-CK(ck_abs)(x), 0);
  CK(ck_pair) m = CK(ck_mantissa)(e);
  CK_WORD biased = e.exponent - CK(CK_EXPONENT_BIAS);
  CK_REAL power = CK(ck_from_bits)(biased << CK(CK_EXPONENT_SHIFT));
  power = e.k < -CK(CK_EXPONENT_BIAS) / 2 ? 0 : power;
  CK(ck_pair) d = CK(ck_ordered_sum)(1, power * m.hi);
  d.lo += power * m.lo;
  CK(ck_pair) n = {x < 0 ? m.hi : 1, x < 0 ? m.lo : 0};
  CK_WORD exponent = x < 0 ? e.exponent : 2 * CK(CK_EXPONENT_BIAS);
  return (CK(ck_sigmoid_parts)){CK(ck_quotient)(n, d), exponent};
}

/// σ(x) = 1/(1 + e⁻ˣ), relatively accurate down to the smallest results.
CK_INLINE CK_REAL CK(ck_sigmoid)(CK_REAL x) {
  CK(ck_sigmoid_parts) s = CK(ck_split_sigmoid)(x);
  return CK(ck_scale)(s.m.hi + s.m.lo, s.exponent);
}

/// silu x = x σ(x); −0 at −∞.
CK_INLINE CK_REAL CK(ck_silu)(CK_REAL x) {
  CK(ck_sigmoid_parts) s = CK(ck_split_sigmoid)(x);
  CK_REAL factor = x < CK(CK_EXP_MIN) ? CK(CK_EXP_MIN) : x;
  CK_REAL value = CK(ck_scale)(CK(CK_FMA)(factor, s.m.hi, factor * s.m.lo), s.exponent);
  return x == 0 || x > CK(CK_EXP_NEGLIGIBLE) ? x : value;
}

/// elu x = x for x > 0, else eˣ − 1 (alpha 1).
CK_INLINE CK_REAL CK(ck_elu)(CK_REAL x) {
  CK_REAL below = CK(ck_expm1)(x > 0 ? 0 : x);
  return x > 0 ? x : below;
}
