#pragma once
// The vector kernels: a compiled program's instructions over one arena of numbers, and the
// optimizers' passes over slabs. The numeric model is notebooks/numerics.md.
#include <stdint.h>

#include "elementary_scalar.h"

/// What an instruction computes. Offsets, sizes and strides are in elements.
typedef enum ck_opcode {
  // out[i] = f(a[i]) for i < columns
  CK_NEGATE,
  CK_SQUARE,
  CK_EXP,
  CK_LN,
  CK_SQRT,
  CK_ABS,
  CK_SIN,
  CK_COS,
  CK_TAN,
  CK_TANH,
  CK_SIGMOID,
  CK_RELU,
  CK_LEAKY_RELU,
  CK_ELU,
  CK_GELU,
  CK_SILU,
  CK_SOFTPLUS,
  CK_NORMAL_CDF,
  CK_STEP,
  CK_SIGN,
  // out[r][c] = f(a[r · a_row + c · a_column], b[r · b_row + c · b_column]), column strides 0 or 1
  CK_ADD,
  CK_SUBTRACT,
  CK_MULTIPLY,
  CK_DIVIDE,
  CK_POWER,
  CK_MAXIMUM,
  CK_MINIMUM,
  CK_EQUAL,
  CK_LOGISTIC_LOSS,
  // out[r][c] = Σ over inner of a[r · a_row + k · a_column] · b[k · b_row + c]
  CK_MATMUL,
  // out[r][c] = a[r · a_row + c · a_column], any strides
  CK_COPY,
  // out[r] = reduction of row r of a, rows × columns
  CK_SUM_ROWS,
  CK_MAXIMUM_ROWS,
  CK_MINIMUM_ROWS,
  // out[c] = reduction of column c of a, rows × columns
  CK_SUM_COLUMNS,
  CK_MAXIMUM_COLUMNS,
  CK_MINIMUM_COLUMNS,
  // each row of a, rows × columns; log-softmax uses b as space for one row
  CK_SOFTMAX,
  CK_LOG_SOFTMAX,
  // out[r][c] = a[r] == c
  CK_ONE_HOT,
} ck_opcode;

/// One kernel call.
typedef struct ck_instruction {
  uint32_t opcode;
  int32_t rows, columns, inner;
  int32_t a_row, a_column, b_row, b_column;
  int64_t out, a, b;
} ck_instruction;

/// The options of an optimizer's step, in float64; each kernel rounds them once.
typedef struct ck_step {
  /// The learning rate; for adam, over 1 − β₁ᵗ.
  double rate;
  /// β of momentum and nesterov, β₁ of adam.
  double beta;
  /// α of rmsprop, β₂ of adam.
  double decay;
  double epsilon;
  /// For adam 1 / √(1 − β₂ᵗ).
  double scale;
  /// For adamw ηλ, else 0.
  double shrink;
} ck_step;

/// The kernels for one number type at one level. Pointers are to elements of that type; w are
/// parameters, g gradients, s and t optimizer state, n elements each.
typedef struct ck_kernels {
  void (*run)(const ck_instruction *program, int64_t count, void *arena);
  void (*sgd)(void *w, const void *g, int64_t n, const ck_step *step);
  void (*momentum)(void *w, const void *g, void *s, int64_t n, const ck_step *step);
  void (*nesterov)(void *w, const void *g, void *s, int64_t n, const ck_step *step);
  void (*adagrad)(void *w, const void *g, void *s, int64_t n, const ck_step *step);
  void (*rmsprop)(void *w, const void *g, void *s, int64_t n, const ck_step *step);
  void (*adam)(void *w, const void *g, void *s, void *t, int64_t n, const ck_step *step);
  /// g ← g + λ w
  void (*weight_decay)(void *g, const void *w, int64_t n, double lambda);
  void (*clip_value)(void *g, int64_t n, double limit);
  /// Scales g to a norm of at most `limit`; gives the norm before.
  double (*clip_norm)(void *g, int64_t n, double limit);
  double (*sum_of_squares)(const void *x, int64_t n);
} ck_kernels;

/// An instruction set that the kernels are compiled for. On arm64 there is only the first (NEON).
typedef enum ck_level {
  CK_LEVEL_BASELINE,
  CK_LEVEL_AVX2,
  CK_LEVEL_AVX512,
} ck_level;

/// Whether this build has kernels for a level and this processor can run them.
int ck_level_is_available(ck_level level);

/// The kernels of an available level.
const ck_kernels *ck_kernels_f64(ck_level level);
const ck_kernels *ck_kernels_f32(ck_level level);

/// The value of the environment variable RUNBOOK_SIMD, or null.
const char *ck_requested_level(void);
