"""A real Emacs with eglot and the configuration of editors/emacs."""

import os
import subprocess

import pytest
from harness.sandbox import REPOSITORY

EMACS = os.environ.get("STET_EMACS", "")

pytestmark = pytest.mark.skipif(
    not EMACS,
    reason="no Emacs 29 or newer here; `.make/fetch-editor trixie .build-editors/emacs-trixie emacs-nox emacs-nox`",
)


def test_replaces_a_word_by_a_code_action(sandbox):
    note = sandbox.project / "note.txt"
    note.write_text("The 😀 wrold is round. I recieve letters.\n")
    setup = REPOSITORY / "editors" / "emacs" / "stet.el"
    env = {**sandbox.env, "STET_NOTE": str(note), "STET_SETUP": str(setup)}
    script = REPOSITORY / "Tests" / "Clients" / "emacs.el"
    done = subprocess.run(
        [EMACS, "-Q", "--batch", "-l", str(script)], env=env, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stderr
    assert note.read_text() == "The 😀 wrold is round. I receive letters.\n"
    assert "encoding utf-" in done.stdout
