import Source

/// A change to the text that cmark is given instead of the file's own.
struct DraftEdit {
  enum Purpose: Hashable {
    /// Nothing to come back to: bytes left out or put in.
    case plain
    case formula(Int)
    case footnote(Int)
    case callout(Int)
    case table(Int)
  }

  /// The bytes of the file that it stands for.
  let range: SourceRange
  let replacement: [UInt8]
  let purpose: Purpose

  init(_ range: SourceRange, _ replacement: String, _ purpose: Purpose = .plain) {
    self.range = range
    self.replacement = Array(replacement.utf8)
    self.purpose = purpose
  }
}

/// The text that cmark is given: the file's with edits that put what libcmark does not know
/// (formulas, tables, footnotes, alerts) into forms that it does, and the way back to the file.
///
/// Table cells come first, a heading each, so that cmark reads their inlines one by one.
struct Draft {
  private struct Piece {
    let start: Int
    let count: Int
    let file: SourceRange
    let isVerbatim: Bool
  }

  let text: SourceText
  /// Where each formula's stand-in starts in `text`, ascending.
  let formulas: [(start: Int, index: Int)]
  /// By the offset in `text` at which the stand-in starts.
  let marks: [Int: DraftEdit.Purpose]
  let cellCount: Int
  private let pieces: [Piece]

  init(of file: [UInt8], edits: [DraftEdit] = [], cells: [SourceRange] = []) {
    var builder = Builder(file: file, edits: edits)
    for cell in cells { builder.appendCell(cell) }
    builder.append(SourceRange(0, file.count))
    text = SourceText(name: "", bytes: builder.bytes)
    formulas = builder.formulas
    marks = builder.marks
    cellCount = cells.count
    pieces = builder.pieces
  }

  /// The bytes of the file that a range of the draft stands for.
  func fileRange(_ start: Int, _ end: Int) -> SourceRange {
    guard !pieces.isEmpty else { return SourceRange(0, 0) }
    let first = pieces[piece(at: start)]
    let fileStart =
      first.isVerbatim
      ? min(first.file.start + start - first.start, first.file.end) : first.file.start
    guard end > start else { return .point(fileStart) }
    let last = pieces[piece(at: end - 1)]
    let fileEnd =
      last.isVerbatim ? min(last.file.start + end - last.start, last.file.end) : last.file.end
    return SourceRange(fileStart, max(fileStart, fileEnd))
  }

  private func piece(at offset: Int) -> Int {
    var low = 0
    var high = pieces.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].start <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private struct Builder {
    let file: [UInt8]
    let edits: [DraftEdit]
    var bytes: [UInt8] = []
    var pieces: [Piece] = []
    var formulas: [(start: Int, index: Int)] = []
    var marks: [Int: DraftEdit.Purpose] = [:]

    init(file: [UInt8], edits: [DraftEdit]) {
      self.file = file
      self.edits = edits
      if !edits.isEmpty { bytes.reserveCapacity(file.count + 1024) }
    }

    /// Appends the part of the file with the edits that lie in it.
    mutating func append(_ range: SourceRange, inCell: Bool = false) {
      var position = range.start
      var index = firstEdit(from: range.start)
      while index < edits.count, edits[index].range.start <= range.end {
        let edit = edits[index]
        index += 1
        if case .table = edit.purpose, inCell { continue }
        // What lies within a table's stand-in is done with its cells.
        guard edit.range.start >= position, edit.range.end <= range.end else { continue }
        appendVerbatim(SourceRange(position, edit.range.start))
        apply(edit)
        position = edit.range.end
      }
      appendVerbatim(SourceRange(position, range.end))
    }

    mutating func appendCell(_ range: SourceRange) {
      appendText(Array("# ".utf8), for: .point(range.start))
      append(range, inCell: true)
      // The closing mark keeps the cell's own number signs.
      appendText(Array(" #\n".utf8), for: .point(range.end))
    }

    private func firstEdit(from offset: Int) -> Int {
      var low = 0
      var high = edits.count
      while low < high {
        let middle = (low + high) / 2
        if edits[middle].range.start < offset { low = middle + 1 } else { high = middle }
      }
      return low
    }

    private mutating func apply(_ edit: DraftEdit) {
      switch edit.purpose {
      case .plain: break
      case .formula(let index): formulas.append((bytes.count, index))
      case .footnote, .callout, .table: marks[bytes.count] = edit.purpose
      }
      appendText(edit.replacement, for: edit.range)
    }

    private mutating func appendText(_ text: [UInt8], for range: SourceRange) {
      guard !text.isEmpty else { return }
      pieces.append(
        Piece(start: bytes.count, count: text.count, file: range, isVerbatim: false))
      bytes.append(contentsOf: text)
    }

    private mutating func appendVerbatim(_ range: SourceRange) {
      guard !range.isEmpty else { return }
      pieces.append(
        Piece(start: bytes.count, count: range.count, file: range, isVerbatim: true))
      if bytes.isEmpty && range.count == file.count {
        bytes = file
      } else {
        bytes.append(contentsOf: file[range.bytes])
      }
    }
  }
}
