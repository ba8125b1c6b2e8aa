import Foundation
import Testing

@testable import Reporting

@Suite struct CodeColourTests {
  /// The value of a variable in each scheme: light, then dark.
  private func colours(_ name: String) -> [String] {
    HTMLStyle.sheet.matches(of: #/--([a-z0-9-]+):#([0-9a-f]{3,6})\b/#)
      .filter { $0.1 == name }.map { match in
        match.2.count == 3 ? match.2.map { "\($0)\($0)" }.joined() : String(match.2)
      }
  }

  /// Relative luminance, as WCAG 2 defines it.
  private func luminance(_ colour: String) throws -> Double {
    let number = try #require(Int(colour, radix: 16))
    let parts = [number >> 16, number >> 8, number].map { part in
      let value = Double(part & 255) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  @Test(
    "each contrasts with the background of code by 4.5 to 1, light and dark",
    arguments: ["hw", "ht", "hc", "hn", "hk"])
  func contrast(name: String) throws {
    let rule = try Regex(
      "\\.\(name)\\{color:var\\(--([a-z0-9]+)\\)", as: (Substring, Substring).self)
    let variable = try #require(HTMLStyle.sheet.firstMatch(of: rule)).1
    let (texts, backgrounds) = (colours(String(variable)), colours("wash"))
    #expect(texts.count == 2 && backgrounds.count == 2)
    for (text, background) in zip(texts, backgrounds) {
      let (one, other) = (try luminance(text), try luminance(background))
      #expect((max(one, other) + 0.05) / (min(one, other) + 0.05) >= 4.5)
    }
  }
}
