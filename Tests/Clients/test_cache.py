"""What the cache promises: a sentence is analysed once, whoever asks and however often the daemon starts."""

import os
import signal
import time

from harness import text
from harness.sandbox import wait_for_end
from harness.wire import PATIENCE

BODY = (
    "# A journal\n\nThe morning was grey and cold. We walked along the harbour wall.\n\n"
    "A ship came in before noon. It carried timber and salt. Nobody waved.\n"
)


def passes(session):
    return session.stet("status")["modelPasses"]


def analysed(session, uri):
    """The number of passes after everything in the document is known, also what no request asks for: headings, fragments."""
    deadline = time.monotonic() + PATIENCE
    while True:
        session.stet("highlights", uri)
        status = session.stet("status")
        if all(document["pending"] == 0 for document in status["documents"]):
            return status["modelPasses"]
        assert time.monotonic() < deadline, "a document is never done"


def wait_until_stored(session, sentences):
    """Asks until that many results are on disk: they are written behind the answers."""
    deadline = time.monotonic() + PATIENCE
    while session.stet("status")["cache"]["entries"] < sentences:
        assert time.monotonic() < deadline, "results are not written to disk"


def test_reopening_makes_no_model_pass(sandbox):
    session = sandbox.session()
    uri = sandbox.uri("journal.md")
    session.open(uri, BODY)
    before = analysed(session, uri)
    assert before > 0
    session.close_document(uri)
    session.open(uri, BODY)
    assert analysed(session, uri) == before
    other = sandbox.session("stdio", encodings=["utf-16"])
    other.open(sandbox.uri("copy.md"), BODY.replace("\n\n", "\r\n\r\n"))
    assert analysed(other, sandbox.uri("copy.md")) == before, "another client, another file, the same sentences"


def test_an_edit_makes_the_passes_of_its_sentences_only(sandbox):
    """One pass for each new sentence, whatever heads ask about it: the head for salience reads the sentences' vectors."""
    session = sandbox.session()
    uri = sandbox.uri("journal.md")
    session.open(uri, BODY)
    before = analysed(session, uri)
    assert before == 6, "a heading and five sentences"
    session.change(uri, (text.range_of(session.texts[uri], "timber", "utf-8"), "coal"))
    assert analysed(session, uri) == before + 1
    session.change(uri, (text.range_of(session.texts[uri], "Nobody waved.", "utf-8"), "Nobody on the platform spoke. Nobody in the train was asleep."))
    assert analysed(session, uri) == before + 3
    session.change(uri, (text.range_of(session.texts[uri], "Nobody on the platform spoke. Nobody in the train was asleep.", "utf-8"), "Nobody waved."))
    session.change(uri, (text.range_of(session.texts[uri], "coal", "utf-8"), "timber"))
    assert analysed(session, uri) == before + 3, "undoing costs nothing"
    first = text.range_of(session.texts[uri], "The morning was grey and cold. ", "utf-8")
    session.change(uri, (first, ""))
    session.change(uri, session.texts[uri] + "\nThe morning was grey and cold.\n")
    assert analysed(session, uri) == before + 3, "moving costs nothing"


def test_results_survive_a_restart_and_a_kill(sandbox):
    uri = sandbox.uri("journal.md")
    for stop in (signal.SIGTERM, signal.SIGKILL):
        session = sandbox.session("stdio")
        session.open(uri, BODY)
        highlights = session.stet("highlights", uri)
        wait_until_stored(session, 6)
        pid = session.stet("status")["pid"]
        os.kill(pid, stop)
        assert wait_for_end(pid)
        session.connection.wait_closed()
        again = sandbox.session("stdio")
        again.open(uri, BODY)
        assert again.stet("highlights", uri) == highlights
        assert passes(again) == 0


def test_a_damaged_cache_is_set_aside(sandbox):
    uri = sandbox.uri("journal.md")
    session = sandbox.session("stdio")
    session.open(uri, BODY)
    highlights = session.stet("highlights", uri)
    pid = session.stet("status")["pid"]
    os.kill(pid, signal.SIGTERM)
    assert wait_for_end(pid)
    files = [path for path in (sandbox.home / "cache").rglob("*") if path.is_file() and path.stat().st_size > 4096]
    assert files
    for path in files:
        path.write_bytes(b"no database " * 1000)
    again = sandbox.session("stdio")
    again.open(uri, BODY)
    assert again.stet("highlights", uri) == highlights
    assert passes(again) > 0


def test_findings_cost_no_model_pass_of_known_sentences(sandbox):
    session = sandbox.session(pull=True)
    uri = sandbox.uri("journal.md")
    session.open(uri, BODY)
    before = analysed(session, uri)
    session.pull(uri)
    session.stet("correct", uri)
    assert passes(session) == before
