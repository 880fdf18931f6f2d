"""A real Helix on a terminal of our own, with the configuration of editors/helix."""

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import termios
import time

import pyte
import pytest
from harness.sandbox import REPOSITORY, wait_for_end
from harness.wire import PATIENCE

HELIX = os.environ.get("STET_HELIX", "")
COLUMNS, ROWS = 110, 30

pytestmark = pytest.mark.skipif(not HELIX, reason="no Helix: it could not be fetched")


class Screen(pyte.Screen):
    """pyte's, deaf to the private sequences that it cannot parse."""

    def report_device_status(self, *_, **__):
        pass

    def report_device_attributes(self, *_, **__):
        pass

    def select_graphic_rendition(self, *attributes, private=False):
        if not private:
            super().select_graphic_rendition(*attributes)


class Terminal:
    """A program on a pseudo terminal; `wait` reads until the screen looks as expected."""

    def __init__(self, argv, env):
        self.screen = Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.execve(argv[0], argv, env)
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def type(self, keys):
        os.write(self.file, keys.encode())

    def wait(self, look):
        deadline = time.monotonic() + PATIENCE
        while not look(shown := "\n".join(self.screen.display)):
            if not select.select([self.file], [], [], max(0, deadline - time.monotonic()))[0]:
                raise AssertionError("the screen never looked so:\n" + shown)
            data = os.read(self.file, 65536)
            if b"\x1b[c" in data:  # it asks what kind of terminal this is and waits for the answer
                os.write(self.file, b"\x1b[?62;22c")
            self.stream.feed(data)

    def close(self):
        try:
            os.kill(self.pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.file)


def edit(sandbox, body):
    """Opens a note in Helix with the configuration of `editors/helix`."""
    note = sandbox.project / "note.md"
    note.write_text(body)
    folder = sandbox.home / "config" / "helix"
    folder.mkdir(parents=True)
    shutil.copy(REPOSITORY / "editors" / "helix" / "languages.toml", folder / "languages.toml")
    return note, Terminal([HELIX, str(note)], {**sandbox.env, "TERM": "xterm-256color", "COLORTERM": "truecolor"})


def test_replaces_a_word_from_its_menu(sandbox):
    note, terminal = edit(sandbox, "# A note\n\nThe keeper may 😀 recieve a letter.\n")
    try:
        terminal.wait(lambda screen: "recieve a letter" in screen)
        terminal.type("3Gfv")
        # The finding's message stands at the right once the server has spoken.
        terminal.wait(lambda screen: screen.count("recieve") > 1)
        terminal.type(" a")
        terminal.wait(lambda screen: "receive" in screen and "dictionary" in screen)
        terminal.type("\r")
        terminal.wait(lambda screen: "😀 receive a letter" in screen.replace("😀  ", "😀 "))
        terminal.type(":wq!\r")
        assert wait_for_end(terminal.pid)
    finally:
        terminal.close()
    assert note.read_text() == "# A note\n\nThe keeper may 😀 receive a letter.\n"


def test_lists_the_words_that_may_be_meant(sandbox):
    sandbox.use_language_model()
    note, terminal = edit(sandbox, "# A note\n\nThe lens 😀.\n")
    try:
        terminal.wait(lambda screen: "The lens" in screen)
        terminal.type("3GA The kee")
        terminal.wait(lambda screen: "keeper" in screen)
        terminal.type("\t")
        terminal.wait(lambda screen: "The keeper" in screen)
        # On its own, or it would be taken for the beginning of an Alt key.
        terminal.type("\r\x1b")
        terminal.wait(lambda screen: " NOR " in screen)
        terminal.type(":wq!\r")
        assert wait_for_end(terminal.pid)
    finally:
        terminal.close()
    assert note.read_text() == "# A note\n\nThe lens 😀. The keeper\n"
