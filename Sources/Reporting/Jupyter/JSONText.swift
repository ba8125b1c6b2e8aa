/// JSON of texts and structure, indented by one blank a level as Jupyter does.
indirect enum JSONText: Sendable {
  case null
  case flag(Bool)
  case integer(Int)
  case string(String)
  case array([JSONText])
  case object([(String, JSONText)])

  var written: [UInt8] {
    var text: [UInt8] = []
    write(to: &text, indent: 0)
    return text + [UInt8(ascii: "\n")]
  }

  private func write(to text: inout [UInt8], indent: Int) {
    func breakLine(_ level: Int) { text += ("\n" + String(repeating: " ", count: level)).utf8 }
    switch self {
    case .null: text += "null".utf8
    case .flag(let flag): text += (flag ? "true" : "false").utf8
    case .integer(let number): text += String(number).utf8
    case .string(let string): text += JSONRenderer.quoted(string)
    case .array(let items):
      text.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        breakLine(indent + 1)
        item.write(to: &text, indent: indent + 1)
      }
      if !items.isEmpty { breakLine(indent) }
      text.append(UInt8(ascii: "]"))
    case .object(let members):
      text.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        breakLine(indent + 1)
        text += JSONRenderer.quoted(member.0)
        text += ": ".utf8
        member.1.write(to: &text, indent: indent + 1)
      }
      if !members.isEmpty { breakLine(indent) }
      text.append(UInt8(ascii: "}"))
    }
  }
}
