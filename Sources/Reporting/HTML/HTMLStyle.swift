/// The page's style sheet: light and dark by the reader's preference, phone to wide, and print.
enum HTMLStyle {
  static let sheet = variables + text + blocks + figures + plots + print

  /// What a drawing needs that stands in no page.
  static let drawings = variables + plots

  /// Series colours are those of Okabe and Ito, darkened or lightened until they contrast with the
  /// page; dashes and marks tell the series apart in grey.
  private static let variables = """
    :root{--page:#fff;--ink:#1c2025;--soft:#596270;--rule:#d5dae1;--wash:#f5f6f8;--link:#14599c;\
    --accent:#14599c;--good:#0f6b4f;--warn:#96490a;--bad:#a3243b;--mark:#6a4494;
    --s0:#0b5fa5;--s1:#b34700;--s2:#0a7454;--s3:#94407f;--s4:#4a525c;--s5:#8a6100;--s6:#1b7f9c;\
    --s7:#7d2230;--curve:#8a939e;
    --serif:Charter,"Bitstream Charter","Iowan Old Style","Source Serif 4","Noto Serif",P052,\
    Georgia,serif;
    --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;
    --mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",\
    monospace}
    @media screen and (prefers-color-scheme:dark){:root{--page:#14171a;--ink:#e0e4e8;--soft:#9ba5b1;\
    --rule:#353c45;--wash:#1d2126;--link:#8dbcf0;--accent:#8dbcf0;--good:#6bcba6;--warn:#eaa765;\
    --bad:#f2919f;--mark:#c3a4e8;
    --s0:#6fb1f0;--s1:#f0965a;--s2:#55c9a0;--s3:#dd95cc;--s4:#b8c0ca;--s5:#d9b24c;--s6:#6ccbe3;\
    --s7:#ee97a2;--curve:#87919d}}

    """

  private static let text = """
    *{box-sizing:border-box}
    html{font-size:100%;-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
    body{margin:0;padding:clamp(1.25rem,5vw,4rem) clamp(1rem,5vw,2rem) 3rem;background:var(--page);\
    color:var(--ink);font:1.0625rem/1.6 var(--serif);overflow-wrap:break-word}
    body>header,body>main,body>footer,body>nav{max-width:43rem;margin-left:auto;margin-right:auto}
    h1,h2,h3,h4,h5,h6{font-family:var(--sans);line-height:1.25;font-weight:600;\
    margin:2.2em 0 .6em}
    h1{font-size:clamp(1.7rem,1.4rem + 1.4vw,2.2rem);letter-spacing:-.015em;margin-top:0}
    h2{font-size:1.4rem;letter-spacing:-.01em}
    h3{font-size:1.13rem}
    h4,h5,h6{font-size:1rem}
    h2+h3,h3+h4{margin-top:1em}
    p,ul,ol,blockquote,pre,figure{margin:0 0 1.1em}
    li>ul,li>ol{margin-bottom:0}
    li::marker{color:var(--soft)}
    li.task{list-style:none}
    li.task>span{display:inline-block;width:1.3em;margin-left:-1.3em}
    a{color:var(--link)}
    a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);\
    outline-offset:2px;border-radius:2px}
    hr{border:0;border-top:1px solid var(--rule);margin:2.5em 0}
    blockquote{padding-left:1.1em;border-left:3px solid var(--rule);color:var(--soft)}
    code,pre{font-family:var(--mono);font-size:.86em}
    code{background:var(--wash);padding:.1em .3em;border-radius:3px}
    pre{background:var(--wash);padding:.8em 1em;border-radius:6px;overflow-x:auto;line-height:1.45;\
    tab-size:4}
    pre code{background:none;padding:0;font-size:1em}
    .hw{color:var(--s3)}.ht{color:var(--s2)}.hc{color:var(--soft);font-style:italic}\
    .hn{color:var(--s1)}.hk{color:var(--s0)}
    img{max-width:100%;height:auto}
    sub,sup{font-size:.72em;line-height:0}
    var{font-style:italic}
    .value{font-variant-numeric:lining-nums tabular-nums;white-space:nowrap}
    .blank{display:inline-block;min-width:6em;height:1.1em;border-bottom:1px solid var(--soft);\
    vertical-align:text-bottom}
    td .blank{min-width:4em}
    .answer{white-space:nowrap}
    .answer input{font:inherit;font-variant-numeric:lining-nums tabular-nums;width:7em;color:inherit;\
    background:var(--page);border:1px solid var(--soft);border-radius:4px;padding:0 .35em}
    .answer input:focus-visible{outline:2px solid var(--link);outline-offset:1px}
    .answer output{font:600 .88em var(--sans)}
    .answer.right input{border-color:var(--good)}.answer.right output{color:var(--good)}
    .answer.wrong input{border-color:var(--bad)}.answer.wrong output{color:var(--bad)}
    .math{overflow-x:auto;overflow-y:hidden;margin:0 0 1.1em;padding:.2em 0}
    .byline{font:.95rem/1.5 var(--sans);color:var(--soft)}
    header h1{margin-bottom:.3em}
    header{margin-bottom:1.5rem}
    header .byline{margin:0}
    footer{margin-top:4rem;padding-top:1rem;border-top:1px solid var(--rule);\
    font:.84rem/1.5 var(--sans);color:var(--soft)}
    .neighbours{display:flex;flex-wrap:wrap;gap:.4em 2em;justify-content:space-between;\
    margin-top:3.5rem;font:.95rem/1.5 var(--sans)}
    .neighbours a{text-decoration:none}.neighbours a:hover{text-decoration:underline}
    .course{padding-left:1.5em}.course li{margin-bottom:1.2em;font-family:var(--sans);font-weight:600}
    .course p{margin:.2em 0 0;font:1rem/1.5 var(--serif);color:var(--soft)}
    .contents{font:.88rem/1.7 var(--sans);margin-bottom:2.5rem;color:var(--soft)}
    .contents p{display:none}
    .contents ol{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:0 1.4em}
    .contents .level-3{display:none}
    .contents a{color:inherit;text-decoration:none}
    .contents a:hover{color:var(--link);text-decoration:underline}
    @media screen and (min-width:84rem){.contents{position:fixed;top:4rem;width:14.5rem;\
    left:calc(50% - 21.5rem - 17.5rem);max-height:calc(100vh - 8rem);overflow-y:auto;\
    line-height:1.4}
    .contents p{display:block;margin:0 0 .6em;font-weight:600;color:var(--ink)}
    .contents ol{display:block}
    .contents li{margin-bottom:.5em}
    .contents .level-3{display:block;padding-left:1.1em}}

    """

