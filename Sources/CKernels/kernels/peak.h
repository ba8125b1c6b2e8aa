// Multiply-adds and nothing else, of one number type: what a benchmark measures products against.

static double NAME(multiply_adds)(int64_t rounds) {
  NAME(block) sums[CK_CHAINS];
  const NAME(block) factor = (NAME(block))(REAL)0.999, term = (NAME(block))(REAL)0.001;
  _Pragma("unroll") for (int c = 0; c < CK_CHAINS; c++) sums[c] = (NAME(block))(REAL)c;
  for (int64_t round = 0; round < rounds; round++)
    _Pragma("unroll") for (int c = 0; c < CK_CHAINS; c++)
        sums[c] = __builtin_elementwise_fma(sums[c], factor, term);
  _Pragma("unroll") for (int c = 1; c < CK_CHAINS; c++) sums[0] += sums[c];
  return (double)sums[0][0];
}
