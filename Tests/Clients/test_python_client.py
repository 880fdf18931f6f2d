"""The Python client in protocol/python, as a person would use it."""

import subprocess
import sys

import pytest
from harness.sandbox import REPOSITORY

FOLDER = REPOSITORY / "protocol" / "python"
SAMPLE = REPOSITORY / "Tests" / "Samples" / "field-notes" / "lighthouse.md"
sys.path.insert(0, str(FOLDER))


def test_example_prints_findings_highlights_and_passages(sandbox):
    command = [sys.executable, str(FOLDER / "example.py"), str(SAMPLE)]
    done = subprocess.run(command, env=sandbox.env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    findings, matters, similar = (part.splitlines()[1:] for part in _sections(done.stdout))
    assert any("satellite" in line for line in findings)
    assert len(matters) == 5
    assert any("keepers.md" in line for line in similar)


def _sections(output):
    titles = ("Findings", "What matters", "Similar passages next to it")
    starts = [output.index(title) for title in titles] + [len(output)]
    return [output[a:b] for a, b in zip(starts, starts[1:])]


def test_client_follows_a_document_over_the_socket(sandbox):
    from stet_client import StetClient, StetError

    sandbox.start_daemon()
    with StetClient.connect(str(sandbox.socket), root=str(sandbox.project)) as stet:
        assert stet.server["name"] == "stet"
        document = stet.open("file:///a.md", "The wrold is round.\n")
        (finding,) = stet.correct(document)["findings"]
        place = finding["range"]
        assert document.text[place["start"]["character"] : place["end"]["character"]] == "wrold"
        assert len(stet.diagnostics(document)) == 1
        stet.change(document, "world", place)
        assert stet.diagnostics(document) == []
        stet.change(document, "Teh end is near, they say.\n")
        assert [d["message"] for d in stet.diagnostics(document)]
        assert len(stet.embed(["One."])["vectors"][0]) == 384
        assert stet.status()["documents"][0]["version"] == 3
        stet.close_document(document)
        with pytest.raises(StetError):
            stet.correct(document)
