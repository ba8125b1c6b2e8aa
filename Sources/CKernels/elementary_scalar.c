#include "include/elementary_scalar.h"

#include "elementary.h"

#define CK_SCALAR(name) \
  double ck_scalar_##name##_f64(double x) { return ck_##name##_f64(x); } \
  float ck_scalar_##name##_f32(float x) { return ck_##name##_f32(x); }

CK_SCALAR(exp)
CK_SCALAR(expm1)
CK_SCALAR(ln)
CK_SCALAR(log1p)
CK_SCALAR(tanh)
CK_SCALAR(sigmoid)
CK_SCALAR(softplus)
CK_SCALAR(erf)
CK_SCALAR(erfc)
CK_SCALAR(normal_cdf)
CK_SCALAR(gelu)
CK_SCALAR(silu)
CK_SCALAR(elu)
CK_SCALAR(sin)
CK_SCALAR(cos)
CK_SCALAR(tan)

double ck_scalar_pow_f64(double x, double y) { return ck_pow_f64(x, y); }
float ck_scalar_pow_f32(float x, float y) { return ck_pow_f32(x, y); }
