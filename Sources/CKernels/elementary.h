#pragma once
// The elementary functions of the numeric core.
//
// Each is branch-free arithmetic on one number, written so that a loop over it becomes vector code.
// Only exactly rounded operations are used (+ − × ÷, fma, comparisons, integer operations), so a
// result has the same bits on every instruction set; compile with -ffp-contract=off. Every
// coefficient is a minimax approximation of this project's own, computed by a Remez exchange in
// 260-bit arithmetic and rounded once; the interval and error stand beside it.
//
// Each comes for double (`_f64`) and float (`_f32`):
//   ck_exp ck_expm1 ck_ln ck_log1p ck_tanh ck_sigmoid ck_softplus ck_erf ck_erfc ck_normal_cdf
//   ck_gelu ck_silu ck_elu ck_sin ck_cos ck_tan ck_pow
#include "elementary_angle.h"
#include "elementary_erf.h"
#include "elementary_exponential.h"
#include "elementary_logarithm.h"
#include "elementary_power.h"
