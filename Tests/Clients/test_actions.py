"""What a person can do about a finding: replace it, keep the word, let it stand, fix everything, read about it."""

import pytest
from harness import text

URI = "file:///actions.md"
BODY = "The wrold is 😀 round. I recieve letters.\n"


@pytest.fixture
def opened(session):
    def open_document(body=BODY, uri=URI, **options):
        opened = session(**options)
        opened.open(uri, body)
        return opened

    return open_document


def at(session, word, uri=URI):
    return text.range_of(session.texts[uri], word, session.encoding)


def titles(actions):
    return [action["title"] for action in actions]


def apply(session, action, uri=URI):
    """What an editor does with an action that was chosen: complete it, apply its edit, run its command."""
    if "edit" not in action and "command" not in action:
        action = session.request("codeAction/resolve", action)
    edits = text.edits_for(action["edit"], uri)
    return text.apply_edits(session.texts[uri], edits, session.encoding)


@pytest.mark.parametrize("options", [{}, {"resolve": False}, {"document_changes": True}, {"encodings": ["utf-16"]}])
def test_replaces_a_word(opened, options):
    opened = opened(**options)
    diagnostics = opened.pushed(URI)
    actions = opened.actions(URI, at(opened, "recieve"), diagnostics=diagnostics[1:])
    best = next(action for action in actions if action["kind"] == "quickfix")
    assert best.get("isPreferred") is True
    if not options.get("resolve", True):
        assert "edit" in best, "a client that cannot resolve needs the edit at once"
    assert apply(opened, best) == BODY.replace("recieve", "receive")


def test_gives_a_complete_action_back_as_it_was(opened):
    """Helix asks to resolve every action, also one that has its edit."""
    session = opened()
    for action in session.actions(URI, at(session, "recieve")):
        resolved = session.request("codeAction/resolve", action)
        assert {**resolved, **action} == resolved, "nothing gets lost"


def test_writes_document_changes_only_for_clients_that_know_them(opened):
    for wanted, key in ((True, "documentChanges"), (False, "changes")):
        session = opened(document_changes=wanted, resolve=False)
        edit = session.actions(URI, at(session, "wrold"))[0]["edit"]
        assert list(edit) == [key]
        if wanted:
            assert edit[key][0]["textDocument"]["version"] == 1


def test_offers_only_the_kinds_that_are_asked_for(opened):
    session = opened()
    everywhere = at(session, BODY.strip())
    assert {a["kind"] for a in session.actions(URI, everywhere, only=["quickfix"])} == {"quickfix"}
    assert {a["kind"] for a in session.actions(URI, everywhere, only=["source.fixAll"])} == {"source.fixAll.stet"}
    assert {a["kind"] for a in session.actions(URI, everywhere, only=["source"])} == {"source.fixAll.stet"}
    assert session.actions(URI, everywhere, only=["refactor"]) == []
    assert session.actions(URI, everywhere, only=["source.fixAllOther"]) == []


def test_offers_nothing_where_nothing_is_found(opened):
    session = opened()
    kinds = {a["kind"] for a in session.actions(URI, at(session, "letters"))}
    assert "quickfix" not in kinds


def test_fixes_everything_that_is_safe(opened):
    session = opened()
    (action,) = session.actions(URI, at(session, BODY.strip()), only=["source.fixAll.stet"])
    fixed = apply(session, action)
    assert "world" in fixed
    findings = session.stet("correct", text=fixed, languageId="markdown")["findings"]
    assert len(findings) < 2


def run(session, action):
    """Runs the command of an action that was chosen, completed first when it came without."""
    if "command" not in action:
        action = session.request("codeAction/resolve", action)
    command = action["command"]
    return session.execute(command["command"], *command.get("arguments", []))


def without(uri, word):
    """Whether a publication no longer has a finding whose message names the word."""
    return lambda p: p["uri"] == uri and all(word not in d["message"] for d in p["diagnostics"])


