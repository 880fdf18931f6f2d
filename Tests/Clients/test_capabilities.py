"""The capabilities that eleven real editors sent: each gets what it can use, and nothing that it cannot."""

import json
import pathlib

import pytest
from harness import text
from harness.sandbox import REPOSITORY
from harness.session import Session

FOLDER = REPOSITORY.parent / "shared" / "clients" / "caps"
RECORDED = sorted(FOLDER.glob("*.json")) if FOLDER.is_dir() else []
BODY = "The 😀 wrold is round. I recieve letters.\n"
URI = "file:///recorded.md"

pytestmark = pytest.mark.skipif(not RECORDED, reason="the recorded capabilities are not there (../shared/clients/caps)")


@pytest.fixture(params=RECORDED, ids=lambda path: path.stem)
def recorded(request):
    params = json.loads(pathlib.Path(request.param).read_text())
    params["processId"] = None
    return params


def member(value, *path):
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def test_serves_a_real_editor(recorded, connect):
    capabilities = recorded["capabilities"]
    session = Session(connect(), initialize=recorded)
    offered = member(capabilities, "general", "positionEncodings") or ["utf-16"]
    assert session.encoding in offered

    session.open(URI, BODY)
    if "diagnosticProvider" in session.server_capabilities:
        assert member(capabilities, "textDocument", "diagnostic") is not None
        found = session.pull(URI)["items"]
        pushed = [m for m in session.connection.received if m.get("method") == "textDocument/publishDiagnostics"]
        assert not pushed, "both would be shown twice"
    else:
        # Who can pull but cannot be told to pull again would keep findings that a new dictionary word has settled.
        assert not member(capabilities, "workspace", "diagnostics", "refreshSupport")
        found = session.connection.diagnostics(URI)
    assert [text.excerpt(BODY, d["range"], session.encoding) for d in found] == ["wrold", "recieve"]
    if not member(capabilities, "textDocument", "publishDiagnostics", "codeDescriptionSupport"):
        assert not any("codeDescription" in d for d in found)

    actions = session.actions(URI, found[1]["range"], diagnostics=found[1:])
    if not member(capabilities, "textDocument", "codeAction", "codeActionLiteralSupport"):
        assert all(isinstance(action.get("command"), str) for action in actions), "only commands"
        return
    action = actions[0]
    lazy = "edit" in (member(capabilities, "textDocument", "codeAction", "resolveSupport", "properties") or [])
    if not lazy:
        assert "edit" in action
    elif "edit" not in action:
        action = session.request("codeAction/resolve", action)
    wants_changes = not member(capabilities, "workspace", "workspaceEdit", "documentChanges")
    assert list(action["edit"]) == (["changes"] if wants_changes else ["documentChanges"])
    edits = text.edits_for(action["edit"], URI)
    assert text.apply_edits(BODY, edits, session.encoding) == BODY.replace("recieve", "receive")
