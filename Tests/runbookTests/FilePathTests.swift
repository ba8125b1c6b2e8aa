import Testing

@testable import runbook

@Suite("Paths by text")
struct FilePathTests {
  @Test("a path is taken apart into folder, name and stem")
  func parts() {
    #expect(FilePath.name(of: "a/b/c.md") == "c.md")
    #expect(FilePath.stem(of: "a/b/week.1.md") == "week.1")
    #expect(FilePath.stem(of: ".md") == ".md")
    #expect(FilePath.folder(of: "a/b/c.md") == "a/b")
    #expect(FilePath.folder(of: "c.md") == ".")
    #expect(FilePath.folder(of: "/c.md") == "/")
  }

  @Test("joining keeps absolute paths and leaves out the current folder")
  func joining() {
    #expect(FilePath.join("out", "a.html") == "out/a.html")
    #expect(FilePath.join("out/", "a.html") == "out/a.html")
    #expect(FilePath.join(".", "a.html") == "a.html")
    #expect(FilePath.join("out", "/a.html") == "/a.html")
  }

  @Test(
    "the way from one folder to another goes up, then down",
    arguments: [
      ("/x/notebooks", "/x/output", "../notebooks"),
      ("/x", "/x/output/html", "../.."),
      ("/x/a/b", "/x", "a/b"),
      ("/x/a", "/x/./b/../a", ""),
    ])
  func ways(target: String, base: String, way: String) {
    #expect(FilePath.relative(to: target, from: base) == way)
  }
}