  private static let blocks = """
    .callout{margin:1.6em 0;padding:.9em 1.2em .1em;border-left:4px solid var(--tone);\
    background:var(--wash);border-radius:0 6px 6px 0}
    .callout{--tone:var(--accent)}
    .tip{--tone:var(--good)}.important{--tone:var(--mark)}.warning{--tone:var(--warn)}\
    .caution{--tone:var(--bad)}.exercise{--tone:var(--s2)}.hint,.solution{--tone:var(--soft)}
    .callout-title,.callout>summary{font-family:var(--sans);font-weight:600;margin-bottom:.5em;\
    line-height:1.4}
    .callout-kind{color:var(--tone)}
    .callout-kind+*,.callout-title .callout-kind{margin-right:.3em}
    .callout .callout{margin:1em 0;background:none;padding:.1em 0 .1em 1em;border-left-width:3px}
    details>summary{cursor:pointer}
    details.callout{padding-bottom:.5em}
    details.callout>summary{margin-bottom:0}
    details.callout[open]>summary{margin-bottom:.6em}
    details.source,details.letters,details.listing{font:.88rem/1.5 var(--sans);color:var(--soft);margin:0 0 1.1em}
    details.source pre,details.letters pre,details.listing pre{margin:.5em 0 0;color:var(--ink)}
    .section-number{color:var(--soft);font-weight:400;margin-right:.35em}
    .footnotes{font-size:.92rem;line-height:1.5}
    .footnotes hr{margin:3em 0 1.5em;width:8em}
    .footnotes li>p{margin-bottom:.3em}
    .backlinks a{text-decoration:none}
    .footnote-reference a{text-decoration:none;padding:0 .15em}
    .raw-html code{white-space:pre-wrap}
    .finding{border-left:3px solid var(--rule);padding-left:1.1em}

    """

  private static let figures = """
    .block{margin:1.8em 0}
    .scroll{overflow-x:auto;margin:0 0 1.1em;padding:1px}
    .table .scroll{margin:0}
    table{border-collapse:collapse;font:.92rem/1.45 var(--sans);\
    font-variant-numeric:lining-nums tabular-nums}
    figcaption b{color:var(--ink);font-weight:600}
    th,td{padding:.3em .9em;text-align:left;vertical-align:baseline}
    th:first-child,td:first-child{padding-left:.2em}
    thead th{font-weight:600;border-bottom:1.5px solid var(--soft);vertical-align:bottom;\
    white-space:normal}
    tbody tr:hover{background:var(--wash)}
    @media screen and (min-width:52rem){figure.table{width:max-content;min-width:100%;\
    max-width:min(64rem,50vw + 21.5rem - 2rem)}figure.table>figcaption,.table-note{max-width:43rem}\
    .callout figure.table,li figure.table,blockquote figure.table{width:auto;max-width:none}}
    tbody th{font-weight:400}
    tbody tr{border-bottom:1px solid var(--rule)}
    .right{text-align:right}
    .center{text-align:center}
    td.n,tbody .n{white-space:nowrap}
    .n[data-head]::before{content:attr(data-head);visibility:hidden}
    .m{white-space:pre;line-height:1.3}
    .table-note{font:.86rem/1.5 var(--sans);color:var(--soft);margin:.5em 0 0}
    .equations td{padding:.15em 0;white-space:pre;font-family:var(--serif);font-size:1.04rem}
    .equations td:first-child{text-align:right;padding-left:1.2em}
    .equations tr{border:0}
    figure{margin:1.8em 0 1.2em}
    figure+details.letters{margin-top:-.8em}
    figcaption{font:.92rem/1.45 var(--sans);color:var(--soft);margin:.5em 0}
    .panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(14rem,100%),1fr));\
    gap:0 1.5rem;margin:1.8em 0}
    .panels figure{margin:0 0 1em}

    """

