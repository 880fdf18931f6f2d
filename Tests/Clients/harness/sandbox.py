"""A home of its own for a daemon and its clients, which leaves nothing behind."""

import contextlib
import os
import pathlib
import select
import shutil
import signal
import subprocess
import tempfile

from .session import Session
from .wire import PATIENCE, Connection

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]


def _models_folder() -> str:
    if os.environ.get("STET_MODELS"):
        return os.environ["STET_MODELS"]
    shipped = REPOSITORY / "Sources/Engine/DefaultBundle"
    if (shipped / "stet-en" / "config.json").is_file():
        return str(shipped)
    data = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    return os.path.join(data, "stet", "models")


def wait_for_end(pid: int, patience: float = PATIENCE) -> bool:
    """Waits for a process that need not be a child; true when it has ended."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], patience)[0])
    finally:
        os.close(handle)


class Sandbox:
    """Folders and an environment in which nothing of the user's is seen but the models."""

    def __init__(self, binary: str):
        self.binary = str(binary)
        # Short, because a socket's path may have 107 bytes.
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="stet-"))
        self.project = self.home / "project"
        self.project.mkdir()
        (self.home / "run").mkdir(mode=0o700)
        self.env = {
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PATH": f"{pathlib.Path(self.binary).parent}:{os.environ['PATH']}",
            "STET_MODELS": _models_folder(),
            "TMPDIR": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home / "run"),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_STATE_HOME": str(self.home / "state"),
        }
        self.socket = self.home / "run" / "stet" / "stet.sock"
        self._connections = []
        self._keeper = None

    def use_tiny_bundle(self):
        """Takes the bundle of the unit tests for the model, from the next start of a server on."""
        self.env["STET_MODELS"] = str(REPOSITORY / "Tests" / "Workspace" / "FeaturesTests" / "Fixtures")
        folder = self.home / "config" / "stet"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.toml").write_text('[models]\nencoder = "tiny-bundle"\n')

    def use_language_model(self):
        """Takes the decoder of the samples for the language model, from the next start of a server on."""
        folder = self.home / "models"
        folder.mkdir()
        (folder / "stet-lm").symlink_to(REPOSITORY / "Tests" / "Samples" / "language-model")
        # The encoder is still found beside the program, or where it was.
        encoder = pathlib.Path(self.env["STET_MODELS"]) / "stet-en"
        if encoder.is_dir():
            (folder / "stet-en").symlink_to(encoder)
        self.env["STET_MODELS"] = str(folder)

    def run(self, *arguments, **options):
        """Runs a command of stet to its end."""
        options = {"capture_output": True, "timeout": PATIENCE, "env": self.env, "cwd": self.project, **options}
        return subprocess.run([self.binary, *map(str, arguments)], **options)

    def connect(self, transport="socket") -> Connection:
        """A connection that has said nothing yet: `socket`, `stdio` (joins the daemon) or `standalone`."""
        if transport == "socket":
            self.start_daemon()
            connection = Connection.over_socket(self.socket)
        else:
            extra = ["--standalone"] if transport == "standalone" else []
            connection = Connection.over_pipes([self.binary, "lsp", *extra], self.env, self.project)
        self._connections.append(connection)
        return connection

    def session(self, transport="socket", **options) -> Session:
        options.setdefault("root", self.project)
        return Session(self.connect(transport), **options)

    def start_daemon(self):
        """Lets `stet lsp` start the daemon: once it has answered, the socket is there."""
        if self._keeper is None:
            self._keeper = self.session("stdio")
        return self._keeper

    def processes(self) -> list:
        """The ids of all processes that live in this sandbox, by their environment."""
        marker = f"HOME={self.home}".encode()
        found = []
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if marker in (folder / "environ").read_bytes().split(b"\0") and int(folder.name) != os.getpid():
                    found.append(int(folder.name))
        return found

    def uri(self, name: str) -> str:
        return (self.project / name).as_uri()

    def check(self):
        """Fails when the server sent anything that its protocol does not allow."""
        problems = [problem for connection in self._connections for problem in connection.problems]
        assert not problems, "\n".join(sorted(set(problems)))

    def close(self):
        for connection in self._connections:
            connection.close()
        for stop in (signal.SIGTERM, signal.SIGKILL):
            for pid in self.processes():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, stop)
                wait_for_end(pid, 10)
        shutil.rmtree(self.home, ignore_errors=True)
