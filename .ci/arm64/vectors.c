// Runs every kernel on the same random numbers and prints a checksum of each result: two machines whose
// kernels give the same bits print the same lines.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

enum { SIZE = 1 << 16, PLACE = 1 << 14 };

static uint64_t state = 1;

static uint64_t next(void) {
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

// Most between −4 and 4, some far smaller and larger.
static double number(void) {
  const double x = (double)(next() >> 11) * 0x1p-50 - 4;
  const int scale = (int)(next() % 16);
  return scale == 0 ? x * 1e-12 : scale == 1 ? x * 50 : scale == 2 ? 0 : x;
}

static uint64_t checksum(const void *bytes, size_t count, int is_float) {
  uint64_t hash = 0xcbf29ce484222325;
  for (size_t i = 0; i < count; i++) {
    double x = is_float ? (double)((const float *)bytes)[i] : ((const double *)bytes)[i];
    uint64_t bits;
    // The sign of what is not a number is not promised.
    if (x != x) x = __builtin_nan("");
    memcpy(&bits, &x, sizeof bits);
    if (x != x) bits &= ~(1ull << 63);
    hash = (hash ^ bits) * 0x100000001b3;
  }
  return hash;
}

static void fill(void *arena, int is_float) {
  for (int i = 0; i < SIZE; i++) {
    if (is_float) ((float *)arena)[i] = (float)number();
    else ((double *)arena)[i] = number();
  }
}

static void check(const ck_kernels *kernels, int is_float) {
  static double arena[SIZE + 64] __attribute__((aligned(64)));
  for (uint32_t opcode = CK_NEGATE; opcode < CK_BARRIER; opcode++) {
    for (int round = 0; round < 12; round++) {
      state = 1 + opcode * 1000 + (uint64_t)round;
      next();
      fill(arena, is_float);
      const int binary = opcode >= CK_ADD && opcode <= CK_RELU_GRADIENT;
      const int rows = opcode < CK_ADD ? 1 : 1 + (int)(next() % 9);
      const int columns = 1 + (int)(next() % 40), inner = 1 + (int)(next() % 12);
      ck_instruction p = {.opcode = opcode, .rows = rows, .columns = columns, .inner = inner,
                          .out_row = columns};
      p.out = 3 * PLACE;
      p.b = PLACE;
      p.c = 2 * PLACE;
      const int by_columns = opcode >= CK_SUM_COLUMNS && opcode <= CK_MINIMUM_COLUMNS;
      p.a_row = binary || by_columns ? columns : opcode == CK_COPY || opcode == CK_LANES_COPY ? 1 : inner;
      p.a_column = opcode == CK_COPY || opcode == CK_LANES_COPY ? rows : 1;
      p.b_row = columns;
      p.b_column = 1;
      kernels->run(&p, 1, arena);
      const char *out = (const char *)arena + (size_t)p.out * (is_float ? 4 : 8);
      printf("%d %u %d %016llx\n", is_float, opcode, round,
             (unsigned long long)checksum(out, 4096, is_float));
    }
  }
  for (int rule = CK_SGD; rule <= CK_ADAM; rule++) {
    state = 77 + (uint64_t)rule;
    fill(arena, is_float);
    ck_update update = {.rule = (ck_rule)rule, .count = 1000, .beta = 0.9, .decay = 0.99,
                        .epsilon = 1e-8, .shrink = 0.01, .clip_norm = 2, .weight_decay = 0.1,
                        .power1 = 1, .power2 = 1};
    // State is never negative.
    for (int i = 2000; i < 4000; i++) {
      if (is_float) ((float *)arena)[i] = __builtin_fabsf(((float *)arena)[i]);
      else arena[i] = __builtin_fabs(arena[i]);
    }
    for (int step = 0; step < 5; step++) kernels->update(&update, 0.1, arena);
    printf("%d update %d %016llx\n", is_float, rule,
           (unsigned long long)checksum(arena, 4000, is_float));
  }
}

int main(int count, char **arguments) {
  const ck_level level = count > 1 ? (ck_level)atoi(arguments[1]) : CK_LEVEL_BASELINE;
  if (!ck_level_is_available(level)) return 2;
  check(ck_kernels_f64(level), 0);
  check(ck_kernels_f32(level), 1);
  return 0;
}
