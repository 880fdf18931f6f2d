"""Every stet/* method: what it answers, what it refuses, progress and cancellation."""

import math

import pytest
from harness import text
from harness.judge import schema_problems
from harness.wire import RpcError

REQUEST_CANCELLED = -32800
LAMP = "# The lamp\n\nThe keeper lit the lamp at dusk. He wound the clockwork. The lens turned all night long.\n"
BREAD = "# Bread\n\nMix the flour and the yeast. Knead the dough well. Bake the loaves in a hot oven.\n"
TIDES = "# Tides\n\nThe tide rises twice a day. Spring tides follow the full moon. A strong wind raises the water.\n"
URI = "file:///open.md"


@pytest.fixture(scope="module")
def library(binary):
    """A project with an index, and a session in it."""
    from harness.sandbox import Sandbox

    sandbox = Sandbox(binary)
    for name, body in (
        ("lamp.md", LAMP),
        ("bread.md", BREAD),
        ("tides.md", TIDES),
        ("copy.md", "# Copy\n\n" + LAMP.split("\n\n")[1]),
    ):
        (sandbox.project / name).write_text(body)
    session = sandbox.session()
    session.first_index = session.stet("index")
    session.sandbox = sandbox
    yield session
    sandbox.close()
    sandbox.check()


def name_of(passage):
    return passage["uri"].rsplit("/", 1)[1]


def test_reports_its_status(session):
    opened = session()
    opened.open(URI, "One sentence. And a secnod one.\n", version=3)
    opened.pushed(URI)
    status = opened.stet("status")
    expected = {"uri": URI, "version": 3, "bytes": 32, "sentences": 2, "findings": 1}
    assert status["documents"] == [{**expected, "pending": status["documents"][0]["pending"]}]
    own = next(s for s in status["sessions"] if s["client"] == "stet-tests" and s["documents"] == 1)
    assert own["positionEncoding"] == "utf-8"
    assert any(model["dimensions"] == 384 for model in status["models"])
    assert status["memory"]["residentBytes"] > 1 << 20


def test_status_keeps_other_peoples_documents_to_itself(session):
    first, second = session(), session()
    first.open("file:///private.md", "A private matter.\n")
    first.stet("status")
    status = second.stet("status")
    assert status["documents"] == []
    assert "private.md" not in str(status)


def test_corrects_an_open_document_and_a_text(session):
    opened = session()
    body = "Été: the wrold 😀 turns.\n"
    opened.open(URI, body, version=4)
    answer = opened.stet("correct", URI)
    assert answer["version"] == 4
    (finding,) = answer["findings"]
    assert text.excerpt(body, finding["range"], "utf-8") == "wrold"
    assert body.encode()[slice(*finding["bytes"])] == b"wrold"
    assert (finding["code"], finding["category"]) == ("spelling.unknown-word", "spelling")
    assert "world" in [replacement["text"] for replacement in finding["replacements"]]
    same = opened.stet("correct", text=body, languageId="markdown")
    assert same["findings"] == answer["findings"]
    assert "version" not in same


def test_reads_a_text_in_its_language(session):
    opened = session()
    body = "Run this.\n\n    The wrold turns.\n"
    assert opened.stet("correct", text=body, languageId="markdown")["findings"] == []
    assert len(opened.stet("correct", text=body, languageId="plaintext")["findings"]) == 1


def test_highlights_as_many_sentences_as_asked_for(session):
    opened = session()
    body = LAMP + "\n" + BREAD + "\n" + TIDES
    opened.open(URI, body)
    for count in (1, 3, 100):
        highlights = opened.stet("highlights", URI, count=count)["highlights"]
        assert len(highlights) == min(count, len(highlights)) and highlights
        starts = [(h["range"]["start"]["line"], h["range"]["start"]["character"]) for h in highlights]
        assert starts == sorted(starts)
    three = [text.excerpt(body, h["range"], "utf-8") for h in opened.stet("highlights", URI, count=3)["highlights"]]
    assert len(set(three)) == 3 and all(sentence.endswith(".") for sentence in three)
    assert (
        opened.stet("highlights", text=body, languageId="markdown", count=3)["highlights"]
        == (opened.stet("highlights", URI, count=3)["highlights"])
    )


def test_highlights_by_share(session):
    opened = session()
    body = " ".join(
        f"Sentence number {word} is here." for word in ("one", "two", "three", "four", "five", "six", "seven", "eight")
    )
    half = opened.stet("highlights", text=body, share=0.5)["highlights"]
    assert len(half) == 4


def test_analyses_an_empty_document(session):
    opened = session()
    opened.open(URI, "")
    assert opened.stet("correct", URI)["findings"] == []
    assert opened.stet("highlights", URI)["highlights"] == []


@pytest.mark.parametrize("method", ["correct", "highlights"])
@pytest.mark.parametrize("params", [{}, {"textDocument": {"uri": "file:///unknown.md"}}, {"text": 5}])
def test_refuses_a_document_that_is_not_there(session, method, params):
    with pytest.raises(RpcError) as caught:
        session().stet(method, **params)
    assert caught.value.message


def test_embeds_texts_as_unit_vectors(session):
    opened = session()
    answer = opened.stet(
        "embed", texts=["A lighthouse by the sea.", "Bread and butter.", "A lighthouse by the sea.", ""]
    )
    assert answer["dimensions"] == 384
    first, bread, again, _ = answer["vectors"]
    assert math.isclose(math.sqrt(sum(x * x for x in first)), 1, abs_tol=1e-4)
    assert first == again
    similar = opened.stet("embed", texts=["A beacon on the coast."])["vectors"][0]
    dot = lambda a, b: sum(x * y for x, y in zip(a, b))  # noqa: E731
    assert dot(first, similar) > dot(bread, similar)
    assert opened.stet("embed", texts=[])["vectors"] == []


