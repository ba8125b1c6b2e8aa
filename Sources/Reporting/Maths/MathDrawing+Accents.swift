/// Marks over and under a base, and arrows with labels.
extension MathDrawing {
  static let accents: String = {
    let hat = image(50, 20, "M25 0L46 15L43 19L25 7L7 19L4 15Z")
    let check = image(50, 20, "M25 20L46 5L43 1L25 13L7 1L4 5Z")
    let tilde = image(
      50, 20, "M3 15C9 0 18 2 26 7C33 11 39 12 44 3L48 6C41 20 32 17 24 13C16 8 12 8 7 18Z")
    let left = image(40, 30, "M0 30C2 12 10 11 20 11H40V19H24C12 19 5 20 3 30Z")
    let middle = image(
      80, 30,
      "M0 11H22C32 11 38 6 39 0H41C42 6 48 11 58 11H80V19H60C50 19 43 16 40 8C37 16 30 19 20 19H0Z")
    let right = image(40, 30, "M40 30C38 12 30 11 20 11H0V19H16C28 19 35 20 37 30Z")
    let simple: [(String, String)] = [
      ("hat", hat), ("check", check), ("tilde", tilde), ("bar", image(50, 20, "M5 8H45V13H5Z")),
      ("dot", image(50, 20, "M25 4A7 7 0 1 1 24.9 4Z")),
      ("ddot", image(50, 20, "M14 4A7 7 0 1 1 13.9 4ZM36 4A7 7 0 1 1 35.9 4Z")),
      (
        "dddot",
        image(50, 20, "M8 4A7 7 0 1 1 7.9 4ZM25 4A7 7 0 1 1 24.9 4ZM42 4A7 7 0 1 1 41.9 4Z")
      ),
      ("acute", image(50, 20, "M33 0L38 3L22 18L18 16Z")),
      ("grave", image(50, 20, "M17 0L12 3L28 18L32 16Z")),
      ("breve", image(50, 20, "M8 1C12 19 38 19 42 1H46C42 25 8 25 4 1Z")),
      ("ring", image(50, 20, "M25 1A9 9 0 1 1 24.9 1ZM25 4A6 6 0 1 0 25.1 4Z")),
      ("vec", image(50, 20, "M3 8H38L32 3L35 0L48 10L35 20L32 17L38 12H3Z")),
    ]
    let spine = "calc(50% - .76em) 27%"
    let brace = mask([
      Layer(image: left, position: "left", size: ".4em 100%"),
      Layer(image: right, position: "right", size: ".4em 100%"),
      Layer(image: middle, position: "center", size: ".8em 100%"),
      Layer(image: Layer.bar, position: "left .38em top 50%", size: spine),
      Layer(image: Layer.bar, position: "right .38em top 50%", size: spine),
    ])
    return """
      math [class^=a-]{--w:.5em;height:.24em;line-height:.2em;--s:100% .2em}
      math .wide>mo{position:absolute;left:0;right:0;top:0;height:.2em;width:auto;\
      border-width:.2em 0 0;--s:100% 100%}
      math .wide{display:inline-flex;position:relative}
      math mover.wide>:first-child{padding-top:.26em}
      math munder.wide>:first-child{padding-bottom:.26em}
      math munder.wide>mo{top:auto;bottom:0}
      math .wide>.a-line{border-top-width:.055em;height:.1em}
      math mover.line>:first-child{padding-top:.14em}
      math munder.line>:first-child{padding-bottom:.14em}
      math .wide>.a-ob,math .wide>.a-ub{height:.3em;border-top-width:.3em;\(brace)}
      math mover.brace>:first-child{padding-top:.4em}
      math munder.brace>:first-child{padding-bottom:.4em}
      math .wide>.a-ub{transform:scaleY(-1)}
      math .wide>.a-ok,math .wide>.a-uk{border-width:.06em .06em 0}
      math .wide>.a-uk{transform:scaleY(-1)}

      """ + simple.map { "math .a-\($0){--i:\($1)}" }.joined(separator: "\n")
  }()

  static let arrows: String = {
    let head = image(
      40, 50, "M2 0C8 12 24 22 38 25C24 28 8 38 2 50L0 47C3 38 8 30 14 25C8 20 3 12 0 3Z")
    let back = image(
      40, 50, "M38 0C32 12 16 22 2 25C16 28 32 38 38 50L40 47C37 38 32 30 26 25C32 20 37 12 40 3Z")
    func line(_ position: String, _ size: String) -> Layer {
      Layer(image: Layer.bar, position: position, size: size)
    }
    let single = line("center", "calc(100% - .2em) .06em")
    let double = [
      line("left 50% top 34%", "calc(100% - .5em) .06em"),
      line("left 50% bottom 34%", "calc(100% - .5em) .06em"),
    ]
    let right = Layer(image: head, position: "right", size: ".34em 100%")
    let left = Layer(image: back, position: "left", size: ".34em 100%")
    let accents = [
      ("ra", [single, right]), ("la", [single, left]), ("lra", [single, left, right]),
    ]
    let others = [
      ("Ra", double + [right]), ("La", double + [left]), ("Lra", double + [left, right]),
      ("map", [single, right, line("left .1em top 50%", ".06em 60%")]), ("eq", double),
    ]
    return """
      math [class^=x-]{border-width:.44em 0 0;height:.44em;line-height:.25em;\
      margin:0 .25em}
      math mo[class^=x-]+*{padding-bottom:.12em}
      math munderover>mo[class^=x-]+*{padding:.12em 0 0}
      math munderover>mo[class^=x-]~:last-child{padding-bottom:.12em}

      """
        + (accents.map { "math .x-\($0),math .wide>.a-\($0){\(mask($1))}" }
        + others.map { "math .x-\($0){\(mask($1))}" }).joined(separator: "\n")
  }()
}
