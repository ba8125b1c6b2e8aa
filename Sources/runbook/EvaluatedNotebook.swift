import Autodiff
import Experiments
import Notebook
import Reporting
import Source

/// A notebook with its results.
struct EvaluatedNotebook {
  /// The file's name, without its folder.
  let name: String
  let parsed: ParsedNotebook
  let result: NotebookResult
  /// What `--set` gave, for the record.
  let settings: [ParameterSetting]
  /// What it read.
  let files: [PageSource.File]

  /// Everything found so far.
  var diagnostics: [Diagnostic] { parsed.diagnostics + result.diagnostics }

  /// What one kind of reader gets: the document, its results and the record, less what is withheld.
  func handout(for audience: Audience?) -> Handout {
    let tree = ResultTree(result)
    let lookUp: Handout.LookUp = { text in
      guard let path = ResultPath(text) else {
        return .problem(ResultProblem.unreadablePath(text))
      }
      do throws(ResultProblem) {
        return .value(try tree.value(at: path))
      } catch {
        return .problem(error)
      }
    }
    guard audience == .student else {
      return Handout(document: parsed.document, result: result, lookUp: lookUp)
    }
    let (document, withheld) = parsed.document.withholding([.solution])
    let visible = result.without(withheld).withGaps(answers: document.answers)
    return Handout(
      document: document, result: visible,
      lookUp: { text in
        guard let path = ResultPath(text), visible.hides(path) else { return lookUp(text) }
        return .gap
      }, answers: lookUp,
      whole: Handout(document: parsed.document, result: result, lookUp: lookUp))
  }

  /// The full-precision results of a handout, with what was set when it was made.
  func record(of handout: Handout, for audience: Audience?) -> ResultValue {
    let value = handout.result.value(notebook: name, version: EngineVersion.text)
    return HandoutSettings.adding(settings, audience, to: value)
  }

  /// What a page carries so that it can be run again by itself: of a student's version less what is
  /// withheld.
  func source(of handout: Handout) -> ResultValue {
    let text = String(decoding: handout.document.source.bytes, as: UTF8.self)
    // A file that only a withheld block reads is not given out.
    return PageSource(
      notebook: name, text: text, files: files.filter { text.contains($0.path) }
    ).value(for: handout, version: EngineVersion.text, numerics: NumericsVersion.current)
  }
}

extension Document {
  /// The paths of all answers to find.
  fileprivate var answers: [ResultPath] {
    nodes.compactMap { node in
      guard case .answer(let answer) = node.kind else { return nil }
      return ResultPath(answer.path)
    }
  }
}
