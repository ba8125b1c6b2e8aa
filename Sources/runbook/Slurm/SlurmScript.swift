/// A job array whose tasks each run one share of the trials.
struct SlurmScript {
  /// The command's own file, which the nodes must have at the same path.
  let executable: String
  let notebooks: [String]
  let settings: [ParameterSetting]
  let tasks: Int
  let partition: String?
  /// Further options for `sbatch`.
  let options: [String]
  /// The folder of the tasks' messages.
  let logFolder: String

  /// What `sbatch` is given on its command line; the author's options stand last, and so count.
  var arguments: [String] {
    var arguments = [
      "--parsable", "--job-name=runbook", "--array=1-\(tasks)",
      "--output=" + FilePath.join(logFolder, "%A_%a.log"), "--open-mode=append",
    ]
    if let partition { arguments.append("--partition=" + partition) }
    return arguments + options
  }

  /// What each task runs.
  var text: String {
    var words = [executable] + notebooks
    for setting in settings { words += ["--set", "\(setting.name)=\(setting.value)"] }
    return """
      #!/bin/sh
      exec \(words.map(Self.quoted).joined(separator: " ")) --shard "$SLURM_ARRAY_TASK_ID/\(tasks)" \\
        --jobs "${SLURM_CPUS_PER_TASK:-1}"

      """
  }

  /// A word as a shell reads it back.
  static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-_./=+:@,".utf8.contains(byte)
      }
    }
    if isPlain, !word.isEmpty { return word }
    return "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