def test_indexes_the_workspace_and_then_only_what_changed(library):
    assert library.first_index["documents"] == library.first_index["indexed"] == 4
    again = library.stet("index")
    assert (again["indexed"], again["unchanged"]) == (0, 4)
    extra = library.sandbox.project / "extra.md"
    extra.write_text("A new note about clouds.\n")
    assert library.stet("index")["indexed"] == 1
    extra.unlink()
    assert library.stet("index")["removed"] == 1


def test_indexes_only_the_paths_that_are_named(library):
    answer = library.stet("index", paths=[str(library.sandbox.project / "bread.md")])
    assert (answer["indexed"], answer["unchanged"]) == (0, 1)
    missing = library.stet("index", paths=[str(library.sandbox.project / "missing.md")])
    assert [failure["path"].rsplit("/", 1)[1] for failure in missing["failed"]] == ["missing.md"]


def test_searches_by_meaning(library):
    passages = library.stet("search", query="how to make a loaf", count=2)["passages"]
    assert name_of(passages[0]) == "bread.md"
    assert len(passages) == 2 and passages[0]["score"] >= passages[1]["score"]
    assert passages[0]["line"] == passages[0]["range"]["start"]["line"]


def test_finds_passages_like_the_paragraph_at_the_cursor(library):
    uri = library.sandbox.uri("lamp.md")
    library.open(uri, LAMP)
    place = text.range_of(LAMP, "clockwork", library.encoding)["start"]
    passages = library.stet("similar", uri, position=place, count=3)["passages"]
    assert name_of(passages[0]) == "copy.md", "its own paragraph is no answer"
    assert passages[0]["score"] > 0.99
    by_text = library.stet("similar", text="The moon pulls at the sea.", count=1)["passages"]
    assert name_of(by_text[0]) == "tides.md"
    library.close_document(uri)


def test_shows_similar_passages_from_a_code_lens(library):
    uri = library.sandbox.uri("lamp.md")
    library.open(uri, LAMP)
    lenses = library.request("textDocument/codeLens", {"textDocument": {"uri": uri}})
    assert lenses, "a copy of the paragraph is in the index"
    lens = lenses[0]
    assert lens["command"]["command"] == "stet.showSimilar"
    result = library.execute(lens["command"]["command"], *lens["command"]["arguments"])
    assert not schema_problems("stet/similar", "result", result)
    assert name_of(result["passages"][0]) == "copy.md"
    library.close_document(uri)


def test_finds_duplicates(library):
    pairs = library.stet("duplicates", minimumScore=0.95)["pairs"]
    assert [{name_of(pair["first"]), name_of(pair["second"])} for pair in pairs] == [{"lamp.md", "copy.md"}]
    assert library.stet("duplicates", minimumScore=1)["pairs"] == [] or pairs[0]["score"] >= 1


def test_reports_progress_on_the_clients_token(library):
    since = library.connection.mark()
    library.stet("index", workDoneToken="the-token")
    values = [
        m["params"]["value"]["kind"]
        for m in library.connection.received[since:]
        if m.get("method") == "$/progress" and m["params"]["token"] == "the-token"
    ]
    assert values[0] == "begin" and values[-1] == "end"


def test_cancels_indexing_through_its_progress(sandbox):
    for number in range(300):
        body = " ".join(f"Note {number} has sentence {word} about matter {number * word}." for word in range(1, 12))
        (sandbox.project / f"note-{number}.md").write_text(body)
    session = sandbox.session()
    since = session.connection.mark()
    request = session.connection.ask("stet/index", {"workDoneToken": "slow"})
    begun = session.connection.wait_for("$/progress", since, lambda p: p["token"] == "slow")
    assert begun["value"]["cancellable"] is True
    session.connection.notify("window/workDoneProgress/cancel", {"token": "slow"})
    try:
        answer = session.connection.answer(request)
        assert answer["indexed"] < 300, "what was done until then"
    except RpcError as error:
        assert error.code == REQUEST_CANCELLED
    ended = lambda p: p["token"] == "slow" and p["value"]["kind"] == "end"  # noqa: E731
    session.connection.wait_for("$/progress", since, ended)


def test_answers_a_cancelled_request(session):
    opened = session()
    texts = [f"Cancelled sentence number {number} is about the matter of {number * 7919}." for number in range(3000)]
    request = opened.connection.ask("stet/embed", {"texts": texts})
    opened.connection.notify("$/cancelRequest", {"id": request})
    with pytest.raises(RpcError) as caught:
        opened.connection.answer(request)
    assert caught.value.code == REQUEST_CANCELLED
    assert opened.stet("embed", texts=["After it."])["dimensions"] == 384


def test_cancelling_what_is_not_there_does_nothing(session):
    opened = session()
    opened.connection.notify("$/cancelRequest", {"id": 4711})
    opened.connection.notify("$/cancelRequest", {"id": "text"})
    opened.connection.notify("$/cancelRequest", {})
    opened.connection.notify("window/workDoneProgress/cancel", {"token": "none"})
    assert opened.stet("status")["version"]


def test_answers_the_cursor_while_it_works_in_the_background(session):
    """A keystroke overtakes: the short request is answered although the long one was first."""
    opened = session()
    texts = [f"Background sentence number {number} is about the matter of {number * 104729}." for number in range(3000)]
    long = opened.connection.ask("stet/embed", {"texts": texts})
    opened.open(URI, "The wrold is round.\n")
    assert len(opened.pushed(URI)) == 1
    assert not [m for m in opened.connection.received if m.get("id") == long]
    opened.connection.notify("$/cancelRequest", {"id": long})
    with pytest.raises(RpcError):
        opened.connection.answer(long)
