import Training

extension DataProblem {
  package var message: String {
    switch self {
    case .unreadableFile(let path): "cannot read the file '\(path)'"
    case .notUTF8: "this byte is not UTF-8"
    case .tableFailed(let name): "'\(name)' has errors, so there are no samples to train on"
    case .emptyTable: "there is no data here, not even a header row"
    case .noRows: "there is a header row, but no data below it"
    case .missingHeader: "the first row holds numbers, and should be a header with names"
    case .unnamedColumn(let column): "column \(column) has no name"
    case .repeatedColumn(let name): "two columns are named '\(name)'"
    case .raggedRow(let has, let header):
      "this row has \(has) \(has == 1 ? "value" : "values"), and the header names \(header)"
    case .unclosedQuote: "this quote is never closed"
    case .misplacedQuote: "a quote stands inside a value that is not quoted"
    case .missingValue(let column): "a value of '\(column)' is missing"
    case .mixedColumn(let column, let value, let mostAreNumbers):
      mostAreNumbers
        ? "'\(value)' is not a number, as the other values of '\(column)' are"
        : "'\(value)' is a number among the texts of '\(column)'"
    case .unknownColumn(let name, _, _): "no column is named '\(name)'"
    case .targetAmongFeatures(let name): "'\(name)' is the target and a feature too"
    case .noFeatures: "the target is the only column, so there are no features"
    case .emptySplit(let rows, let split, let trains):
      "of \(rows) rows, a split of \(ResultValue.shortest(split)) leaves none "
        + (trains ? "to train on" : "to hold out")
    case .notIDX(let path, let fault): "'\(path)' is no IDX file: \(idxMessage(fault))"
    case .notImages(let path, let dimensions):
      "'\(path)' holds no images, but \(Self.size(dimensions)) numbers"
    case .notLabels(let path, let dimensions):
      "'\(path)' holds no labels, but \(Self.size(dimensions)) numbers"
    case .countsDiffer(let images, let labels):
      "there are \(images) images and \(labels) labels"
    case .builtin(let error): builtinMessage(error)
    case .network(let error): error.message
    }
  }

  package var help: String? {
    switch self {
    case .unreadableFile: "paths are relative to the notebook's folder"
    case .missingHeader: "add a row of names above, such as x1,x2,target"
    case .misplacedQuote: "quote the whole value, and write a quote in it twice"
    case .missingValue: "fill it in, or leave the row out"
    case .unknownColumn(_, let nearest, let known):
      nearest.map { "did you mean '\($0)'?" }
        ?? "the columns are \(known.prefix(20).joined(separator: ", "))"
    case .targetAmongFeatures: "leave it out of 'features'"
    case .network(let error): error.help
    case .notUTF8: "save the file as UTF-8"
    case .notIDX(_, .packed): "unpack it first: gunzip FILE"
    case .notImages: "'from' is the file of images, 'target' the one of labels"
    case .notLabels: "'from' is the file of images, 'target' the one of labels"
    default: nil
    }
  }

  private static func size(_ dimensions: [Int]) -> String {
    dimensions.map { String($0) }.joined(separator: " × ")
  }

  private func idxMessage(_ fault: IDXFile.Fault) -> String {
    switch fault {
    case .packed: "it is packed by gzip"
    case .noHeader: "it does not begin with 0, 0, a type and the dimensions"
    case .numberType(let type): "its numbers are of type \(type), and only bytes, type 8, are read"
    case .size(let announced, let found):
      "its header announces \(announced) numbers, and \(found) follow"
    }
  }

  private func builtinMessage(_ error: BuiltinDataError) -> String {
    switch error {
    case .unknownArgument(let name, let data): "'\(data.rawValue)' has no option '\(name)'"
    case .givenTwice(let name, _): "'\(name)' is given twice"
    case .outOfRange(let parameter, let value, _):
      "\(parameter.name) must be from \(ResultValue.shortest(parameter.range.lowerBound)) to "
        + "\(ResultValue.shortest(parameter.range.upperBound)), not \(ResultValue.shortest(value))"
    case .tooLarge(let numbers, let data):
      "'\(data.rawValue)' would have \(ResultValue.shortest(numbers)) numbers, and the limit is "
        + ResultValue.shortest(Double(BuiltinData.limit))
    }
  }
}
