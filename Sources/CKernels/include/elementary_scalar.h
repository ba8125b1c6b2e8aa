#pragma once
// The elementary functions one number at a time, with the same bits as inside the kernels.
// Accuracy, reductions and special values are stated in elementary.h and its parts.

/// eˣ
double ck_scalar_exp_f64(double x);
float ck_scalar_exp_f32(float x);

/// eˣ − 1
double ck_scalar_expm1_f64(double x);
float ck_scalar_expm1_f32(float x);

/// the natural logarithm
double ck_scalar_ln_f64(double x);
float ck_scalar_ln_f32(float x);

/// ln(1 + x)
double ck_scalar_log1p_f64(double x);
float ck_scalar_log1p_f32(float x);

/// the hyperbolic tangent
double ck_scalar_tanh_f64(double x);
float ck_scalar_tanh_f32(float x);

/// 1 / (1 + e⁻ˣ)
double ck_scalar_sigmoid_f64(double x);
float ck_scalar_sigmoid_f32(float x);

/// ln(1 + eˣ)
double ck_scalar_softplus_f64(double x);
float ck_scalar_softplus_f32(float x);

/// 2/√π ∫₀ˣ e^(−t²) dt
double ck_scalar_erf_f64(double x);
float ck_scalar_erf_f32(float x);

/// 1 − erf(x)
double ck_scalar_erfc_f64(double x);
float ck_scalar_erfc_f32(float x);

/// ½ erfc(−x/√2)
double ck_scalar_normal_cdf_f64(double x);
float ck_scalar_normal_cdf_f32(float x);

/// x · normal_cdf(x)
double ck_scalar_gelu_f64(double x);
float ck_scalar_gelu_f32(float x);

/// x · sigmoid(x)
double ck_scalar_silu_f64(double x);
float ck_scalar_silu_f32(float x);

/// x where x > 0, else eˣ − 1
double ck_scalar_elu_f64(double x);
float ck_scalar_elu_f32(float x);

/// the sine of x radians
double ck_scalar_sin_f64(double x);
float ck_scalar_sin_f32(float x);

/// the cosine of x radians
double ck_scalar_cos_f64(double x);
float ck_scalar_cos_f32(float x);

/// the tangent of x radians
double ck_scalar_tan_f64(double x);
float ck_scalar_tan_f32(float x);

/// x to the power y, with the special values of C99
double ck_scalar_pow_f64(double x, double y);
float ck_scalar_pow_f32(float x, float y);
