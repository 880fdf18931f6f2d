"""The daemon: one for all, started when it is needed, private, and unhurt by what its clients do."""

import json
import os
import signal
import stat
import subprocess
import threading

from harness.sandbox import Sandbox, wait_for_end
from harness.session import Session
from harness.wire import PATIENCE


def pid_of(session):
    return session.stet("status")["pid"]


def test_serves_many_clients_at_once_each_with_its_own_session(session):
    encodings = ("utf-8", "utf-16", "utf-32") * 4
    sessions = [session(encodings=[encoding]) for encoding in encodings]
    uri = "file:///same-name.md"
    for number, opened in enumerate(sessions):
        opened.open(uri, "😀 The wrold turns. " * (number % 4 + 1), version=number)
    for number, opened in enumerate(sessions):
        found = opened.pushed(uri)
        assert len(found) == number % 4 + 1
        assert found[0]["range"]["start"]["character"] == {"utf-8": 9, "utf-16": 7, "utf-32": 6}[opened.encoding]
    assert len({pid_of(opened) for opened in sessions}) == 1
    assert (
        len({identity for opened in sessions for identity in [s["id"] for s in opened.stet("status")["sessions"]]})
        >= 12
    )


def test_answers_clients_that_talk_at_the_same_time(session):
    sessions = [session() for _ in range(6)]
    problems = []

    def talk(opened, number):
        uri = f"file:///talk-{number}.md"
        opened.open(uri, "The wrold is round.\n")
        for turn in range(20):
            opened.change(uri, f"Turn {turn}: the wrold {'and teh rest ' * turn}is round.\n")
            if len(opened.pushed(uri)) != turn + 1:
                problems.append((number, turn))

    threads = [threading.Thread(target=talk, args=(opened, number)) for number, opened in enumerate(sessions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not problems and not any(thread.is_alive() for thread in threads)


def test_starts_one_daemon_when_several_editors_start_at_once(sandbox):
    connections = [sandbox.connect("stdio") for _ in range(4)]
    sessions = []
    threads = [threading.Thread(target=lambda c=c: sessions.append(Session(c))) for c in connections]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(sessions) == 4
    pids = {pid_of(session) for session in sessions}
    assert len(pids) == 1, "they share one"
    assert pids.isdisjoint({connection.process.pid for connection in connections}), "and it is nobody's own"


def test_lives_on_when_the_editor_that_started_it_goes(sandbox):
    first = sandbox.session("stdio")
    pid = pid_of(first)
    first.close()
    assert pid_of(sandbox.session("stdio")) == pid


def test_lets_only_its_user_in(sandbox):
    sandbox.start_daemon()
    assert stat.S_IMODE(sandbox.socket.stat().st_mode) == 0o600
    assert stat.S_IMODE(sandbox.socket.parent.stat().st_mode) == 0o700
    assert sandbox.socket.parent.stat().st_uid == os.getuid()


def test_replaces_a_daemon_that_was_killed(sandbox):
    first = sandbox.session("stdio")
    pid = pid_of(first)
    os.kill(pid, signal.SIGKILL)
    assert wait_for_end(pid)
    first.connection.wait_closed()
    assert sandbox.socket.exists(), "the stale socket lies in the way"
    second = sandbox.session("stdio")
    assert pid_of(second) != pid


def test_ends_cleanly_when_it_is_told_to(sandbox):
    session = sandbox.session("stdio")
    pid = pid_of(session)
    os.kill(pid, signal.SIGTERM)
    assert wait_for_end(pid)
    assert not sandbox.socket.exists()


def test_serves_in_the_foreground_and_refuses_a_second_one(sandbox):
    keeper = sandbox.start_daemon()
    second = sandbox.run("serve")
    assert second.returncode != 0
    assert second.stderr.strip(), "it says why"
    assert second.stdout == b""
    assert pid_of(keeper)


def test_takes_over_the_socket_when_started_by_hand(sandbox):
    """`stet serve` and an editor race; whoever loses joins."""
    server = subprocess.Popen([sandbox.binary, "serve"], env=sandbox.env, stderr=subprocess.DEVNULL)
    try:
        assert pid_of(sandbox.session("stdio")) == pid_of(sandbox.session("stdio"))
    finally:
        server.terminate()
        server.wait(PATIENCE)


def test_stands_alone_without_a_daemon(sandbox):
    session = sandbox.session("standalone")
    assert pid_of(session) == session.connection.process.pid
    assert not sandbox.socket.exists()


def test_calls_a_method_from_the_command_line(sandbox):
    sandbox.start_daemon()
    status = sandbox.run("call", "stet/status")
    assert status.returncode == 0, status.stderr
    assert json.loads(status.stdout)["pid"]
    vectors = sandbox.run("call", "stet/embed", json.dumps({"texts": ["A sentence."]}))
    assert json.loads(vectors.stdout)["dimensions"] == 384
    unknown = sandbox.run("call", "stet/nonsense")
    assert unknown.returncode != 0 and unknown.stdout == b"" and unknown.stderr
    damaged = sandbox.run("call", "stet/embed", "{")
    assert damaged.returncode != 0 and damaged.stderr


def test_listens_for_no_one_but_connects_to_the_editors_pipe(sandbox):
    """`--pipe=PATH`: the editor listens and the server connects."""
    import socket

    listener = socket.socket(socket.AF_UNIX)
    path = sandbox.home / "editor.sock"
    listener.bind(str(path))
    listener.listen()
    listener.settimeout(PATIENCE)
    process = subprocess.Popen([sandbox.binary, "lsp", f"--pipe={path}"], env=sandbox.env, stdin=subprocess.DEVNULL)
    try:
        link, _ = listener.accept()
        from harness.wire import Connection

        connection = Connection(link.makefile("rb"), link.makefile("wb"), shut=link)
        session = Session(connection)
        assert session.stet("status")["version"]
        connection.close()
        assert process.wait(PATIENCE) == 0
        assert not connection.problems
    finally:
        process.kill()
        process.wait()
        listener.close()


def test_leaves_no_process_behind(binary):
    sandbox = Sandbox(binary)
    sandbox.session("stdio")
    sandbox.session("standalone")
    assert len(sandbox.processes()) >= 3
    sandbox.close()
    assert sandbox.processes() == []
