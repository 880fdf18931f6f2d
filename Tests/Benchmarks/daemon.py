"""A daemon of its own in an empty home, and a session with it that notes when each message came."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time


@contextlib.contextmanager
def home():
    """An environment with empty folders for everything that Stet keeps; the models stay where they are."""
    folder = tempfile.mkdtemp(prefix="stet-bench-")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    environment["STET_MODELS"] = models_folder()
    environment["HOME"] = folder
    for name in ("CACHE_HOME", "CONFIG_HOME", "DATA_HOME", "RUNTIME_DIR", "STATE_HOME"):
        environment["XDG_" + name] = os.path.join(folder, name.lower())
        os.mkdir(environment["XDG_" + name], 0o700)
    try:
        yield folder, environment
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def models_folder():
    """Where the models lie, by the same rules as Stet."""
    data = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    return os.environ.get("STET_MODELS") or os.path.join(data, "stet/models")


@contextlib.contextmanager
def daemon(binary, environment):
    """A running daemon: gives the process, and when it was started."""
    path = os.path.join(environment["XDG_RUNTIME_DIR"], "stet/stet.sock")
    started = time.perf_counter()
    process = subprocess.Popen(
        [os.path.abspath(binary), "serve"], env=environment, cwd=environment["HOME"], stderr=subprocess.DEVNULL)
    try:
        yield process, path, started
    finally:
        process.terminate()
        process.wait(timeout=30)


def resident_mb(pid):
    """Resident memory of a process in MB, and how much of it is not a mapped file."""
    with open(f"/proc/{pid}/status") as file:
        fields = dict(line.split(":", 1) for line in file)
    return tuple(int(fields[key].split()[0]) / 1024 for key in ("VmRSS", "RssAnon"))


class Session:
    """The Language Server Protocol over the daemon's socket. `arrival` is when the last message was complete."""

    def __init__(self, path, timeout=60, root=None):
        deadline = time.perf_counter() + timeout
        while True:
            self.socket = socket.socket(socket.AF_UNIX)
            try:
                self.socket.connect(path)
                break
            except OSError:
                self.socket.close()
                if time.perf_counter() > deadline:
                    raise
                time.sleep(0.0005)
        self.socket.settimeout(timeout)
        self.stream = self.socket.makefile("rb", buffering=1 << 20)
        self.number = 0
        self.arrival = 0.0
        self.size = 0
        self.request("initialize", {
            "processId": os.getpid(), "rootUri": f"file://{root}" if root else None, "clientInfo": {"name": "bench"},
            "capabilities": {"general": {"positionEncodings": ["utf-16"]},
                             "textDocument": {"publishDiagnostics": {"versionSupport": True, "dataSupport": True}}}})
        self.answered = self.arrival
        self.notify("initialized", {})

    def close(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        self.stream.close()
        self.socket.close()

    def notify(self, method, params, **extra):
        message = {"jsonrpc": "2.0", "method": method, **extra}
        if params is not None:
            message["params"] = params
        body = json.dumps(message).encode()
        self.socket.sendall(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def receive(self):
        """The next message; the clock is read before it is parsed."""
        length = 0
        while (line := self.stream.readline()) != b"\r\n":
            if not line:
                raise ConnectionError("the daemon closed the connection")
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        body = self.stream.read(length)
        self.arrival = time.perf_counter()
        self.size = length
        message = json.loads(body)
        if "method" in message and "id" in message:  # configuration, registrations, progress
            items = (message.get("params") or {}).get("items")
            answer = [{} for _ in items] if items else None
            self._answer(message["id"], answer)
        return message

    def _answer(self, identifier, result):
        body = json.dumps({"jsonrpc": "2.0", "id": identifier, "result": result}).encode()
        self.socket.sendall(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def request(self, method, params):
        self.number += 1
        self.notify(method, params, id=self.number)
        while True:
            message = self.receive()
            if message.get("id") == self.number and "method" not in message:
                if "error" in message:
                    raise RuntimeError(message["error"]["message"])
                return message["result"]

    def open(self, uri, text):
        """Opens a document; gives the seconds to its diagnostics, and these."""
        start = time.perf_counter()
        self.notify("textDocument/didOpen", {
            "textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": text}})
        found = self.diagnostics(uri, 1)
        return self.arrival - start, found

    def change(self, uri, version, line, start, end, text):
        """Sends one edit; gives when it was sent."""
        now = time.perf_counter()
        edge = [{"line": line, "character": character} for character in (start, end)]
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": [{"range": {"start": edge[0], "end": edge[1]}, "text": text}]})
        return now

    def diagnostics(self, uri, version):
        """Waits for the diagnostics of that version of the document."""
        while True:
            message = self.receive()
            params = message.get("params")
            if (message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri
                    and params.get("version") == version):
                return params["diagnostics"]

    def close_document(self, uri):
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def status(self):
        return self.request("stet/status", {})

    def settle(self, limit=600):
        """Waits until the model has seen everything; gives the number of passes so far."""
        deadline = time.perf_counter() + limit
        passes, still = -1, 0
        while still < 4:
            if time.perf_counter() > deadline:
                raise SystemExit("the daemon did not come to rest")
            status = self.status()
            rests = status["modelPasses"] == passes and not any(status["queue"].values()) and status["models"]
            still = still + 1 if rests else 0
            passes = status["modelPasses"]
            time.sleep(0.25)
        return passes
