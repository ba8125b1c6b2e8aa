#pragma once
// What the elementary functions share: bits of a number, exact sums, polynomials.
#include <stdint.h>
#include <string.h>

/// A loop over a function becomes vector code only where all of it is inlined.
#define CK_INLINE static inline __attribute__((always_inline))

/// a·b + c rounded once: one instruction where the target has it, exact software where not.
#define CK_FMA_f64(a, b, c) __builtin_fma(a, b, c)
#define CK_FMA_f32(a, b, c) __builtin_fmaf(a, b, c)

/// Adding and subtracting 1.5·2⁵² rounds to the nearest integer, ties to even; meanwhile the low
/// bits of the sum hold that integer in two's complement.
#define CK_ROUNDER_f64 0x1.8p52
#define CK_ROUNDER_f32 0x1.8p23f

/// An unevaluated sum hi + lo, where lo is at most a rounding error of hi.
typedef struct {
  double hi, lo;
} ck_pair_f64;

typedef struct {
  float hi, lo;
} ck_pair_f32;

CK_INLINE uint64_t ck_bits_f64(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

CK_INLINE double ck_from_bits_f64(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

CK_INLINE uint32_t ck_bits_f32(float x) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

CK_INLINE float ck_from_bits_f32(uint32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/// The magnitude of `x` with the sign of `sign`.
CK_INLINE double ck_with_sign_f64(double x, double sign) {
  const uint64_t mask = 1ull << 63;
  return ck_from_bits_f64((ck_bits_f64(x) & ~mask) | (ck_bits_f64(sign) & mask));
}

CK_INLINE float ck_with_sign_f32(float x, float sign) {
  const uint32_t mask = 1u << 31;
  return ck_from_bits_f32((ck_bits_f32(x) & ~mask) | (ck_bits_f32(sign) & mask));
}

CK_INLINE double ck_abs_f64(double x) { return __builtin_fabs(x); }
CK_INLINE float ck_abs_f32(float x) { return __builtin_fabsf(x); }

/// a + b as a pair, exact for |a| ≥ |b| or a = 0 (Dekker).
CK_INLINE ck_pair_f64 ck_ordered_sum_f64(double a, double b) {
  double sum = a + b;
  return (ck_pair_f64){sum, (a - sum) + b};
}

CK_INLINE ck_pair_f32 ck_ordered_sum_f32(float a, float b) {
  float sum = a + b;
  return (ck_pair_f32){sum, (a - sum) + b};
}

/// a + b as a pair, exact for every order (Knuth).
CK_INLINE ck_pair_f64 ck_sum_f64(double a, double b) {
  double sum = a + b, part = sum - a;
  return (ck_pair_f64){sum, (a - (sum - part)) + (b - part)};
}

CK_INLINE ck_pair_f32 ck_sum_f32(float a, float b) {
  float sum = a + b, part = sum - a;
  return (ck_pair_f32){sum, (a - (sum - part)) + (b - part)};
}

/// a·b as a pair, exact.
CK_INLINE ck_pair_f64 ck_product_f64(double a, double b) {
  double product = a * b;
  return (ck_pair_f64){product, CK_FMA_f64(a, b, -product)};
}

/// n/d as a pair: the quotient, corrected by its remainder.
CK_INLINE ck_pair_f64 ck_quotient_f64(ck_pair_f64 n, ck_pair_f64 d) {
  double inverse = 1.0 / d.hi, quotient = n.hi * inverse;
  double remainder = CK_FMA_f64(-quotient, d.hi, n.hi) + (n.lo - quotient * d.lo);
  return (ck_pair_f64){quotient, remainder * inverse};
}

CK_INLINE ck_pair_f32 ck_quotient_f32(ck_pair_f32 n, ck_pair_f32 d) {
  float inverse = 1.0f / d.hi, quotient = n.hi * inverse;
  float remainder = CK_FMA_f32(-quotient, d.hi, n.hi) + (n.lo - quotient * d.lo);
  return (ck_pair_f32){quotient, remainder * inverse};
}

/// c[0] + c[1]·x + … + c[degree]·xᵈᵉᵍʳᵉᵉ by Horner's rule.
CK_INLINE double ck_polynomial_f64(const double *c, int degree, double x) {
  double sum = c[degree];
#pragma clang loop unroll(full)
  for (int i = degree - 1; i >= 0; i--) sum = CK_FMA_f64(sum, x, c[i]);
  return sum;
}

CK_INLINE float ck_polynomial_f32(const float *c, int degree, float x) {
  float sum = c[degree];
#pragma clang loop unroll(full)
  for (int i = degree - 1; i >= 0; i--) sum = CK_FMA_f32(sum, x, c[i]);
  return sum;
}
