import JSON
import LSP
import Testing

@Suite struct DocumentURITests {
  @Test(
    arguments: [
      ("file:///a/b.md", "/a/b.md"), ("file:///a%20b/%C3%A9.md", "/a b/é.md"), ("file:///a b", "/a b"),
      ("FILE:///x", "/x"),
      ("file://localhost/x", "/x"), ("file:/x", "/x"), ("file:///100%", "/100%"), ("file:///%zz%+1", "/%zz%+1"),
      ("file:///a#b?c", "/a#b?c"),
      ("file:///%E6%BC%A2", "/漢"), ("file://host/x", nil), ("file:x", nil), ("file:", nil), ("", nil),
      ("untitled:Untitled-1", nil),
      ("zipfile:///a.zip::b", nil), ("file:///%00", nil), ("file:///%ff", nil), ("http://a/b", nil),
      ("/plain/path", nil),
    ] as [(String, String?)])
  func `finds the path`(text: String, path: String?) {
    let uri = DocumentURI(text)
    #expect(uri.path == path)
    #expect(uri.text == text)
  }

  @Test(arguments: [
    ("/a/b.md", "file:///a/b.md"), ("/a b/é#?%.md", "file:///a%20b/%C3%A9%23%3F%25.md"), ("/C:/x", "file:///C%3A/x"),
    ("/", "file:///"),
  ])
  func `makes a URI of a path and back`(path: String, text: String) {
    #expect(DocumentURI(path: path).text == text)
    #expect(DocumentURI(text).path == path)
  }

  @Test func `spellings of one file are equal, other names are compared as text`() {
    let spellings = ["file:///a:b c", "file:///a%3Ab%20c", "file:///a%3ab%20c", "file://localhost/a:b c"].map {
      DocumentURI($0)
    }
    #expect(Set(spellings).count == 1)
    #expect(DocumentURI("untitled:a%20b") != DocumentURI("untitled:a b"))
    #expect(DocumentURI("file:///a") != DocumentURI("file:///b"))
    #expect(DocumentURI("untitled:1").scheme == "untitled")
    #expect(spellings[1].encodedText() == #""file:///a%3Ab%20c""#)
  }
}
