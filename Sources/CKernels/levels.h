#pragma once
// The tables that the levels' files define.
#include <stdint.h>
#include <string.h>

#include "include/CKernels.h"
#include "team.h"

extern const ck_kernels ck_baseline_f64, ck_baseline_f32;
extern const ck_kernels ck_avx2_f64, ck_avx2_f32;
extern const ck_kernels ck_avx512_f64, ck_avx512_f32;
