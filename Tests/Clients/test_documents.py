"""Documents over the wire: versions, edits, positions in every encoding, push and pull."""

import random

import pytest
from harness import text
from harness.session import ENCODINGS

URI = "file:///notes.md"


def test_pushes_what_it_finds_with_the_version(session):
    opened = session()
    opened.open(URI, "The wrold is round, they say.\n", version=7)
    pushed = opened.pushed(URI)
    assert opened.flagged(URI, pushed) == ["wrold"]
    assert pushed[0]["source"] == "stet"
    assert pushed[0]["code"] == "spelling.unknown-word"
    opened.change(URI, (text.range_of(opened.texts[URI], "wrold", "utf-8"), "world"))
    assert opened.versions[URI] == 8
    opened.expect(URI, [])


def test_takes_findings_away_when_a_document_closes(session):
    opened = session()
    opened.open(URI, "The wrold is round, they say.\n")
    assert len(opened.pushed(URI)) == 1
    opened.close_document(URI)
    opened.connection.wait_for("textDocument/publishDiagnostics", where=lambda params: params["diagnostics"] == [])
    assert last_published(opened) == [], "nothing may follow"
    assert opened.stet("status")["documents"] == []


def test_publishes_nothing_of_a_document_after_taking_its_findings_away(session):
    """Closing races with what is published for an edit and for new settings."""
    opened = session()
    for version in range(1, 41):
        opened.open(URI, "The wrold is round, they say.\n", version)
        opened.change(URI, "The wrold is flat, and the huose is tall.\n")
        opened.connection.notify("workspace/didChangeConfiguration", {"settings": {"stet": {"dictionaries": {"words": [f"word{version}"]}}}})
        since = opened.connection.mark()
        opened.close_document(URI)
        taken = lambda params: params["uri"] == URI and params["diagnostics"] == []  # noqa: E731
        opened.connection.wait_for("textDocument/publishDiagnostics", since, taken)
        assert last_published(opened) == []


def last_published(opened):
    """The last diagnostics that were pushed before the answer to a request sent now."""
    opened.stet("status")
    published = [m for m in opened.connection.received if m.get("method") == "textDocument/publishDiagnostics"]
    return published[-1]["params"]["diagnostics"]


def test_pushes_nothing_to_a_client_that_pulls(session):
    opened = session(pull=True)
    assert "diagnosticProvider" in opened.server_capabilities
    opened.open(URI, "The wrold is round, they say.\n")
    report = opened.pull(URI)
    assert report["kind"] == "full"
    assert opened.flagged(URI, report["items"]) == ["wrold"]
    opened.stet("highlights", URI)
    assert not [m for m in opened.connection.received if m.get("method") == "textDocument/publishDiagnostics"]


def test_says_unchanged_until_something_changes(session):
    opened = session(pull=True)
    opened.open(URI, "The wrold is round, they say.\n")
    first = opened.pull(URI)
    assert opened.pull(URI, first["resultId"])["kind"] == "unchanged"
    opened.change(URI, "The wrold is flat, they say, and the huose is tall.\n")
    second = opened.pull(URI, first["resultId"])
    assert second["kind"] == "full"
    assert opened.flagged(URI, second["items"]) == ["wrold", "huose"]


AWKWARD = (
    "# Ünïcode 😀 and teh rest\r\n\r\nFamily 👨‍👩‍👧‍👦, a flag 🇫🇷 and the wrold.\r\n"
    "日本語の文。 Then teh 𝔘nicode goes on.\n\nOld Mac ends\rwith the huose here.\n"
)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_places_findings_by_the_agreed_units(session, encoding):
    opened = session(encodings=[encoding])
    opened.open(URI, AWKWARD)
    opened.expect(URI, ["teh", "wrold", "teh", "huose"])


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_takes_edits_in_the_agreed_units(session, encoding):
    opened = session(encodings=[encoding])
    opened.open(URI, AWKWARD)
    for wrong, right in (("wrold", "world 😀"), ("huose", "hosue"), ("teh 𝔘nicode", "𝔘nicode")):
        opened.change(URI, (text.range_of(opened.texts[URI], wrong, encoding), right))
    opened.expect(URI, ["teh", "hosue"])
    assert opened.stet("status")["documents"][0]["bytes"] == len(opened.texts[URI].encode())


def test_applies_several_changes_of_one_notification_in_their_order(session):
    opened = session()
    opened.open(URI, "One line here.\n")
    beginning = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    opened.change(URI, (beginning, "The wrold turns.\n"), (beginning, "A huose stands.\n"), "All of teh new text.\n")
    opened.expect(URI, ["teh"])


def test_clamps_a_position_past_the_end_of_its_line(session):
    """The protocol: a character value beyond the line defaults back to the line's length."""
    opened = session()
    opened.open(URI, "Short line.\nThe second one.\n")
    opened.change(URI, "The wrold is here.\nAnd no more.\n")
    far = {"start": {"line": 0, "character": 900}, "end": {"line": 0, "character": 900}}
    identifier = {"uri": URI, "version": 3}
    change = [{"range": far, "text": " Teh end."}]
    opened.connection.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": change})
    opened.texts[URI], opened.versions[URI] = "The wrold is here. Teh end.\nAnd no more.\n", 3
    opened.expect(URI, ["wrold", "Teh"])


def test_takes_no_edit_of_a_document_that_is_not_open(session):
    opened = session()
    identifier = {"uri": "file:///never-opened.md", "version": 2}
    opened.connection.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": [{"text": "x"}]})
    opened.connection.notify("textDocument/didClose", {"textDocument": {"uri": "file:///never-opened.md"}})
    assert opened.stet("status")["documents"] == []


WORDS = [
    "the",
    "wrold",
    "house 😀",
    "teh",
    "é",
    "\r\n",
    "\n\n",
    "## Heading\n",
    "日本",
    " ",
    ". ",
    "`code`",
    "naïve",
    "recieve ",
]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_ends_where_a_fresh_copy_ends_after_random_edits(session, encoding):
    source = random.Random(20 + len(encoding) + ord(encoding[-1]))
    opened = session(encodings=[encoding], pull=True)
    opened.open(URI, "The beginning of teh text.\n\nA second paragraph, with a wrold in it.\n")
    for _ in range(60):
        current = opened.texts[URI]
        start = source.randint(0, len(current))
        end = min(len(current), start + source.choice((0, 0, 1, 3, 12)))
        # No client splits a line end in two.
        start -= current[start - 1 : start + 1] == "\r\n"
        end += current[end - 1 : end + 1] == "\r\n" and start < end
        if start > end:
            end = start
        new = "".join(source.choice(WORDS) for _ in range(source.randint(0, 3)))
        place = {"start": text.position(current, start, encoding), "end": text.position(current, end, encoding)}
        opened.change(URI, (place, new))
    # A blank ending keeps the word "being typed" out of the comparison.
    opened.change(URI, _append(opened.texts[URI], "\n\nThe end is here.\n", encoding))
    copy = "file:///copy.md"
    opened.open(copy, opened.texts[URI])
    strip = lambda items: [(d["range"], d["code"], d["message"]) for d in items]  # noqa: E731
    assert strip(opened.pull(URI)["items"]) == strip(opened.pull(copy)["items"])
    assert opened.stet("highlights", URI)["highlights"] == opened.stet("highlights", copy)["highlights"]


def _append(current, new, encoding):
    end = text.position(current, len(current), encoding)
    return ({"start": end, "end": end}, new)