  /// Of plots and graphs.
  private static let plots = """
    svg{display:block;width:100%;height:auto;font-family:var(--sans);fill:var(--ink)}
    .plot .grid{stroke:var(--rule);fill:none}
    .plot .axis{stroke:var(--soft);fill:none}
    .plot text{font-size:13px;font-variant-numeric:tabular-nums}
    .plot{overflow:visible}
    @media screen and (max-width:36rem){.block>figure>.plot text{font-size:20px}\
    .block>figure>.plot .legend text{font-size:15px}}
    .plot .ticks{fill:var(--soft)}
    .plot .line{fill:none;stroke:var(--c);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
    .plot .mark{fill:var(--c);stroke:var(--page);stroke-width:1}.plot .bar{fill:var(--c)}.plot .region{fill:var(--c);fill-opacity:.14}
    .plot .contour{fill:none;stroke:var(--curve);stroke-width:1}\
    .plot .boundary{fill:none;stroke:var(--ink);stroke-width:1.5}
    .plot .backdrop{--c:var(--curve)}
    .plot .s0{--c:var(--s0)}.plot .s1{--c:var(--s1)}.plot .s2{--c:var(--s2)}.plot .s3{--c:var(--s3)}
    .plot .s4{--c:var(--s4)}.plot .s5{--c:var(--s5)}.plot .s6{--c:var(--s6)}.plot .s7{--c:var(--s7)}
    .path .line{stroke-width:1.2}
    .s1:not(.path) .line{stroke-dasharray:8 5}.s2 .line{stroke-dasharray:2 5}.s3 .line{stroke-dasharray:9 4 2 4}
    .s4 .line{stroke-dasharray:14 4}.s5 .line{stroke-dasharray:4 4}\
    .s6 .line{stroke-dasharray:14 4 2 4 2 4}.s7 .line{stroke-dasharray:1 4}
    .plot .interval{fill:none;stroke:var(--c);stroke-width:1.2;stroke-dasharray:none}
    .plot .marker{fill:none;stroke:var(--soft);stroke-width:1.5;stroke-dasharray:6 4}
    .heat .cell{fill:var(--s0)}.heat .dark{fill:var(--page)}
    .heat .best{fill:none;stroke:var(--ink);stroke-width:2.5}
    .plot .nonfinite path{stroke:var(--bad);stroke-width:2;fill:none}
    .frame{display:none}.frame.on{display:inline}
    .frame .line{stroke:var(--ink);stroke-width:3;stroke-dasharray:none}
    .frame .here{fill:none;stroke:var(--ink);stroke-width:2.5}.frame .sheet{fill:var(--page)}
    .slider{display:flex;flex-wrap:wrap;gap:.2em .9em;align-items:center;font:.92rem/1.45 var(--sans);\
    margin:.3em 0;padding:0 .2em}
    .slider label{color:var(--soft)}.slider input{flex:1 1 12rem;accent-color:var(--accent);height:1.8rem}
    .slider output{flex:1 1 100%;min-height:1.45em;font-variant-numeric:tabular-nums}
    .graph rect{fill:var(--wash);stroke:var(--soft)}
    .graph .leaf rect{fill:var(--page)}
    .graph .edge{fill:none;stroke:var(--soft);stroke-width:1.3}
    .graph text{font-size:13px}
    .graph .name{font-weight:600}
    .graph .gradient{fill:var(--accent)}

    """

  private static let print = """
    @page{margin:20mm 18mm}
    @media print{html{font-size:10pt}body{padding:0;font-size:1.05rem;line-height:1.5}
    body>header,body>main,body>footer{max-width:none}
    .neighbours,.contents,details.letters,details:not([open]){display:none}
    h1,h2,h3,h4,h5,h6{break-after:avoid}
    figure,tr,pre,.scroll,.math{break-inside:avoid}
    .callout-title,summary,figcaption:first-child{break-after:avoid}
    .scroll,pre{overflow:visible}
    .slider,.frame.on{display:none}
    .answer input{border:0;border-bottom:1px solid;border-radius:0;background:none}.answer output{display:none}
    pre{white-space:pre-wrap;border:1px solid var(--rule)}
    .plot{max-width:15cm}
    .panels{grid-template-columns:1fr 1fr}
    .graph{min-width:0!important}
    p{orphans:3;widows:3}
    a{color:inherit}}

    """
}
