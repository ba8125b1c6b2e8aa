// Losses in the forms that notebooks/numerics.md fixes: each a scalar, stable at any logit.
extension Graph {
  /// The mean over all elements of (p − t)².
  package mutating func mse(_ p: NodeID, _ t: NodeID) throws(ShapeError) -> NodeID {
    try mean(apply(.square, subtract(p, t)))
  }

  /// The mean over all elements of |p − t|.
  package mutating func mae(_ p: NodeID, _ t: NodeID) throws(ShapeError) -> NodeID {
    try mean(apply(.abs, subtract(p, t)))
  }

  /// The mean over all elements of d²/2 where |d| ≤ 1, else |d| − 1/2, with d = p − t.
  ///
  /// With c = d limited to −1 … 1 that is c (d − c/2), whose derivative comes out as exactly c.
  package mutating func huber(_ p: NodeID, _ t: NodeID) throws(ShapeError) -> NodeID {
    let difference = try subtract(p, t)
    let limited = try apply(.maximum, constant(-1), apply(.minimum, constant(1), difference))
    return try mean(multiply(limited, subtract(difference, multiply(0.5, limited))))
  }

  /// The mean over all elements of −[t ln p + (1 − t) ln(1 − p)], no logarithm below −100.
  package mutating func binaryCrossEntropy(
    probabilities p: NodeID, targets t: NodeID
  ) throws(ShapeError) -> NodeID {
    let one = constant(1)
    let hit = try multiply(t, flooredLogarithm(p))
    let miss = try multiply(subtract(one, t), flooredLogarithm(subtract(one, p)))
    return try mean(negate(add(hit, miss)))
  }

  /// The mean over all elements of the binary cross-entropy of σ(z), from the logits z.
  package mutating func binaryCrossEntropy(
    logits z: NodeID, targets t: NodeID
  ) throws(ShapeError) -> NodeID {
    try mean(apply(.logisticLoss, z, t))
  }

  /// The mean over samples (rows) of −ln p(target class), from logits and one-hot targets.
  package mutating func crossEntropy(
    logits z: NodeID, oneHot t: NodeID
  ) throws(ShapeError) -> NodeID {
    let samples = Double(shape(of: z).rows)
    let total = try sum(multiply(t, apply(.logSoftmax, z)))
    return try negate(divide(total, constant(samples)))
  }

  private mutating func flooredLogarithm(_ p: NodeID) throws(ShapeError) -> NodeID {
    // e^−100: the smallest probability told apart from 0, as PyTorch's logarithm has it.
    try apply(.ln, apply(.maximum, p, constant(0x1.a8c1_f14e_2af5_dp-145)))
  }
}
