/// The version of the numeric model of notebooks/numerics.md, part of every cache key.
///
/// Whatever changes a bit of any result raises it; a test with recorded bits fails until it is.
package enum NumericsVersion {
  package static let current = 3
}
