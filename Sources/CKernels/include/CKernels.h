#pragma once
// The vector kernels: a compiled program's instructions over one arena of numbers, and the
// optimizers' passes over slabs. The numeric model is notebooks/numerics.md.
#include <stdint.h>

#include "elementary_scalar.h"

/// The elements of the rows that softmax takes at a time.
enum { CK_GROUP = 1024 };

/// What an instruction computes. Offsets, sizes and strides are in elements.
typedef enum ck_opcode {
  // out[r][c] = f(a[r · a_row + c])
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
  // What flows back through a function, b being its result, for relu its argument:
  // a · (1 − b²), a · (b · (1 − b)), a · step(b)
  CK_TANH_GRADIENT,
  CK_SIGMOID_GRADIENT,
  CK_RELU_GRADIENT,
  // out[r][c] = Σ over inner of a[r · a_row + k · a_column] · b[k · b_row + c]
  CK_MATMUL,
  // The same plus c[c · b_column]
  CK_AFFINE,
  // out[r][c] = a[r · a_row + c · a_column], any strides
  CK_COPY,
  // out[r] = reduction of row r of a, rows × columns
  CK_SUM_ROWS,
  CK_MAXIMUM_ROWS,
  CK_MINIMUM_ROWS,
  // out[c] = reduction of column c of a, whose rows begin a_row apart
  CK_SUM_COLUMNS,
  CK_MAXIMUM_COLUMNS,
  CK_MINIMUM_COLUMNS,
  // each row of a, rows × columns; log-softmax of more than CK_GROUP columns uses b as space for one row
  CK_SOFTMAX,
  CK_LOG_SOFTMAX,
  // out[r][c] = a[r] == c
  CK_ONE_HOT,
  // For trials side by side: offsets count numbers, sizes and strides blocks of one number a trial.
  CK_LANES_MATMUL,
  CK_LANES_AFFINE,
  CK_LANES_COPY,
  CK_LANES_SUM_ROWS,
  CK_LANES_MAXIMUM_ROWS,
  CK_LANES_MINIMUM_ROWS,
  CK_LANES_SOFTMAX,
  CK_LANES_LOG_SOFTMAX,
  CK_LANES_ONE_HOT,
  // In a part of a split program: the members wait for each other.
  CK_BARRIER,
} ck_opcode;

/// One kernel call. The rows of what is computed element by element, of a product and of a copy begin
/// `out_row` apart; other results' rows lie one behind the other.
typedef struct ck_instruction {
  uint32_t opcode;
  int32_t rows, columns, inner;
  int32_t out_row, a_row, a_column, b_row, b_column;
  int64_t out, a, b, c;
} ck_instruction;

/// The rules by which an optimizer moves the parameters.
typedef enum ck_rule {
  CK_SGD,
  CK_MOMENTUM,
  CK_NESTEROV,
  CK_ADAGRAD,
  CK_RMSPROP,
  CK_ADAM,
} ck_rule;

/// What happens to the parameters in a step once their gradients are known: clipping, weight decay,
/// the rule. Options are in float64; each kernel rounds them once.
typedef struct ck_update {
  ck_rule rule;
  /// The elements of all parameters together.
  int64_t count;
  /// β of momentum and nesterov, β₁ of adam.
  double beta;
  /// α of rmsprop, β₂ of adam.
  double decay;
  double epsilon;
  /// λ of adamw, else 0.
  double shrink;
  /// The largest norm and the largest value of a gradient's element, 0 where it is not limited.
  double clip_norm, clip_value;
  /// λ of g ← g + λw.
  double weight_decay;
  /// For adam β₁ᵗ and β₂ᵗ after t updates.
  double power1, power2;
} ck_update;

/// Where a step's rows of data come from.
typedef struct ck_rows {
  /// All rows, one behind the other, or null where the program reads none.
  const void *source;
  /// The elements of a row.
  int64_t width;
  /// Where in the arena the program reads them.
  int64_t place;
} ck_rows;

/// Steps of a training that differ in nothing but their rate and their rows.
typedef struct ck_training {
  const ck_instruction *program;
  int64_t count;
  /// Where in the arena a step's loss is.
  int64_t loss;
  ck_rows features, targets;
  /// The rows of a step, the first step's first row, behind which row they begin again (0: never), and
  /// the order that rows are taken in, null for their own. Step t takes the rows from first + t · rows on.
  int64_t rows, first, end;
  const int64_t *order;
  ck_update update;
} ck_training;

/// Part of a parameter, rows × columns elements: where it lies in the arena's head, and where a thread
/// that updates it keeps it meanwhile.
typedef struct ck_share {
  int64_t rows, columns;
  int64_t home, home_row;
  int64_t place, place_row;
} ck_share;

/// What one thread of several does in each step: a part of every result.
typedef struct ck_part {
  /// The member's instructions, with as many barriers as every other member's.
  const ck_instruction *program;
  int64_t count;
  /// The parameters that it updates.
  const ck_share *shares;
  int64_t share_count;
  /// The rows of data that it fetches.
  int64_t row_from, row_to;
} ck_part;

/// The kernels for one number type at one level. Pointers are to elements of that type.
///
/// An arena begins with the parameters, their gradients, and the optimizer's state, two stretches for
/// adam, `update.count` elements each.
typedef struct ck_kernels {
  void (*run)(const ck_instruction *program, int64_t count, void *arena);
  /// Changes gradients, parameters, state and the update's powers. `rate` is the learning rate.
  void (*update)(ck_update *update, double rate, void *arena);
  /// Puts the rows of step `step` where the program reads them.
  void (*gather)(const ck_training *training, int64_t step, void *arena);
  /// Makes steps: rows, program, loss, update. Step t has the rate rates[t · rate_step].
  void (*train)(
      ck_training *training, int64_t steps, const double *rates, int64_t rate_step, double *losses,
      void *arena);
  /// The same by several threads, 16 at most, none of which reads what another is writing; 0 where the
  /// threads cannot be had, and then nothing was done. Gradients are not limited by their norm. Where
  /// parameters are kept meanwhile, gradients and `state_slots` stretches of state follow `slab` elements apart.
  int (*train_split)(
      ck_training *training, const ck_part *parts, int64_t members, int64_t slab,
      int64_t state_slots, int64_t steps, const double *rates, int64_t rate_step, double *losses,
      void *arena);
  /// The trials that run side by side, a power of two.
  int64_t lanes;
  /// Makes steps of so many trials side by side on the same program in lane form: run, losses, update.
  /// Step t of trial l has the rate rates[t · rate_step + l] and leaves losses[t · lanes + l].
  void (*train_lanes)(
      ck_training *training, int64_t steps, const double *rates, int64_t rate_step, double *losses,
      void *arena);
  /// For benchmarks: rounds of 6 · `lanes` independent multiply-adds; what it returns is to be used.
  double (*multiply_adds)(int64_t rounds);
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
