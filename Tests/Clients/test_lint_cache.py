"""Reports that `stet lint` keeps: an earlier one stands for a file as long as nothing that it depends on has changed."""

import json
import sqlite3

import pytest
from harness import text

BODY = "The plorbish house.\n\nIt it is an user’s qzxv.\n"


def lint(sandbox, path, *arguments):
    done = sandbox.run("lint", str(path), *arguments)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout


def codes(sandbox, path):
    return [json.loads(line)["code"] for line in lint(sandbox, path, "--format", "jsonl").splitlines()]


@pytest.fixture
def note(sandbox):
    path = sandbox.project / "note.md"
    path.write_text(BODY)
    return path


@pytest.mark.parametrize("format", ["text", "json", "jsonl", "sarif", "html"])
def test_a_second_report_is_the_same(sandbox, note, format):
    first = lint(sandbox, note, "--format", format)
    assert lint(sandbox, note, "--format", format) == first == lint(sandbox, note, "--format", format, "--no-cache")


def rewrite_stored(sandbox, old, new):
    """Replaces text in all that is stored."""
    with sqlite3.connect(next(sandbox.home.rglob("sentences.sqlite"))) as database:
        rows = database.execute("SELECT id, value FROM entry").fetchall()
        changed = [(value.replace(old, new), row) for row, value in rows if old in value]
        database.executemany("UPDATE entry SET value = ? WHERE id = ?", changed)
    assert changed


def test_an_earlier_report_is_read_and_a_damaged_one_is_made_anew(sandbox, note):
    before = codes(sandbox, note)
    assert "spelling.unknown-word" in before
    rewrite_stored(sandbox, b"spelling.unknown-word", b"kept.report")
    assert "kept.report" in codes(sandbox, note)
    rewrite_stored(sandbox, b'"words":', b'"wor')
    assert codes(sandbox, note) == before


def test_what_changes_shows_at_once(sandbox, note):
    assert codes(sandbox, note).count("spelling.unknown-word") == 2
    note.write_text(BODY.replace("plorbish", "large"))
    assert codes(sandbox, note).count("spelling.unknown-word") == 1
    (sandbox.project / ".stet.toml").write_text("")
    (sandbox.project / ".stet-dictionary.txt").write_text("qzxv\n")
    assert "spelling.unknown-word" not in codes(sandbox, note)
    assert "grammar.doubled-word" in codes(sandbox, note)
    (sandbox.project / ".stet.toml").write_text('[rules]\n"grammar.doubled-word" = "off"\n')
    assert "grammar.doubled-word" not in codes(sandbox, note)
    (sandbox.project / ".stet.toml").write_text('[[overrides]]\nfiles = ["other.md"]\nrules = { spelling = "off" }\n')
    note.write_text(BODY.replace("qzxv", "qzxw"))
    other = sandbox.project / "other.md"
    other.write_text(note.read_text())
    assert "spelling.unknown-word" in codes(sandbox, note)
    assert "spelling.unknown-word" not in codes(sandbox, other)


def test_what_is_let_stand_is_not_reported_again(sandbox, note):
    assert codes(sandbox, note).count("spelling.unknown-word") == 2
    session = sandbox.session()
    uri = sandbox.uri("note.md")
    session.open(uri, BODY)
    session.expect(uri, ["plorbish", " it", "an", "qzxv"])
    place = text.range_of(BODY, "plorbish", session.encoding)
    action = next(action for action in session.actions(uri, place) if action["title"].startswith("Stet"))
    session.execute(action["command"]["command"], *action["command"]["arguments"])
    assert codes(sandbox, note).count("spelling.unknown-word") == 1
