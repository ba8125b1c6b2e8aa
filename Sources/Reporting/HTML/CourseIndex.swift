/// The page that leads to the handouts of several notebooks.
package enum CourseIndex {
  package struct Entry: Hashable, Sendable {
    package let title: String
    /// Empty where the notebook begins with no paragraph.
    package let description: String
    /// The page's file, in the index's folder.
    package let file: String

    package init(title: String, description: String, file: String) {
      self.title = title
      self.description = description
      self.file = file
    }
  }

  /// - Parameter language: a language tag.
  package static func render(
    _ entries: [Entry], title: String, language: String?, generator: String,
    css: String? = nil
  ) -> [UInt8] {
    var out = HTMLWriter()
    out.raw("<!DOCTYPE html>\n<html")
    out.attribute("lang", HTMLRenderer.language(language))
    out.raw(">\n<head>\n<meta charset=\"utf-8\">\n")
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    out.raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
    out.raw("<meta name=\"generator\"")
    out.attribute("content", generator)
    out.raw(">\n")
    out.element("title", title)
    out.raw(
      "\n<style>\n\(HTMLStyle.sheet)\(css.map { $0 + "\n" } ?? "")</style>\n</head>\n<body>\n<main>\n"
    )
    out.element("h1", title)
    out.raw("\n<ol class=\"course\">\n")
    for entry in entries {
      out.raw("<li><a href=\"\(Escape.address(entry.file))\">")
      out.text(entry.title)
      out.raw("</a>")
      if !entry.description.isEmpty { out.element("p", entry.description) }
      out.raw("</li>\n")
    }
    out.raw("</ol>\n</main>\n<footer>\n<p>Computed by ")
    out.text(generator)
    out.raw(".</p>\n</footer>\n</body>\n</html>\n")
    return out.bytes
  }
}
