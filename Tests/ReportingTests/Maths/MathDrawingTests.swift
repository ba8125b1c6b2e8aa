import Foundation
import Testing

@testable import Reporting

@Suite("The style of formulas")
struct MathDrawingTests {
  /// The classes of the recorded formulas that stand for a drawing.
  private func drawings() throws -> Set<Substring> {
    let markup = String(decoding: try fixture("Maths/formulas.mathml"), as: UTF8.self)
    let words = markup.split { $0 == "\"" || $0 == " " }
    return Set(
      words.filter { word in
        ["f-", "a-", "x-", "op-", "cal-", "sized-"].contains { word.hasPrefix($0) }
          && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
      })
  }

  @Test("every drawing that formulas ask for is in the style sheet")
  func drawingsExist() throws {
    let drawings = try drawings()
    #expect(drawings.count > 50)
    for name in drawings where !MathML.style.contains(".\(name)") {
      // The two sides of a bracket are one rule.
      let stem = name.split(separator: "-").prefix(2).joined(separator: "-")
      #expect(MathML.style.contains("[class^=\(stem)]"), "\(name)")
    }
  }

  @Test("nothing is fetched: every address is a data URL")
  func nothingFetched() {
    for part in MathML.style.split(separator: "url(").dropFirst() {
      #expect(part.hasPrefix("\"data:image/svg+xml,"))
    }
    #expect(!MathML.style.contains("@import"))
    #expect(!MathML.style.contains("</"))
  }

  @Test("named colours contrast with their pages")
  func contrast() {
    for tone in MathMLColor.tones {
      #expect(contrast(tone.light, "#ffffff") >= 4.5, "\(tone.name)")
      #expect(contrast(tone.dark, "#1d2126") >= 4.5, "\(tone.name)")
    }
  }

  /// The contrast ratio of the Web Content Accessibility Guidelines 2.1.
  private func contrast(_ first: String, _ second: String) -> Double {
    let lights = [luminance(first), luminance(second)].sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  private func luminance(_ color: String) -> Double {
    let digits = color.dropFirst().compactMap { $0.hexDigitValue }
    let channels = [0, 2, 4].map { Double(digits[$0] * 16 + digits[$0 + 1]) / 255 }
    let linear = channels.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
}
