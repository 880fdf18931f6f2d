"""An editor's side of a session: initialize with chosen capabilities, open and change documents."""

import os

from .text import apply_edits, excerpt
from .wire import Connection

ENCODINGS = ("utf-8", "utf-16", "utf-32")


def capabilities(encodings=("utf-8",), pull=False, resolve=True, document_changes=False, literals=True):
    """The capabilities of an editor that does what it should."""
    code_action = {
        "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix", "source", "source.fixAll"]}},
        "isPreferredSupport": True,
        "dataSupport": True,
        "disabledSupport": True,
    }
    if not literals:
        del code_action["codeActionLiteralSupport"]
    if resolve:
        code_action["resolveSupport"] = {"properties": ["edit"]}
    text_document = {
        "synchronization": {"didSave": True},
        "codeAction": code_action,
        "codeLens": {},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "publishDiagnostics": {"versionSupport": True, "dataSupport": True, "relatedInformation": True},
    }
    if pull:
        text_document["diagnostic"] = {"dynamicRegistration": False}
    workspace = {"configuration": True, "applyEdit": True, "workspaceFolders": True}
    if document_changes:
        workspace["workspaceEdit"] = {"documentChanges": True}
    if pull:
        workspace["diagnostics"] = {"refreshSupport": True}
    general = {} if encodings is None else {"general": {"positionEncodings": list(encodings)}}
    return {"textDocument": text_document, "workspace": workspace, "window": {"workDoneProgress": True}, **general}


class Session:
    """A connection that has been initialized, with the documents that are open in it."""

    def __init__(self, connection: Connection, root=None, initialize=None, settings=None, initial=None, **options):
        self.connection = connection
        self.texts = {}
        self.versions = {}
        connection.settings = settings or {}
        folder = None if root is None else "file://" + str(root)
        params = initialize or {
            "processId": os.getpid(),
            "clientInfo": {"name": "stet-tests"},
            "rootUri": folder,
            "workspaceFolders": folder and [{"uri": folder, "name": "root"}],
            "capabilities": capabilities(**options),
        }
        if initial is not None:
            params["initializationOptions"] = initial
        answer = connection.request("initialize", params)
        self.server_capabilities = answer["capabilities"]
        self.server_info = answer.get("serverInfo")
        self.encoding = self.server_capabilities.get("positionEncoding", "utf-16")
        connection.notify("initialized", {})

    def request(self, method, params=None):
        return self.connection.request(method, params)

    def open(self, uri, text, language="markdown", version=1):
        self.texts[uri], self.versions[uri] = text, version
        item = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.connection.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, uri, *changes):
        """Applies changes on both sides; each is (range, text), or a text alone for all of the document."""
        self.versions[uri] += 1
        wire = []
        for change in changes:
            if isinstance(change, str):
                self.texts[uri] = change
                wire.append({"text": change})
            else:
                edit = {"range": change[0], "newText": change[1]}
                self.texts[uri] = apply_edits(self.texts[uri], [edit], self.encoding)
                wire.append({"range": change[0], "text": change[1]})
        identifier = {"uri": uri, "version": self.versions[uri]}
        self.connection.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": wire})

    def close_document(self, uri):
        self.connection.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        del self.texts[uri], self.versions[uri]

    def pushed(self, uri, since=0):
        """The diagnostics pushed for the document's present version."""
        return self.connection.diagnostics(uri, self.versions[uri], since)

    def expect(self, uri, words):
        """Waits for a push for the present version that flags exactly these words.

        There may be one before it that leaves out the word at the place of the last edit, which may be half typed."""
        seen = []

        def fits(params):
            if params["uri"] != uri or params.get("version") != self.versions[uri]:
                return False
            seen.append(self.flagged(uri, params["diagnostics"]))
            return seen[-1] == words

        try:
            self.connection.wait_for("textDocument/publishDiagnostics", where=fits)
        except TimeoutError:
            raise AssertionError(f"{words} were expected; flagged were {seen[-1] if seen else 'none'}") from None

    def flagged(self, uri, diagnostics):
        """The words under diagnostics."""
        return [excerpt(self.texts[uri], d["range"], self.encoding) for d in diagnostics]

    def pull(self, uri, previous=None):
        params = {"textDocument": {"uri": uri}}
        if previous is not None:
            params["previousResultId"] = previous
        return self.request("textDocument/diagnostic", params)

    def actions(self, uri, range, only=None, diagnostics=()):
        context = {"diagnostics": list(diagnostics)}
        if only is not None:
            context["only"] = only
        return self.request(
            "textDocument/codeAction", {"textDocument": {"uri": uri}, "range": range, "context": context}
        )

    def execute(self, command, *arguments):
        return self.request("workspace/executeCommand", {"command": command, "arguments": list(arguments)})

    def stet(self, method, uri=None, **params):
        """A request of ours about an open document, or with other params."""
        if uri is not None:
            params["textDocument"] = {"uri": uri}
        return self.request(f"stet/{method}", params)

    def close(self):
        self.connection.close()
