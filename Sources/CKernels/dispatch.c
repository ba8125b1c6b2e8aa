#include <stdlib.h>

#include "levels.h"

int ck_level_is_available(ck_level level) {
  switch (level) {
  case CK_LEVEL_BASELINE: return 1;
#if defined(__x86_64__)
  case CK_LEVEL_AVX2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  case CK_LEVEL_AVX512:
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("fma");
#else
  case CK_LEVEL_AVX2:
  case CK_LEVEL_AVX512: return 0;
#endif
  }
  return 0;
}

const ck_kernels *ck_kernels_f64(ck_level level) {
#if defined(__x86_64__)
  if (level == CK_LEVEL_AVX512) return &ck_avx512_f64;
  if (level == CK_LEVEL_AVX2) return &ck_avx2_f64;
#endif
  return &ck_baseline_f64;
}

const ck_kernels *ck_kernels_f32(ck_level level) {
#if defined(__x86_64__)
  if (level == CK_LEVEL_AVX512) return &ck_avx512_f32;
  if (level == CK_LEVEL_AVX2) return &ck_avx2_f32;
#endif
  return &ck_baseline_f32;
}

const char *ck_requested_level(void) { return getenv("RUNBOOK_SIMD"); }
