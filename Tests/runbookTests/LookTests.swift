import Foundation
import Testing

/// A course's own rules and its own page.
@Suite struct LookTests {
  private func folder(_ template: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      "---\ntitle: A <b> title\nauthor: Ada\ntoc: true\n---\n\n## One\n\n## Two\n\nText.\n",
      to: "page.md")
    try folder.write(template, to: "page.html")
    return folder
  }

  @Test("a template stands around the parts, and escapes texts")
  func template() throws {
    let folder = try folder(
      """
      <title>{{title}}</title><style>{{{style}}}</style>{{#date}}Of {{date}}{{/date}}{{#author}}By {{author}}{{/author}}
      {{{contents}}}|{{{content}}}|{{{scripts}}}
      """)
    let run = try CommandLineRun(
      ["page.md", "--template", "page.html", "--to", "html"], in: folder.url)
    #expect(run.errors == "")
    let page = try folder.read("output/page.html")
    #expect(page.hasPrefix("<title>A &lt;b&gt; title</title><style>:root{"))
    #expect(page.contains("</style>By Ada\n<nav class=\"contents\""))
    #expect(page.contains("</nav>\n|<article>\n<h2 id=\"one\">One</h2>"))
    #expect(page.contains("</article>\n|<script type=\"application/json\""))
    let check = try CommandLineRun(["check", "output/page.html"], in: folder.url)
    #expect(check.status == 0, "\(check.errors)")
  }

  @Test("a name that is no part is an error at its place")
  func unknown() throws {
    let folder = try folder("<p>{{titel}}</p>\n{{{style}}}{{{content}}}{{{scripts}}}\n")
    let run = try CommandLineRun(["page.md", "--template", "page.html"], in: folder.url)
    #expect(run.status == 1)
    #expect(
      run.errors == """
        page.html:1:6: error: a page has no part 'titel'
        1 | <p>{{titel}}</p>
          |      ^^^^^
          help: did you mean 'title'?

        """)
    #expect(!folder.has("output"))
  }

  @Test("a template without the content, and one with an open section, are errors")
  func broken() throws {
    let folder = try folder("{{{style}}}{{{scripts}}}\n")
    let missing = try CommandLineRun(["page.md", "--template", "page.html"], in: folder.url)
    #expect(
      missing.errors == """
        page.html: error: the template has no {{{content}}}
          help: a page is not whole without its style, content and scripts

        """)
    try folder.write("{{{style}}}{{{content}}}{{{scripts}}}\n{{#author}}by\n", to: "page.html")
    let open = try CommandLineRun(["page.md", "--template", "page.html"], in: folder.url)
    #expect(open.status == 1)
    #expect(open.errors.contains("error: this is no Mustache\n"), "\(open.errors)")
    #expect(
      open.errors.contains(
        "help: tags are {{name}}, {{{name}}}, {{#name}}…{{/name}} and {{^name}}…{{/name}}"))
  }

  @Test("rules of one's own stand behind the page's, in the index too")
  func css() throws {
    let folder = try folder("")
    try folder.write("Other.\n", to: "other.md")
    try folder.write("body{color:rebeccapurple}", to: "own.css")
    let run = try CommandLineRun(["page.md", "other.md", "--css", "own.css"], in: folder.url)
    #expect(run.status == 0)
    for name in ["page", "index"] {
      #expect(
        try folder.read("output/\(name).html").contains("body{color:rebeccapurple}\n</style>"))
    }
    try folder.write("</style><script>", to: "own.css")
    let bad = try CommandLineRun(["page.md", "--css", "own.css"], in: folder.url)
    #expect(bad.status == 1)
    #expect(bad.errors == "runbook: own.css holds '</', which would end the page's style\n")
    let none = try CommandLineRun(["page.md", "--css", "none.css"], in: folder.url)
    #expect(none.errors == "runbook: cannot read none.css: no such file or folder\n")
  }
}
