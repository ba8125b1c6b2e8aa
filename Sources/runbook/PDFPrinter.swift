import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Prints a page as PDF by a browser of the Chromium family that is on the machine.
struct PDFPrinter {
  enum Problem: Error, Equatable, CustomStringConvertible {
    case noBrowser(asked: String?)
    case failed(browser: String, message: String)
    case tooLong(browser: String, seconds: Int)

    var description: String {
      switch self {
      case .noBrowser(nil):
        "'--to pdf' needs a browser of the Chromium family, and none is here (looked for "
          + PDFPrinter.names.joined(separator: ", ")
          + "); install one, or name its path in RUNBOOK_BROWSER"
      case .noBrowser(let asked?):
        "RUNBOOK_BROWSER names '\(asked)', which cannot be started"
      case .failed(let browser, let message): "\(browser) printed no PDF: \(message)"
      case .tooLong(let browser, let seconds):
        "\(browser) had printed no PDF after \(seconds) s, and was ended"
      }
    }
  }

  static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "brave-browser",
  ]
  private static let limit = 120

  /// The browser that the environment names, if any.
  let asked: String?

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    asked = environment["RUNBOOK_BROWSER"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Prints `page`, which is put into `folder` meanwhile, so that its links find their files.
  func print(_ page: [UInt8], in folder: String, name: String) async throws -> [UInt8] {
    // Not hidden: a browser that is confined reads no hidden files.
    let html = FilePath.join(folder, "\(name)-printing-\(getpid()).html")
    let pdf = FilePath.join(folder, "\(name)-printing-\(getpid()).pdf")
    try OutputFile.replace(html, with: page)
    defer {
      unlink(html)
      unlink(pdf)
    }
    guard let path = realpath(html, nil) else { throw Problem.noBrowser(asked: asked) }
    defer { free(path) }
    let address = "file://" + Self.percentEncoded(String(cString: path))
    var arguments = [
      "--headless=new", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf=" + pdf, address,
    ]
    // Root has no sandbox to run it in.
    if geteuid() == 0 { arguments.insert("--no-sandbox", at: 0) }
    for browser in asked.map({ [$0] }) ?? Self.names {
      let result: ChildProcess.Result
      do throws(ChildProcess.Failure) {
        result = try await ChildProcess.run(browser, arguments, limit: .seconds(Self.limit))
      } catch {
        switch error {
        case .notFound: continue
        case .tooLong: throw Problem.tooLong(browser: browser, seconds: Self.limit)
        }
      }
      guard let bytes = try? InputFile.read(pdf) else {
        let lines = result.errors.split(separator: "\n")
        throw Problem.failed(browser: browser, message: lines.last.map(String.init) ?? "no reason")
      }
      return Self.withoutDates(bytes)
    }
    throw Problem.noBrowser(asked: asked)
  }

  /// With blanks where the dates of its making stand, so that the same page gives the same bytes.
  static func withoutDates(_ pdf: [UInt8]) -> [UInt8] {
    var bytes = pdf
    for name in ["/CreationDate (", "/ModDate ("] {
      var rest = bytes[...]
      while let range = rest.firstRange(of: Array(name.utf8)),
        let end = bytes[range.upperBound...].firstIndex(of: UInt8(ascii: ")"))
      {
        for place in range.lowerBound...end { bytes[place] = UInt8(ascii: " ") }
        rest = bytes[(end + 1)...]
      }
    }
    return bytes
  }

  private static func percentEncoded(_ path: String) -> String {
    path.utf8.reduce(into: "") { text, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: "."):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
  }
}
