#!/usr/bin/env python3
"""Sessions with the server, kept in protocol/transcripts and replayed by test_transcripts.py.

Records them anew from the real server: transcripts.py STET_BINARY. Look at the difference before you commit it: it is a
change of the wire contract.
"""

import json
import math
import pathlib
import shutil
import sys

from harness import text
from harness.sandbox import REPOSITORY, Sandbox
from harness.session import capabilities

FOLDER = REPOSITORY / "protocol" / "transcripts"
SAMPLES = REPOSITORY / "Tests" / "Samples" / "field-notes"
#: What differs from run to run: masked in the file and in the comparison.
VOLATILE = {
    "pid", "uptimeSeconds", "fingerprint", "bytes@cache", "memoryBytes", "residentBytes", "resultId",
    "previousResultId", "entries", "memoryEntries", "hits", "misses", "hitRate", "evictions", "sessions", "modelPasses",
    "pending", "data", "processId", "seconds",
}  # fmt: skip
#: Largest difference of two numbers that count as equal: scores depend on the processor's arithmetic, which eight bits make coarse.
TOLERANCE = 1e-2
BODY = "# The light 😀\n\nThe keeper lit the lamp at dusk. He wrote it down in a leger.\n"
BODY += "The the lamp burned untill dawn.\n"
URI = "file:///project/note.md"


