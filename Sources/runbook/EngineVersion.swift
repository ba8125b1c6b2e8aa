/// The version that outputs name.
enum EngineVersion {
  static let text = "0.1.0"
}