def test_learns_a_word_for_every_client(opened, session):
    body = "A flurbish is a kind of lamp.\n"
    here, there = opened(body), session(encodings=["utf-16"])
    there.open("file:///other.md", body)
    assert len(here.pushed(URI)) == len(there.pushed("file:///other.md")) == 1
    action = next(a for a in here.actions(URI, at(here, "flurbish")) if "dictionary" in a["title"].lower())
    since = here.connection.mark(), there.connection.mark()
    run(here, action)
    here.connection.wait_for("textDocument/publishDiagnostics", since[0], without(URI, "flurbish"))
    there.connection.wait_for("textDocument/publishDiagnostics", since[1], without("file:///other.md", "flurbish"))


def test_learns_a_word_by_the_command(opened):
    session = opened("Many frobbles live in the harbour.\n")
    assert len(session.pushed(URI)) == 1
    since = session.connection.mark()
    session.execute("stet.addToDictionary", {"word": "frobbles", "scope": "user"})
    session.connection.wait_for("textDocument/publishDiagnostics", since, without(URI, "frobbles"))


def test_keeps_a_project_word_in_the_project(sandbox):
    (sandbox.project / ".stet.toml").write_text("")
    session = sandbox.session()
    uri = sandbox.uri("note.md")
    (sandbox.project / "note.md").write_text("Many quibberts live here.\n")
    session.open(uri, "Many quibberts live here.\n")
    assert len(session.pushed(uri)) == 1
    since = session.connection.mark()
    session.execute("stet.addToDictionary", {"word": "quibberts", "scope": "project", "uri": uri})
    session.connection.wait_for("textDocument/publishDiagnostics", since, without(uri, "quibberts"))
    holding = [
        p for p in sandbox.project.rglob("*") if p.is_file() and p.suffix != ".md" and "quibberts" in p.read_text()
    ]
    assert holding, "the word stands in a file of the project, for everyone who works on it"


def test_lets_a_finding_stand_and_remembers_it(sandbox):
    uri, body = sandbox.uri("stand.md"), "The blorfing of the sea is loud tonight.\n"
    session = sandbox.session()
    session.open(uri, body)
    assert len(session.pushed(uri)) == 1
    action = next(a for a in session.actions(uri, at(session, "blorfing", uri)) if "stet" in a["title"].lower())
    since = session.connection.mark()
    run(session, action)
    session.connection.wait_for("textDocument/publishDiagnostics", since, without(uri, "blorfing"))
    again = sandbox.session(pull=True)
    again.open(uri, body)
    assert again.pull(uri)["items"] == []
    again.open(sandbox.uri("elsewhere.md"), "A blorfing it is, and nothing else.\n")
    assert len(again.pull(sandbox.uri("elsewhere.md"))["items"]) == 1, "only this one stands"


def test_offers_commands_to_a_client_that_knows_nothing_else(opened):
    session = opened(literals=False)
    actions = session.actions(URI, at(session, "recieve"))
    assert all(isinstance(action["command"], str) for action in actions)
    since = session.connection.mark()
    session.execute(actions[0]["command"], *actions[0].get("arguments", []))
    edit = session.connection.wait_for("workspace/applyEdit", since)["edit"]
    replaced = text.apply_edits(BODY, text.edits_for(edit, URI), session.encoding)
    assert replaced == BODY.replace("recieve", "receive"), "this word and no other"


def test_explains_a_finding_on_hover(opened):
    session = opened()
    place = at(session, "recieve")
    hover = session.request("textDocument/hover", {"textDocument": {"uri": URI}, "position": place["start"]})
    assert "receive" in hover["contents"]["value"]
    assert hover["range"] == place
    nowhere = at(session, "letters")["start"]
    assert session.request("textDocument/hover", {"textDocument": {"uri": URI}, "position": nowhere}) is None


def test_refuses_an_unknown_command(opened):
    from harness.wire import RpcError

    session = opened()
    with pytest.raises(RpcError):
        session.execute("stet.nonsense", {})
    with pytest.raises(RpcError):
        session.execute("stet.addToDictionary", {"word": 5})


def test_applies_fix_all_through_the_editor(opened):
    session = opened()
    since = session.connection.mark()
    session.execute("stet.fixAll", {"uri": URI})
    edit = session.connection.wait_for("workspace/applyEdit", since)["edit"]
    assert "world" in text.apply_edits(BODY, text.edits_for(edit, URI), session.encoding)
