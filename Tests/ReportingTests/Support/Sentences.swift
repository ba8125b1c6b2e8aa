import Reporting

/// The sentences among parts, without their markup.
func sentences(_ parts: [Report.Part]) -> [String] {
  parts.compactMap { part in
    guard case .text(let spans) = part else { return nil }
    return spans.map { span in
      switch span {
      case .plain(let text), .strong(let text), .formula(let text): text
      case .number(let number): number.description
      case .blank: "______"
      }
    }.joined()
  }
}
