/// The look of pages with annotations, on top of that of the report.
///
/// Switching layers needs no script: the sheet has a rule for each switch.
enum AnnotationStyle {
  /// Colours for labels; further labels begin again with the first.
  static let colors = 10

  static func sheet(_ layers: [AnnotatedText.Layer]) -> String {
    base + layers.enumerated().map { rules($0, $1) }.joined()
  }

  private static func rules(_ index: Int, _ layer: AnnotatedText.Layer) -> String {
    let off = "body:has(#layer\(index):not(:checked))"
    let own =
      switch layer.kind {
      case .words: "\(off) .l\(index){all:unset}\(off) .l\(index)::after{content:none}\n"
      case .spans: "\(off) .l\(index){all:unset}\(off) .l\(index)::after{content:none}\n"
      case .classes: "\(off) .g\(index){display:none}\n"
      case .score: "\(off) .v\(index){background:none}\n"
      }
    guard layer.kind == .spans, layer.labels.count > 1 else { return own }
    return own
      + layer.labels.indices.map { label in
        let off = "body:has(#show\(index)-\(label):not(:checked)) .t\(index)-\(label)"
        return "\(off){all:unset}\(off)::after{content:none}\n"
      }.joined()
  }

  private static let base = """

    :root{--k6:#0369a1;--k7:#a16207;--k8:#9f1239;--k9:#475569}
    @media (prefers-color-scheme:dark){:root{--k6:#67c9f5;--k7:#e0b84c;--k8:#fb7f9a;--k9:#a8b3c2}}
    .k6{--k:var(--k6)}.k7{--k:var(--k7)}.k8{--k:var(--k8)}.k9{--k:var(--k9)}
    .legend{position:static;flex-direction:column;align-items:stretch;gap:.4rem}
    .legend fieldset{flex:none}
    .legend .whole{--k:var(--ink);min-width:7.5rem;font-weight:600}
    .legend .key{display:inline-flex;align-items:center;gap:.35rem;padding:.2rem .5rem;font-size:.875rem;color:var(--k)}
    .legend fieldset:has(.whole input:not(:checked)) label:not(.whole){opacity:.4}
    .legend fieldset:has(.whole input:not(:checked)) .key{display:none}
    .s{background:color-mix(in srgb,var(--hl) calc(var(--s,0%)*.5),transparent);border-radius:3px;-webkit-box-decoration-break:clone;box-decoration-break:clone}
    .tag{margin-right:.45em;padding:.08em .5em;border-radius:99px;border:1px solid color-mix(in srgb,var(--k) 45%,transparent);color:var(--k);font:600 .75rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;vertical-align:.12em;white-space:nowrap;user-select:none}
    .e{padding:.06em 0;background:color-mix(in srgb,var(--k) 15%,transparent);border-bottom:2px solid var(--k)}
    .e.from{padding-left:.22em;border-radius:4px 0 0 4px}.e.to{padding-right:.22em;border-radius:0 4px 4px 0}.e.from.to{border-radius:4px}
    .e.to::after{content:attr(data-t);margin-left:.4em;color:var(--k);font:600 .6em/1 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;vertical-align:.15em;user-select:none}
    .h .e.to::after{font-size:.75rem}
    .u{text-decoration:underline dotted var(--soft) 2px;text-underline-offset:.28em}
    .w.to::after{content:attr(data-t);margin-left:.15em;color:var(--k);font:600 .52em/1 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;vertical-align:-.35em;user-select:none}
    @media print{.legend{display:flex!important}}

    """
}
