import Text

/// `html`: one self-contained page with the texts, what the model says about them in layers that can be switched, and a summary on top.
///
/// The summary comes first on the page, so the rendered texts wait in memory.
struct AnnotationPage: AnnotationFormatter {
  private let style: ReportStyle
  private var layers: [AnnotatedText.Layer] = []
  private var counts: [[Int]] = []
  private var paths: [String] = []
  private var words = 0
  private var sentences = 0
  private var texts = HTMLBuffer()

  init(_ style: ReportStyle) { self.style = style }

  mutating func add(_ text: AnnotatedText) -> [UInt8] {
    if layers.isEmpty { (layers, counts) = (text.layers, text.layers.map { $0.labels.map { _ in 0 } }) }
    count(text)
    let path = text.path ?? "standard input"
    paths.append(path)
    texts.markup("<article><header><h2>")
    texts.text(path)
    let words = text.sentences.reduce(0) { $0 + $1.words.count }
    texts.markup(
      "</h2><p class=\"facts\">\(words.grouped) words · \(text.sentences.count.grouped) sentences</p></header>\n")
    if let error = text.error {
      texts.markup("<p class=\"failure\">")
      texts.text(error.description)
      texts.markup("</p>")
    }
    texts.markup("<div class=\"text\">")
    texts.append(AnnotatedHTML(text).html.bytes)
    texts.markup("</div></article>\n")
    return []
  }

  mutating func end() -> [UInt8] {
    var page = HTMLBuffer()
    page.markup(head)
    page.markup(
      "<body>\n<a class=\"skip\" href=\"#documents\">Skip to the text</a>\n<header class=\"top\"><h1>stet</h1>")
    page.markup("<p class=\"tagline\">What the text is about, as the model reads it.</p>")
    writeNumbers(to: &page)
    page.markup("</header>\n")
    writeLegend(to: &page)
    page.markup("<main id=\"documents\" class=\"\(paths.count > 1 ? "many" : "one")\">\n")
    page.append(texts.bytes)
    page.markup("</main>\n<footer>Made by stet \(style.version). Nothing on this page leaves it.</footer>\n")
    page.markup("</body>\n</html>\n")
    return page.bytes
  }

  private mutating func count(_ text: AnnotatedText) {
    sentences += text.sentences.count
    for sentence in text.sentences {
      words += sentence.words.count
      for (layer, value) in sentence.values.enumerated() where counts.indices.contains(layer) {
        let found: [String] =
          switch value {
          case .marks(let marks): marks.map(\.label)
          case .labels(let labels, _): labels
          case .score: []
          }
        for label in found {
          if let index = layers[layer].labels.firstIndex(of: label) { counts[layer][index] += 1 }
        }
      }
    }
  }

  // MARK: Parts of the page

  private var head: String {
    var title = HTMLBuffer()
    title.text(paths.count == 1 ? paths[0] : "\(paths.count) files")
    let policy = "default-src 'none'; style-src 'unsafe-inline'"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <title>\(String(decoding: title.bytes, as: UTF8.self)) – stet</title>
      <style>\(HTMLStyle.sheet(categories: 0))\(AnnotationStyle.sheet(layers))</style>
      </head>

      """
  }

  private func writeNumbers(to page: inout HTMLBuffer) {
    let spans = zip(layers, counts).filter { $0.0.kind == .spans && $0.0.labels.count > 1 }
      .reduce(0) { $0 + $1.1.reduce(0, +) }
    var numbers = [(words, "words"), (sentences, "sentences")]
    if spans > 0 { numbers.append((spans, spans == 1 ? "name" : "names")) }
    if paths.count > 1 { numbers.append((paths.count, "files")) }
    page.markup("<dl class=\"numbers\">")
    for (number, name) in numbers { page.markup("<div><dt>\(name)</dt><dd>\(number.grouped)</dd></div>") }
    page.markup("</dl>")
  }

  /// One row for each layer: a switch for the layer, and for each label one, or its colour, with how often it occurs.
  private func writeLegend(to page: inout HTMLBuffer) {
    page.markup("<div class=\"tools legend\">")
    for (index, layer) in layers.enumerated() {
      page.markup("<fieldset><legend>")
      page.text(layer.name)
      page.markup("</legend>")
      let isOn = layer.kind != .words
      writeSwitch("layer\(index)", layer.name, isOn: isOn, style: "whole", count: nil, to: &page)
      for (label, count) in zip(layer.labels.indices, counts[index]) where count > 0 && layer.labels.count > 1 {
        let color = "k\(label % AnnotationStyle.colors)"
        if layer.kind == .spans {
          writeSwitch("show\(index)-\(label)", layer.labels[label], isOn: true, style: color, count: count, to: &page)
        } else {
          page.markup("<span class=\"key \(color)\">")
          page.text(layer.labels[label])
          page.markup(" <b>\(count.grouped)</b></span>")
        }
      }
      page.markup("</fieldset>")
    }
    page.markup("</div>\n")
  }

  private func writeSwitch(
    _ id: String, _ name: String, isOn: Bool, style: String, count: Int?, to page: inout HTMLBuffer
  ) {
    page.markup("<label class=\"\(style)\"><input type=\"checkbox\" id=\"\(id)\"\(isOn ? " checked" : "")> ")
    page.text(name)
    if let count { page.markup(" <b>\(count.grouped)</b>") }
    page.markup("</label>")
  }
}
