import ArgumentParser

/// An option's value that is one of a few names.
///
/// The parser's own way to the names of any such type, without knowing the type, takes a twentieth of
/// the time that a page of prose takes.
protocol NamedChoice: ExpressibleByArgument, CaseIterable, RawRepresentable
where RawValue == String {}

extension NamedChoice {
  static var allValueStrings: [String] { allCases.map(\.rawValue) }
  static var allValueDescriptions: [String: String] { [:] }
}
