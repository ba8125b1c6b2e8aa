// The table of one number type's kernels at one level.

const ck_kernels NAME(CK_TABLE) = {
    .run = NAME(run),
    .update = NAME(update),
    .gather = NAME(gather),
    .train = NAME(train),
    .train_split = NAME(train_split),
    .lanes = CK_VECTOR,
    .train_lanes = NAME(train_lanes),
    .multiply_adds = NAME(multiply_adds),
    .sum_of_squares = NAME(sum_of_squares),
};