def mask(value, parent=""):
    """The value without what differs from run to run."""
    if isinstance(value, dict):
        return {k: "*" if _is_volatile(k, parent, v) else mask(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [mask(item, parent) for item in value]
    return round(value, 4) if isinstance(value, float) else value


def _is_volatile(key, parent, value):
    if key == "version":
        return isinstance(value, str)  # the program's; a document's is a number
    return key in VOLATILE or f"{key}@{parent}" in VOLATILE


def differences(expected, actual, path="") -> list:
    """Where two masked values differ."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        keys = sorted(expected.keys() | actual.keys())
        missing = [
            f"{path}.{k} is only {'recorded' if k in expected else 'in the answer'}"
            for k in keys
            if (k in expected) != (k in actual)
        ]
        both = [k for k in keys if k in expected and k in actual]
        return missing + [found for k in both for found in differences(expected[k], actual[k], f"{path}.{k}")]
    if isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual):
            return [f"{path} has {len(actual)} items in place of {len(expected)}"]
        return [found for i, pair in enumerate(zip(expected, actual)) for found in differences(*pair, f"{path}[{i}]")]
    numbers = all(isinstance(x, (int, float)) and not isinstance(x, bool) for x in (expected, actual))
    if numbers and math.isclose(expected, actual, abs_tol=TOLERANCE if isinstance(expected, float) else 0):
        return []
    return [] if expected == actual else [f"{path} is {actual!r} in place of {expected!r}"]


class Stage:
    """A sandbox whose project is called /project on the wire of a transcript."""

    def __init__(self, binary):
        self.sandbox = Sandbox(binary)
        self.sandbox.use_language_model()
        for sample in SAMPLES.glob("*.md"):
            shutil.copy(sample, self.sandbox.project / sample.name)

    def outward(self, message):
        return json.loads(
            json.dumps(message)
            .replace("file:///project", self.sandbox.project.as_uri())
            .replace('"/project', f'"{self.sandbox.project}')
        )

    def inward(self, message):
        return json.loads(
            json.dumps(message)
            .replace(self.sandbox.project.as_uri(), "file:///project")
            .replace(str(self.sandbox.project), "/project")
        )


class Player:
    """Sends what a transcript's client says, and finds the server's messages in whatever order they come."""

    def __init__(self, stage: Stage):
        self.stage = stage
        self.connection = stage.sandbox.connect("standalone")
        self.connection.answers = False
        self.taken = set()
        self._server_ids = {}  # recorded id of a request of the server -> the id in this run

    def send(self, message):
        message = self.stage.outward(message)
        if "method" in message and "id" in message:
            self.connection._methods[message["id"]] = message["method"]
        elif "method" not in message:
            message["id"] = self._server_ids.get(message["id"], message["id"])
        self.connection.send({k: v for k, v in message.items() if k != "jsonrpc"})

    def take(self, fits, what):
        """The first message of the server that fits and was not taken before."""
        wanted = lambda m: id(m) not in self.taken and fits(m)  # noqa: E731
        message = self.connection.wait(wanted, what)
        self.taken.add(id(message))
        return self.stage.inward(message)

    def take_like(self, recorded):
        """The message that answers to a recorded one."""
        method = recorded.get("method")
        if method is None:
            return self.take(
                lambda m: "method" not in m and m["id"] == recorded["id"], f"the answer to {recorded['id']}"
            )
        def key(candidate):
            params = mask(candidate).get("params", {})
            return [params.get(name) for name in ("uri", "version", "token")] + [params.get("value", {}).get("kind")]

        def fits(candidate):
            same = candidate.get("method") == method and ("id" in candidate) == ("id" in recorded)
            return same and key(self.stage.inward(candidate)) == key(recorded)

        message = self.take(fits, method)
        if "id" in recorded:
            self._server_ids[recorded["id"]] = message["id"]
            message["id"] = recorded["id"]
        return message

    def left_over(self):
        """What nobody waited for. How often progress is reported, and a client asked to look again, is not part of the contract."""
        free = ("$/progress", "window/logMessage", "telemetry/event", "workspace/diagnostic/refresh")
        rest = [m for m in self.connection.received if id(m) not in self.taken]
        return [m for m in rest if m.get("method") not in free]

    def close(self):
        self.connection.close()
        self.stage.sandbox.close()


class Recorder:
    """Writes a session down while it takes place."""

    def __init__(self, stage):
        self.player = Player(stage)
        self.lines = []
        self._next = 0

    def _say(self, message):
        message = {"jsonrpc": "2.0", **message}
        self.lines.append({"dir": "in", "msg": message})
        self.player.send(message)

    def _hear(self, message):
        self.lines.append({"dir": "out", "msg": mask(message)})
        return message

    def request(self, method, params=None):
        self._next += 1
        message = {"id": self._next, "method": method}
        self._say(message if params is None else {**message, "params": params})
        answer = self.player.take(lambda m, n=self._next: "method" not in m and m["id"] == n, method)
        return self._hear(answer).get("result")

    def notify(self, method, params=None):
        self._say({"method": method} if params is None else {"method": method, "params": params})

    def hear(self, method, where=lambda params: True, answer=None):
        message = self._hear(self.player.take(lambda m: m.get("method") == method and where(m.get("params")), method))
        if "id" in message:
            self._say({"id": message["id"], "result": answer})
        return message.get("params")

    # Steps that many scenarios have

    def begin(self, **options):
        folder = {"uri": "file:///project", "name": "project"}
        offered = capabilities(**options)
        # What the server would ask for by itself, in its own time.
        offered["workspace"].pop("configuration")
        offered.pop("window")
        params = {
            "processId": None,
            "clientInfo": {"name": "transcript"},
            "rootUri": folder["uri"],
            "workspaceFolders": [folder],
            "capabilities": offered,
        }
        self.request("initialize", params)
        self.notify("initialized", {})

    def open(self, uri=URI, body=BODY, version=1):
        self.notify(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": "markdown", "version": version, "text": body}},
        )

    def end(self):
        self.request("shutdown")
        self.notify("exit")


DOCUMENT = {"textDocument": {"uri": URI}}


def session(r):
    """A whole session of a client that is pushed to: open, change, close."""
    r.begin(encodings=["utf-16"])
    r.open()
    r.hear("textDocument/publishDiagnostics")
    change = {"range": text.range_of(BODY, "leger", "utf-16"), "text": "ledger"}
    r.notify("textDocument/didChange", {"textDocument": {"uri": URI, "version": 2}, "contentChanges": [change]})
    r.hear("textDocument/publishDiagnostics", lambda p: p.get("version") == 2)
    r.notify("textDocument/didClose", DOCUMENT)
    r.hear("textDocument/publishDiagnostics", lambda p: not p["diagnostics"])
    r.end()


def actions(r):
    """Pull diagnostics, and what can be done about a finding."""
    r.begin(pull=True)
    r.open()
    r.request("textDocument/diagnostic", DOCUMENT)
    place = text.range_of(BODY, "leger", "utf-8")
    offered = r.request("textDocument/codeAction", {**DOCUMENT, "range": place, "context": {"diagnostics": []}})
    r.request("textDocument/hover", {**DOCUMENT, "position": place["start"]})
    everywhere = {"start": {"line": 0, "character": 0}, "end": {"line": 4, "character": 0}}
    r.request(
        "textDocument/codeAction",
        {**DOCUMENT, "range": everywhere, "context": {"diagnostics": [], "only": ["source.fixAll"]}},
    )
    if "edit" not in offered[0]:
        r.request("codeAction/resolve", offered[0])
    r.request(
        "workspace/executeCommand",
        {"command": "stet.addToDictionary", "arguments": [{"word": "leger", "scope": "user"}]},
    )
    r.hear("workspace/diagnostic/refresh")
    r.request("textDocument/diagnostic", DOCUMENT)
    r.end()


def analysis(r):
    """What stet/* says about a document and about a text."""
    r.begin(encodings=["utf-32"], pull=True)
    r.open()
    r.request("stet/correct", DOCUMENT)
    r.request("stet/highlights", {**DOCUMENT, "count": 2})
    r.request("stet/correct", {"text": "A pale grene light.", "languageId": "plaintext"})
    r.request("stet/highlights", {"text": "The lamp is lit. The dog sleeps. The lamp burns.", "share": 0.34})
    r.request("stet/embed", {"texts": ["The lamp is lit."]})
    r.request("stet/status", {})
    r.end()


def heads(r):
    """What the heads of the bundle say, and one that is taught."""
    r.begin(pull=True)
    body = "# Travels\n\nAda Lovelace met Charles Babbage in London in 1833.\n"
    r.open(body=body)
    r.request("stet/annotate", {**DOCUMENT, "kinds": ["entities"]})
    r.request("stet/annotate", {"text": "The lamp burns.", "kinds": ["pos"]})
    r.request("stet/classify", {"text": "What a wonderful lamp!", "head": "sentiment"})
    r.request("stet/ask", {**DOCUMENT, "question": "Whom did Ada Lovelace meet?", "count": 1})
    for sentence, word in [("The keeper lit the lamp.", "lamp"), ("A buoy rang.", "buoy"), ("He wiped the lens.", "lens")]:
        place = text.range_of(sentence, word, "utf-8")
        r.request("stet/teach", {"head": "gear", "text": sentence, "range": place, "label": "gear", "train": False})
    r.request("stet/teach", {"head": "gear"})
    r.request("stet/teach", {"head": "gear", "remove": True})
    r.end()


def library(r):
    """The index: reading, finding, duplicates."""
    r.begin(pull=True)
    token = lambda p: p["token"] == "reading"  # noqa: E731
    r.player.send({"jsonrpc": "2.0", "id": 900, "method": "stet/embed", "params": {"texts": []}})
    r.player.take(lambda m: m.get("id") == 900, "the model")
    r.request("stet/index", {"workDoneToken": "reading"})
    r.hear("$/progress", lambda p: token(p) and p["value"]["kind"] == "begin")
    r.hear("$/progress", lambda p: token(p) and p["value"]["kind"] == "end")
    r.request("stet/index", {"paths": ["/project/recipe.md", "/project/missing.md"]})
    r.request("stet/suggest", {"query": "who looked after the li", "count": 3})
    r.request("stet/search", {"query": "who looked after the lighthouse", "count": 3})
    uri = "file:///project/lighthouse.md"
    body = (SAMPLES / "lighthouse.md").read_text()
    r.open(uri, body)
    place = text.range_of(body, "Three families", "utf-8")["start"]
    r.request("stet/similar", {"textDocument": {"uri": uri}, "position": place, "count": 2})
    r.request("stet/similar", {"text": "Let the dough rise overnight.", "count": 1})
    r.request("stet/duplicates", {"minimumScore": 0.9})
    r.request("textDocument/codeLens", {"textDocument": {"uri": uri}})
    r.end()


def completion(r):
    """Text that is suggested: ghost text and its acceptance, words, continuations for any client."""
    r.begin(encodings=["utf-16"], pull=True)
    r.open(body="The keeper lit the\n\nIt was int\n")
    place, word = {"line": 0, "character": 18}, {"line": 2, "character": 10}
    r.request("textDocument/completion", {**DOCUMENT, "position": word})
    automatic = {**DOCUMENT, "position": place, "context": {"triggerKind": 2}}
    item = r.request("textDocument/inlineCompletion", automatic)["items"][0]
    r.notify("textDocument/didShowCompletion", {"item": item})
    change = {"range": item["range"], "text": item["insertText"]}
    r.notify("textDocument/didChange", {"textDocument": {"uri": URI, "version": 2}, "contentChanges": [change]})
    r.request("workspace/executeCommand", {k: item["command"][k] for k in ("command", "arguments")})
    r.request("stet/complete", {"text": "He wound the clockwork"})
    r.request("stet/complete", {**DOCUMENT, "position": word, "maxTokens": 16})
    r.end()


def errors(r):
    """Requests that cannot be answered, and what is said instead."""
    r.request("stet/status", {})
    r.begin(pull=True)
    r.request("stet/nonsense", {})
    r.request("stet/correct", {})
    r.request("stet/correct", {"textDocument": {"uri": "file:///project/not-open.md"}})
    r.request("stet/embed", {"texts": "one"})
    r.request("stet/complete", {"text": "The", "maxTokens": 0})
    r.request("workspace/executeCommand", {"command": "stet.nonsense"})
    r.request("shutdown")
    r.request("stet/status", {})
    r.notify("exit")


SCENARIOS = {scenario.__name__: scenario for scenario in (session, actions, analysis, heads, library, completion, errors)}


def record(binary):
    for name, scenario in SCENARIOS.items():
        recorder = Recorder(Stage(binary))
        try:
            scenario(recorder)
            recorder.player.connection.wait_closed()
            problems = recorder.player.connection.problems
            left = recorder.player.left_over()
        finally:
            recorder.player.close()
        if problems or left:
            sys.exit(f"{name}: " + "\n".join(problems + [f"nobody waited for {json.dumps(m)[:300]}" for m in left]))
        lines = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in recorder.lines]
        (FOLDER / f"{name}.jsonl").write_text("".join(lines))
        print(f"{name}: {len(lines)} messages")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    record(pathlib.Path(sys.argv[1]).resolve())
