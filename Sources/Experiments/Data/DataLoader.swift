import Autodiff
import Source
import Training

/// Makes the data that specs name, each table read once.
struct DataLoader: Sendable {
  let folder: String
  let readFile: @Sendable (String) throws -> [UInt8]
  private var tables: [DataSpec.Source: Result<DataTable, DataTable.Failure>] = [:]

  init(folder: String, readFile: @escaping @Sendable (String) throws -> [UInt8]) {
    self.folder = folder
    self.readFile = readFile
  }

  /// Reads a `data` block; blocks come before the experiments that name them.
  mutating func addBlock(_ name: String, _ body: Excerpt) -> Result<DataTable, DataTable.Failure> {
    let table = Self.table(DataTable.Origin(excerpt: body, file: nil))
    tables[.block(name)] = table
    return table
  }

  /// The whole data set of a spec, neither split nor standardised.
  mutating func dataset(
    _ spec: DataSpec, places: SpecPlaces
  ) throws(DataTable.Failure) -> Dataset {
    let place = { (name: String) in places.place(ofColumn: name) }
    switch spec.source {
    case .inline(let data): return try select(data, spec, place)
    case .builtin(let name, let arguments):
      return try select(try builtin(name, arguments, places), spec, place)
    case .images(let images, let labels):
      return try idx(images, labels: labels, places)
    case .block, .file:
      do throws(DataTable.Failure) {
        let table = try self.table(spec.source, places)
        return try table.dataset(target: spec.target, features: spec.features, place: place)
      } catch {
        throw Self.located(error, in: spec.source, places)
      }
    }
  }

  /// A problem inside a table is told there and, in short, where the table is named.
  private static func located(
    _ failure: DataTable.Failure, in source: DataSpec.Source, _ places: SpecPlaces
  ) -> DataTable.Failure {
    guard failure.isInTable else { return failure }
    let name =
      switch source {
      case .block(let name), .builtin(let name, _), .file(let name), .images(let name, _): name
      case .inline: "data"
      }
    let fact = DataProblem.tableFailed(name)
    let place = places.range(of: .data, entry: "from")
    // An empty block has told so at its opening line, since it has no other.
    let cause = failure.diagnostic
    let isTold = if case DataProblem.emptyTable = cause.fact { cause.file == nil } else { false }
    return DataTable.Failure(
      diagnostic: Diagnostic(.error, fact, at: place), cause: isTold ? nil : cause)
  }

  private func builtin(
    _ name: String, _ arguments: [DataSpec.Argument], _ places: SpecPlaces
  ) throws(DataTable.Failure) -> Dataset {
    guard let builtin = BuiltinData(rawValue: name) else { return .empty }
    do {
      return try builtin.dataset(arguments.map { NamedValue($0.name, $0.value) })
    } catch {
      throw DataTable.Failure(
        diagnostic: Diagnostic(.error, DataProblem.builtin(error), at: places.range(of: .data)))
    }
  }

  private mutating func table(
    _ source: DataSpec.Source, _ places: SpecPlaces
  ) throws(DataTable.Failure) -> DataTable {
    if let known = tables[source] { return try known.get() }
    guard case .file(let path) = source else {
      throw DataTable.Failure(
        diagnostic: Diagnostic(.error, DataProblem.emptyTable, at: places.range(of: .data)))
    }
    let table = try file(path, places)
    tables[source] = table
    return try table.get()
  }

  private func file(
    _ path: String, _ places: SpecPlaces
  ) throws(DataTable.Failure) -> Result<DataTable, DataTable.Failure> {
    let bytes = try bytes(of: path, at: places.range(of: .data, entry: "from"))
    let source = SourceText(name: fullPath(path), bytes: bytes)
    if let offset = source.invalidUTF8Offset {
      let range = SourceRange(offset, offset + 1)
      return .failure(
        DataTable.Failure(
          diagnostic: Diagnostic(.error, DataProblem.notUTF8, at: range, in: source),
          isInTable: true))
    }
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let text = String(decoding: bytes[mark...], as: UTF8.self)
    let excerpt = Excerpt(text: text, fileOffset: mark)
    return Self.table(DataTable.Origin(excerpt: excerpt, file: source))
  }

  private func fullPath(_ path: String) -> String {
    path.hasPrefix("/") || folder == "." || folder.isEmpty ? path : folder + "/" + path
  }

