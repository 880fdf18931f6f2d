"""A small client of Stet: the Language Server Protocol over the daemon's Unix socket, and every `stet/*` method.

Python 3.9 or newer, no dependencies. One thread, blocking: a request reads the connection until its answer arrives and
handles what comes in between. Not safe to share between threads; open one client for each.

    with StetClient.connect() as stet:
        document = stet.open("notes.md")
        for finding in stet.correct(document)["findings"]:
            print(finding["message"])
"""

from __future__ import annotations

import itertools
import json
import os
import pathlib
import socket
import subprocess
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Callable, Iterable, List, Optional, TypedDict, Union


class Position(TypedDict):
    """Both count from 0; `character` in the units that the session agreed on."""

    line: int
    character: int


class Range(TypedDict):
    """Half open."""

    start: Position
    end: Position


class Replacement(TypedDict):
    text: str
    confidence: float


class Finding(TypedDict):
    """`bytes` are UTF-8 offsets in the document, half open."""

    range: Range
    bytes: List[int]
    code: str
    category: str
    severity: str
    message: str
    replacements: List[Replacement]
    confidence: float


class Highlight(TypedDict):
    range: Range
    score: float


class Passage(TypedDict):
    """A passage of an indexed document; `line` is where it begins."""

    uri: str
    title: str
    range: Range
    line: int
    score: float
    snippet: str


class StetError(Exception):
    """The server answered a request with an error."""

    def __init__(self, error: dict):
        data = error.get("data")
        self.code: int = error["code"]
        self.hint: Optional[str] = data.get("hint") if isinstance(data, dict) else None
        super().__init__(error["message"] + (f" {self.hint}" if self.hint else ""))


class ConnectionClosed(Exception):
    """The server is gone."""


@dataclass
class Document:
    """A document that the server has open. `version` grows with each change."""

    uri: str
    version: int = 1
    text: str = field(default="", repr=False)

    @property
    def identifier(self) -> dict:
        return {"uri": self.uri}


