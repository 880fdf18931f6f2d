"""A connection to the server at the level of frames: over a process's pipes or a Unix socket, well-formed or not."""

import itertools
import json
import os
import socket
import subprocess
import threading

from . import judge

#: Seconds after which a wait has failed. Nothing here sleeps: every wait ends with the message it is for.
PATIENCE = float(os.environ.get("STET_TEST_PATIENCE", "60"))


class RpcError(Exception):
    """The server answered with an error."""

    def __init__(self, error: dict):
        super().__init__(f"{error['code']} {error['message']}")
        self.code, self.message, self.data = error["code"], error["message"], error.get("data")


class Closed(Exception):
    """The server closed the connection while something was awaited."""


class Connection:
    """Frames out, judged messages in. A thread reads; requests of the server are answered as an editor would."""

    def __init__(self, reader, writer, process=None, shut=None):
        self._reader, self._writer, self.process, self._shut = reader, writer, process, shut
        self._ids = itertools.count(1)
        self._methods = {}  # request id -> method
        self._changed = threading.Condition()
        self._writing = threading.Lock()
        self.log = []  # {"dir": "in" | "out", "msg": ...} from the server's point of view
        self.received = []
        self.problems = []
        self.settings = {}
        self.answers = True  # whether requests of the server are answered here
        self.judges_only_known_ids = False  # for tests that write requests with damaged ids
        self.ended = False
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    @classmethod
    def over_pipes(cls, argv, env, cwd=None):
        process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, cwd=cwd)
        return cls(process.stdout, process.stdin, process)

    @classmethod
    def over_socket(cls, path):
        link = socket.socket(socket.AF_UNIX)
        link.connect(str(path))
        return cls(link.makefile("rb"), link.makefile("wb"), shut=link)

    # Reading

    def _read(self):
        try:
            while (message := self._next_frame()) is not None:
                self._take(message)
        except (OSError, ValueError):
            pass
        finally:
            with self._changed:
                self.ended = True
                self._changed.notify_all()

    def _next_frame(self):
        length = None
        while True:
            line = self._reader.readline()
            if not line:
                return None
            if line == b"\r\n":
                break
            name, _, value = line.rstrip(b"\r\n").partition(b": ")
            if name == b"Content-Length":
                length = int(value)
            elif name != b"Content-Type":
                self.problems.append(f"unexpected header line {line[:80]!r}")
        body = self._reader.read(length)
        return json.loads(body) if len(body) == length else None

    def _take(self, message):
        # A request is answered once: a damaged id may equal that of one answered long ago.
        method = message.get("method") or self._methods.pop(message.get("id"), None)
        if method is not None or not self.judges_only_known_ids:
            self.problems += [f"{method}: {problem}" for problem in judge.problems(message, method)]
        with self._changed:
            self.log.append({"dir": "out", "msg": message})
            self.received.append(message)
            self._changed.notify_all()
        if self.answers and "method" in message and "id" in message:
            self._answer(message)

    def _answer(self, message):
        method, params = message["method"], message.get("params")
        if method == "workspace/configuration":
            self.send({"id": message["id"], "result": [self.settings for _ in params["items"]]})
        elif method == "workspace/applyEdit":
            self.send({"id": message["id"], "result": {"applied": True}})
        else:
            self.send({"id": message["id"], "result": None})

    # Writing

    def raw(self, data: bytes):
        """Writes bytes as they are."""
        with self._writing:
            self._writer.write(data)
            self._writer.flush()

    def drip(self, data: bytes):
        """Writes bytes one at a time; an answer to a request of the server's waits until the last one."""
        with self._writing:
            for byte in data:
                self._writer.write(bytes([byte]))
                self._writer.flush()

    def send(self, message: dict):
        message = {"jsonrpc": "2.0", **message}
        body = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
        with self._changed:
            self.log.append({"dir": "in", "msg": message})
        self.raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method, params=None):
        self.send({"method": method} if params is None else {"method": method, "params": params})

    def ask(self, method, params=None):
        """Sends a request and returns its id without waiting."""
        identifier = next(self._ids)
        self._methods[identifier] = method
        message = {"id": identifier, "method": method}
        self.send(message if params is None else {**message, "params": params})
        return identifier

    def request(self, method, params=None):
        return self.answer(self.ask(method, params))

    # Waiting

    def answer(self, identifier):
        """The result of a request. Raises `RpcError`."""
        message = self.wait(lambda m: "method" not in m and m.get("id") == identifier, f"the answer to {identifier}")
        if "error" in message:
            raise RpcError(message["error"])
        return message["result"]

    def mark(self) -> int:
        """The place in the stream after what has arrived, for `wait(since=)`."""
        with self._changed:
            return len(self.received)

    def wait(self, wanted, what="a message", since=0, patience=PATIENCE):
        """The first message from `since` on that is wanted, waiting until it arrives."""
        found = None

        def arrived():
            nonlocal found
            found = next((m for m in self.received[since:] if wanted(m)), None)
            return found is not None or self.ended

        with self._changed:
            if not self._changed.wait_for(arrived, patience):
                methods = [m.get("method", "answer") for m in self.received[since:]]
                raise TimeoutError(f"waited {patience} s for {what}; since then came {methods}")
        if found is None:
            raise Closed(f"the server closed the connection before {what}")
        return found

    def wait_for(self, method, since=0, where=lambda params: True):
        """The params of the first notification or request of the server with this method that fits."""
        wanted = lambda m: m.get("method") == method and where(m.get("params"))  # noqa: E731
        return self.wait(wanted, method, since).get("params")

    def diagnostics(self, uri, version=None, since=0):
        """The diagnostics that were pushed for a document, of a certain version when one is given."""
        fits = lambda p: p["uri"] == uri and (version is None or p.get("version") == version)  # noqa: E731
        return self.wait_for("textDocument/publishDiagnostics", since, fits)["diagnostics"]

    def wait_closed(self, patience=PATIENCE):
        """Returns when the server has closed the connection."""
        with self._changed:
            if not self._changed.wait_for(lambda: self.ended, patience):
                raise TimeoutError(f"the server did not close the connection within {patience} s")

    # Ending

    def finish_input(self):
        """Says that nothing more will come, as an editor does that goes away."""
        if self.process:
            self.process.stdin.close()
        else:
            self._shut.shutdown(socket.SHUT_WR)

    def abandon(self):
        """Goes away without a word, as a client does that was killed."""
        self._shut.shutdown(socket.SHUT_RDWR)

    def exit_code(self, patience=PATIENCE):
        return self.process.wait(patience)

    def close(self):
        """Ends the connection from this side, politely when it is still open."""
        try:
            if not self.ended:
                self.request("shutdown")
                self.notify("exit")
                self.wait_closed()
        except (OSError, ValueError, RpcError, Closed, TimeoutError):
            pass
        for stream in (self._writer, self._reader if not self._thread.is_alive() else None):
            try:
                if stream:
                    stream.close()
            except (OSError, ValueError):
                pass
        if self._shut:
            self._shut.close()
        if self.process:
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