  private func bytes(of path: String, at place: SourceRange) throws(DataTable.Failure) -> [UInt8] {
    guard let bytes = try? readFile(fullPath(path)) else {
      throw DataTable.Failure(
        diagnostic: Diagnostic(.error, DataProblem.unreadableFile(path), at: place))
    }
    return bytes
  }

  /// Images, their grey values divided by 255, and their labels.
  private func idx(
    _ images: String, labels: String, _ places: SpecPlaces
  ) throws(DataTable.Failure) -> Dataset {
    let imagePlace = places.range(of: .data, entry: "from")
    let labelPlace = places.range(of: .data, entry: "target")
    let pixels = try idxFile(images, at: imagePlace)
    let classes = try idxFile(labels, at: labelPlace)
    let count = pixels.dimensions[0]
    func fail(_ problem: DataProblem, _ place: SourceRange) -> DataTable.Failure {
      DataTable.Failure(diagnostic: Diagnostic(.error, problem, at: place))
    }
    guard pixels.dimensions.count > 1, pixels.width > 0, count > 0 else {
      throw fail(.notImages(images, dimensions: pixels.dimensions), imagePlace)
    }
    guard classes.dimensions.count == 1 else {
      throw fail(.notLabels(labels, dimensions: classes.dimensions), labelPlace)
    }
    guard classes.dimensions[0] == count else {
      throw fail(.countsDiffer(images: count, labels: classes.dimensions[0]), labelPlace)
    }
    return Dataset(
      features: Tensor(.matrix(count, pixels.width), pixels.values.map { Double($0) / 255 }),
      targets: Tensor(.matrix(count, 1), classes.values.map { Double($0) }),
      featureNames: (0..<pixels.width).map { "p\($0)" }, targetNames: ["label"])
  }

  private func idxFile(
    _ path: String, at place: SourceRange
  ) throws(DataTable.Failure) -> IDXFile {
    let bytes = try bytes(of: path, at: place)
    do throws(IDXFile.Fault) {
      return try IDXFile(bytes)
    } catch {
      throw DataTable.Failure(
        diagnostic: Diagnostic(.error, DataProblem.notIDX(path, error), at: place))
    }
  }

  private static func table(
    _ origin: DataTable.Origin
  ) -> Result<DataTable, DataTable.Failure> {
    do { return .success(try DataTable(origin)) } catch { return .failure(error) }
  }

  /// The columns that a spec names of data that are no table.
  private func select(
    _ data: Dataset, _ spec: DataSpec, _ place: (String) -> SourceRange
  ) throws(DataTable.Failure) -> Dataset {
    var result = data
    if let target = spec.target {
      let column = try index(of: target, in: data.targetNames, place)
      result.targets = data.targets.columns([column])
      result.targetNames = [data.targetNames[column]]
    }
    if let features = spec.features {
      var columns: [Int] = []
      for name in features { columns.append(try index(of: name, in: data.featureNames, place)) }
      result.features = data.features.columns(columns)
      result.featureNames = columns.map { data.featureNames[$0] }
    }
    return result
  }

  private func index(
    of name: String, in names: [String], _ place: (String) -> SourceRange
  ) throws(DataTable.Failure) -> Int {
    if let index = names.firstIndex(of: name) { return index }
    let problem = DataProblem.unknownColumn(
      name, nearest: Suggestion.nearest(to: name, among: names), known: names)
    throw DataTable.Failure(diagnostic: Diagnostic(.error, problem, at: place(name)))
  }
}

extension Dataset {
  fileprivate static var empty: Dataset {
    Dataset(features: .zeros(.matrix(0, 0)), targets: .zeros(.matrix(0, 0)))
  }
}

extension Tensor {
  /// The matrix of these columns, in this order.
  fileprivate func columns(_ columns: [Int]) -> Tensor {
    let values = (0..<shape.rows).flatMap { row in columns.map { self[row, $0] } }
    return Tensor(.matrix(shape.rows, columns.count), values)
  }
}

extension SpecPlaces {
  /// Where `data` names a column, or else `data` itself.
  func place(ofColumn name: String) -> SourceRange {
    let nodes = [nodes[.data]].compactMap { $0 } + (choices[.data] ?? [])
    for node in nodes {
      for entry in node.mapping ?? [] where entry.name == "target" || entry.name == "features" {
        for item in entry.value.sequence ?? [entry.value] where item.scalar?.text == name {
          return item.range
        }
      }
    }
    return range(of: .data)
  }
}