def socket_path() -> str:
    """Where the daemon listens, by the XDG base directory specification."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    base = runtime if runtime.startswith("/") else os.path.expanduser("~/.cache")
    return os.path.join(base, "stet", "stet.sock")


class StetClient:
    """A session with the server. Close it, or use it as a context manager."""

    def __init__(self, reader: BinaryIO, writer: BinaryIO, close: Callable[[], None]):
        self._reader, self._writer, self._close = reader, writer, close
        self._ids = itertools.count(1)
        self._published: dict = {}
        self.settings: dict = {}
        self.capabilities: dict = {}
        self.server: dict = {}
        self.encoding = "utf-16"

    # Connecting

    @classmethod
    def connect(cls, path: Optional[str] = None, **options: Any) -> StetClient:
        """Joins the daemon that listens at `path`. `OSError` when none does: start one with `stet serve`."""
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(path or socket_path())
        except OSError:
            connection.close()
            raise
        stream = connection.makefile("rwb")

        def close() -> None:
            stream.close()
            connection.close()

        return cls(stream, stream, close)._initialize(**options)

    @classmethod
    def spawn(cls, command: Iterable[str] = ("stet", "lsp"), **options: Any) -> StetClient:
        """Starts `stet lsp`, which joins the daemon or starts it."""
        process = subprocess.Popen(list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE)

        def close() -> None:
            process.stdin.close()
            process.wait(timeout=10)
            process.stdout.close()

        return cls(process.stdout, process.stdin, close)._initialize(**options)

    def _initialize(
        self,
        root: Optional[str] = None,
        settings: Optional[dict] = None,
        encodings: Iterable[str] = ("utf-32", "utf-8", "utf-16"),
        name: str = "stet-python",
    ) -> StetClient:
        # utf-32 comes first because Python's own string indices are code points.
        folder = pathlib.Path(root).resolve().as_uri() if root else None
        self.settings = settings or {}
        answer = self.request(
            "initialize",
            {
                "processId": os.getpid(),
                "clientInfo": {"name": name},
                "rootUri": folder,
                "workspaceFolders": [{"uri": folder, "name": os.path.basename(root)}] if root else None,
                "capabilities": {
                    "general": {"positionEncodings": list(encodings)},
                    "textDocument": {
                        "diagnostic": {},
                        "synchronization": {},
                        "publishDiagnostics": {"versionSupport": True},
                    },
                    "workspace": {"configuration": True},
                },
            },
        )
        self.capabilities = answer["capabilities"]
        self.server = answer.get("serverInfo", {})
        self.encoding = self.capabilities.get("positionEncoding", "utf-16")
        self.notify("initialized", {})
        return self

    def close(self) -> None:
        """Ends the session politely; the daemon lives on."""
        try:
            self.request("shutdown")
            self.notify("exit")
        except (ConnectionClosed, OSError):
            pass
        finally:
            self._close()

    def __enter__(self) -> StetClient:
        return self

    def __exit__(self, *exception: Any) -> None:
        self.close()

    # Messages

    def request(self, method: str, params: Any = None) -> Any:
        """Sends any request and waits for its result. Raises `StetError` or `ConnectionClosed`."""
        identifier = next(self._ids)
        self._send({"id": identifier, "method": method}, params)
        while True:
            message = self._receive()
            if "method" in message:
                self._handle(message)
            elif message.get("id") == identifier:
                if "error" in message:
                    raise StetError(message["error"])
                return message.get("result")

    def notify(self, method: str, params: Any = None) -> None:
        """Sends a notification."""
        self._send({"method": method}, params)

    def _send(self, message: dict, params: Any = None) -> None:
        message = {"jsonrpc": "2.0", **message}
        if params is not None:
            message["params"] = params
        body = json.dumps(message, ensure_ascii=False).encode("utf-8")
        self._writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._writer.flush()

    def _receive(self) -> dict:
        length = None
        while True:
            line = self._reader.readline()
            if not line:
                raise ConnectionClosed("the server closed the connection")
            if line == b"\r\n":
                break
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length is None:
            raise ConnectionClosed("a message without Content-Length")
        body = self._reader.read(length)
        if len(body) < length:
            raise ConnectionClosed("the server closed the connection")
        return json.loads(body)

    def _handle(self, message: dict) -> None:
        method, params = message["method"], message.get("params") or {}
        if method == "textDocument/publishDiagnostics":
            self._published[params["uri"]] = params
        if "id" not in message:
            return
        if method == "workspace/configuration":
            self._send({"id": message["id"], "result": [self.settings for _ in params["items"]]})
        elif method in ("client/registerCapability", "client/unregisterCapability", "window/workDoneProgress/create"):
            self._send({"id": message["id"], "result": None})
        else:
            self._send({"id": message["id"], "error": {"code": -32601, "message": f"no method {method}"}})

    # Documents

    def open(self, path: str, text: Optional[str] = None, language: str = "markdown") -> Document:
        """Opens a document. `path` is a file, read when `text` is None, or a URI together with `text`."""
        if text is None:
            text = pathlib.Path(path).read_bytes().decode("utf-8", "replace")
        uri = path if "://" in path else pathlib.Path(path).resolve().as_uri()
        document = Document(uri, 1, text)
        item = {"uri": uri, "languageId": language, "version": document.version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return document

    def change(self, document: Document, text: str, range: Optional[Range] = None) -> None:
        """Replaces a range, or everything. `document.text` follows only when everything is replaced."""
        document.version += 1
        change: dict = {"text": text}
        if range is None:
            document.text = text
        else:
            change["range"] = range
        identifier = {"uri": document.uri, "version": document.version}
        self.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": [change]})

    def close_document(self, document: Document) -> None:
        self.notify("textDocument/didClose", {"textDocument": document.identifier})

    def diagnostics(self, document: Document) -> List[dict]:
        """The document's diagnostics as LSP describes them."""
        return self.request("textDocument/diagnostic", {"textDocument": document.identifier})["items"]

    # Methods of Stet

    def status(self) -> dict:
        """What the daemon is doing: sessions, documents, models, cache, model passes, queue, memory."""
        return self.request("stet/status", {})

    def correct(self, source: Union[Document, str]) -> dict:
        """`{"findings": [Finding]}` of an open document, or of a text."""
        return self.request("stet/correct", _source(source))

    def highlights(self, source: Union[Document, str], **options: Any) -> dict:
        """`{"highlights": [Highlight]}`, in the order of the text. Options: `count`, `share`."""
        return self.request("stet/highlights", {**_source(source), **options})

    def similar(self, source: Union[Document, str], position: Optional[Position] = None, **options: Any) -> dict:
        """`{"passages": [Passage]}` like the paragraph at `position`, or like a text, best first. Option: `count`."""
        params = {**_source(source), **options}
        if position is not None:
            params["position"] = position
        return self.request("stet/similar", params)

    def search(self, query: str, **options: Any) -> dict:
        """`{"passages": [Passage]}` about something, best first. Option: `count`."""
        return self.request("stet/search", {"query": query, **options})

    def suggest(self, query: str, **options: Any) -> dict:
        """`{"suggestions": [{"query", "occurrences"}]}`: what may be meant by a query that is being typed. Option: `count`."""
        return self.request("stet/suggest", {"query": query, **options})

    def duplicates(self, **options: Any) -> dict:
        """`{"pairs": [...]}`: paragraphs that occur twice or nearly so. Option: `minimumScore`."""
        return self.request("stet/duplicates", options)

    def index(self, paths: Optional[List[str]] = None) -> dict:
        """Reads files and folders, or the workspace, into the index; unchanged files cost nothing."""
        return self.request("stet/index", {} if paths is None else {"paths": [os.path.abspath(p) for p in paths]})

    def annotate(self, source: Union[Document, str], **options: Any) -> dict:
        """`{"kinds": [...], "sentences": [...]}`: what the model's heads say about each sentence. Option: `kinds`."""
        return self.request("stet/annotate", {**_source(source), **options})

    def ask(self, question: str, source: Union[Document, str, None] = None, **options: Any) -> dict:
        """`{"answered": bool, "answers": [...]}` from one document or text, or from the workspace.

        Options: `paths`, `count`, `passages`, `minimumConfidence`, `head`.
        """
        given = {} if source is None else _source(source)
        return self.request("stet/ask", {"question": question, **given, **options})

    def classify(self, source: Union[Document, str], **options: Any) -> dict:
        """`{"head": str, "items": [...]}`: labels of a text or of its parts. Options: `head`, `by`, `top`."""
        return self.request("stet/classify", {**_source(source), **options})

    def complete(self, source: Union[Document, str], **options: Any) -> dict:
        """`{"completions": [{"text", "probability", "end"}]}`: how a document goes on at `position`, or a text at its end.

        Options: `position`, `maxTokens`, `candidates`, `minimumConfidence`, `temperature`, `seed`, `beyondSentence`.
        """
        given = _source(source) if isinstance(source, Document) else {"text": source}
        return self.request("stet/complete", {**given, **options})

    def embed(self, texts: List[str]) -> dict:
        """`{"dimensions": n, "vectors": [[float]]}`: one vector of length 1 for each text."""
        return self.request("stet/embed", {"texts": texts})

    def teach(self, head: str, source: Union[Document, str, None] = None, **options: Any) -> dict:
        """`{"marks": {label: n}, "taught": ...}`: a head of your own. Options: `range`, `label`, `whole`, `view`, `train`, `remove`."""
        return self.request("stet/teach", {"head": head, **({} if source is None else _source(source)), **options})


def _source(source: Union[Document, str]) -> dict:
    if isinstance(source, Document):
        return {"textDocument": source.identifier}
    return {"text": source, "languageId": "markdown"}
