import Experiments
import Reporting

/// What of the command line is kept in a handout's record, so that `check` runs the same again.
enum HandoutSettings {
  /// Adds the settings to a record, behind its version; none where none was given.
  static func adding(
    _ parameters: [ParameterSetting], _ audience: Audience?, to record: ResultValue
  ) -> ResultValue {
    guard case .object(var members) = record else { return record }
    var added: [ResultValue.Member] = []
    if !parameters.isEmpty {
      // The last of one name counts, and an object holds each name once.
      var values: [ResultValue.Member] = []
      for parameter in parameters {
        values.removeAll { $0.key == parameter.name }
        values.append(ResultValue.Member(parameter.name, .string(parameter.value)))
      }
      added.append(ResultValue.Member("set", .object(values)))
    }
    if let audience { added.append(ResultValue.Member("audience", .string(audience.rawValue))) }
    let place = (members.firstIndex { $0.key == "version" } ?? -1) + 1
    members.insert(contentsOf: added, at: place)
    return .object(members)
  }

  static func parameters(of record: RecordedValue) -> [ParameterSetting] {
    guard case .object(let members)? = record["set"] else { return [] }
    return members.keys.sorted().compactMap { name in
      members[name]?.text.map { ParameterSetting(name: name, value: $0) }
    }
  }

  static func audience(of record: RecordedValue) -> Audience? {
    record["audience"]?.text.flatMap(Audience.init(rawValue:))
  }
}
