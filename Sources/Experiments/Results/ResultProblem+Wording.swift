extension ResultProblem {
  package var message: String {
    switch self {
    case .unreadablePath(let path): "'\(path)' is not a path such as xor.final_loss"
    case .unknownBlock(let name, _, _): "no block is named '\(name)'"
    case .failedBlock(let name): "'\(name)' has errors, so it has no results"
    case .unknownMember(let name, let owner, _, _): "\(owner) has no '\(name)'"
    case .noMembers(let owner): "\(owner) is a single value and has no parts"
    case .noItems(let owner): "\(owner) is not a list"
    case .indexOutOfRange(let index, let owner, let count):
      "\(owner) has no item \(index): it has \(count), counted from 0"
    case .severalTrials(let member, let block, let count):
      "'\(block)' has \(count) trials, so '\(member)' is not one value"
    case .noBest(let block): "'\(block)' has no best setting: each has a diverged trial"
    case .unreadableFormat(let text): "'\(text)' is not a number format"
    case .expectationFailed(let facts): Self.message(facts)
    case .notComparable(let path, let isList):
      isList ? "'\(path)' is not a single value" : "'\(path)' is not to be compared like this"
    }
  }

  package var help: String? {
    switch self {
    case .unreadablePath: "write names between dots and places in brackets: lr.trials[2].verdict"
    case .unknownBlock(_, let nearest, let known): Self.help(nearest, "the blocks are", known)
    case .unknownMember(_, _, let nearest, let known): Self.help(nearest, "there is", known)
    case .severalTrials(let member, let block, _):
      "say which: \(block).best.\(member) or \(block).trials[0].\(member)"
    case .unreadableFormat: "write it as in C: %.4f, %.3e, %g or %d"
    case .expectationFailed(let facts):
      facts.difference.map { "the difference is \(ResultValue.shortest($0))" }
    case .notComparable(let path, let isList):
      isList
        ? "name one of its parts, as in \(path)[0]" : "compare numbers with numbers, texts by ="
    case .failedBlock, .noMembers, .noItems, .indexOutOfRange, .noBest: nil
    }
  }

  private static func message(_ facts: FailedExpectation) -> String {
    var message = "expected \(facts.condition), but it is \(facts.measured)"
    if let settings = facts.settings { message += " at \(settings)" }
    if facts.others > 0 {
      message +=
        ", and in \(facts.others) more \(facts.others == 1 ? "trial" : "trials") not either"
    }
    return message
  }

  private static func help(_ nearest: String?, _ words: String, _ known: [String]) -> String? {
    if let nearest { return "did you mean '\(nearest)'?" }
    if known.isEmpty { return nil }
    let shown = known.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
    return "\(words) \(shown)" + (known.count > 12 ? " and \(known.count - 12) more" : "")
  }
}
