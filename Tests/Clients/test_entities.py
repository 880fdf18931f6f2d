"""Named entities as symbols, over the wire and in a real Neovim, with a bundle whose heads know a dozen words by heart."""

import time

import pytest
from harness import text
from harness.wire import RpcError
from test_neovim import NEOVIM, editor, wait  # noqa: F401: a fixture

BODY = (
    "# Notes\n\nAda Lovelace wrote a letter 😀. Acme is good.\nThe engine of Ada Lovelace is in *London*.\n\n"
    "Lovelace met Grace.\n"
)
URI = "file:///entities.md"
WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}
PEOPLE = ["Ada Lovelace", "Ada Lovelace", "Lovelace"]


@pytest.fixture
def tiny(sandbox):
    """A home in which the tiny bundle is the model."""
    sandbox.use_tiny_bundle()
    return sandbox


@pytest.fixture(params=["utf-8", "utf-16", "utf-32"])
def opened(request, tiny):
    session = tiny.session(encodings=(request.param,), document_changes=True)
    session.open(URI, BODY)
    settle(session)
    return session


def settle(session):
    """Waits until the model has seen every sentence."""
    deadline = time.monotonic() + 60
    while any(document["pending"] for document in session.stet("status")["documents"]):
        assert time.monotonic() < deadline, "the model does not get to the end"


def at(word, count=0, uri=URI, body=BODY, encoding="utf-8"):
    """The params for the place of a word in the text."""
    start = -1
    for _ in range(count + 1):
        start = body.index(word, start + 1)
    line = body.count("\n", 0, start)
    before = body[body.rfind("\n", 0, start) + 1 : start]
    units = {"utf-8": len(before.encode()), "utf-16": len(before.encode("utf-16-le")) // 2, "utf-32": len(before)}
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": units[encoding]}}


def excerpts(session, places):
    return [text.excerpt(BODY, place["range"], session.encoding) for place in places]


def tokens(session, answer, body=BODY):
    """The coloured words with their types."""
    types = session.server_capabilities["semanticTokensProvider"]["legend"]["tokenTypes"]
    data, line, character, found = answer["data"], 0, 0, []
    for start in range(0, len(data), 5):
        line += data[start]
        character = data[start + 1] + (0 if data[start] else character)
        place = {"line": line, "character": character}
        end = {"line": line, "character": character + data[start + 2]}
        found.append((text.excerpt(body, {"start": place, "end": end}, session.encoding), types[data[start + 3]]))
    return found


def test_colours_entities(opened):
    document = {"textDocument": {"uri": URI}}
    full = opened.request("textDocument/semanticTokens/full", document)
    expected = [
        ("Ada Lovelace", "person"), ("Acme", "organization"), ("Ada Lovelace", "person"), ("London", "location"),
        ("Lovelace", "person"), ("Grace", "person"),
    ]  # fmt: skip
    assert tokens(opened, full) == expected
    part = opened.request("textDocument/semanticTokens/range", {**document, "range": WHOLE})
    assert part["data"] == full["data"]
    acme = at("Acme", encoding=opened.encoding)["position"]
    opened.change(URI, ({"start": acme, "end": {**acme, "character": acme["character"] + 4}}, "Turin"))
    settle(opened)
    delta = opened.request("textDocument/semanticTokens/full/delta", {**document, "previousResultId": full["resultId"]})
    assert len(delta["edits"]) == 1
    edit = delta["edits"][0]
    data = full["data"]
    data[edit["start"] : edit["start"] + edit["deleteCount"]] = edit["data"]
    assert tokens(opened, {"data": data}, opened.texts[URI])[1] == ("Turin", "location")


def test_finds_all_mentions(opened):
    for count, word in [(0, "Ada"), (1, "Lovelace"), (2, "Lovelace")]:
        place = at(word, count, encoding=opened.encoding)
        assert excerpts(opened, opened.request("textDocument/documentHighlight", place)) == PEOPLE
        references = {**place, "context": {"includeDeclaration": True}}
        assert excerpts(opened, opened.request("textDocument/references", references)) == PEOPLE
    hover = opened.request("textDocument/hover", at("Ada", encoding=opened.encoding))
    assert "Ada Lovelace" in hover["contents"]["value"] and "person" in hover["contents"]["value"]
    assert "3 mentions" in hover["contents"]["value"]


def test_renames(opened):
    place = at("Ada", encoding=opened.encoding)
    prepared = opened.request("textDocument/prepareRename", place)
    assert prepared is True or prepared["placeholder"] == "Ada Lovelace"
    edit = opened.request("textDocument/rename", {**place, "newName": "Mary Shelley"})
    renamed = text.apply_edits(BODY, text.edits_for(edit, URI), opened.encoding)
    assert renamed == BODY.replace("Ada Lovelace", "Mary Shelley")
    with pytest.raises(RpcError):
        opened.request("textDocument/rename", {**place, "newName": " "})


def test_lists_symbols(opened):
    (entities,) = [
        symbol
        for symbol in opened.request("textDocument/documentSymbol", {"textDocument": {"uri": URI}})
        if symbol["name"] == "Entities" and "containerName" not in symbol
    ]
    assert entities
    symbols = opened.request("workspace/symbol", {"query": "lvlc"})
    assert [(symbol["name"], symbol["location"]["uri"]) for symbol in symbols] == [("Ada Lovelace", URI)]
    assert opened.request("textDocument/inlayHint", {"textDocument": {"uri": URI}, "range": WHOLE}) == []


def test_hints_where_they_are_wanted(tiny):
    (tiny.project / ".stet.toml").write_text("[annotations]\ninlay-hints = true\n")
    session, uri = tiny.session(), tiny.uri("hints.md")
    session.open(uri, BODY)
    settle(session)
    hints = session.request("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": WHOLE})
    assert [hint["label"] for hint in hints] == ["person", "organization", "location", "person"]


def test_lint_leaves_names_alone(tiny):
    (tiny.project / "names.md").write_text("A quellix is a kind of lamp. A flurbish is a kind of lamp.\n")
    found = tiny.run("lint", "--format", "jsonl", "names.md").stdout.decode()
    assert "flurbish" in found and "quellix" not in found
    (tiny.project / ".stet.toml").write_text("[annotations]\naccept-names = false\n")
    assert "quellix" in tiny.run("lint", "--format", "jsonl", "names.md").stdout.decode()


def test_offers_nothing_that_the_model_cannot_do(tiny, sandbox):
    (sandbox.home / "config" / "stet" / "config.toml").write_text('[models]\nencoder = "missing"\n')
    session = sandbox.session()
    offered = {"semanticTokensProvider", "renameProvider", "referencesProvider", "documentHighlightProvider"}
    assert not offered & set(session.server_capabilities)
    session.open(URI, BODY)
    answer = session.request("textDocument/semanticTokens/full", {"textDocument": {"uri": URI}})
    assert answer["data"] == []


@pytest.mark.skipif(not NEOVIM, reason="no Neovim 0.9 or newer: none is installed and none could be fetched")
def test_neovim_shows_and_renames_entities(tiny, editor):  # noqa: F811
    nvim = editor(BODY)
    # Nothing is drawn without a screen: what the editor would draw is asked of it.
    colours = """(function()
      for _, place in ipairs({ { 2, 5 }, { 3, 16 }, { 5, 2 } }) do
        local token = (vim.lsp.semantic_tokens.get_at_pos(0, place[1], place[2]) or {})[1]
        if not token or token.type ~= 'person' then return false end
      end
      return true
    end)()"""
    wait(nvim, colours)
    assert nvim.exec_lua("return vim.fn.hlexists('@lsp.type.person') == 1")
    nvim.exec_lua("vim.api.nvim_win_set_cursor(0, { 6, 2 })")
    nvim.exec_lua("vim.lsp.buf.references(nil, { on_list = function(list) _G.list = list.items end })")
    wait(nvim, "_G.list ~= nil")
    assert nvim.exec_lua("return vim.tbl_map(function(item) return item.lnum end, _G.list)") == [3, 4, 6]
    nvim.exec_lua("vim.lsp.buf.document_symbol({ on_list = function(list) _G.symbols = list.items end })")
    wait(nvim, "_G.symbols ~= nil")
    names = nvim.exec_lua("return vim.tbl_map(function(item) return item.text end, _G.symbols)")
    assert any("Ada Lovelace" in name for name in names) and any("Acme" in name for name in names)
    nvim.exec_lua("vim.lsp.buf.hover()")
    shown = "(function() for _, w in ipairs(vim.api.nvim_list_wins()) do if vim.api.nvim_win_get_config(w).relative ~= '' then return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(w), 0, -1, false), ' '):find('3 mentions') end end end)()"
    wait(nvim, shown)
    nvim.exec_lua("vim.api.nvim_win_set_cursor(0, { 3, 0 }); vim.lsp.buf.rename('Mary Shelley')")
    wait(nvim, "vim.fn.getline(4):find('Mary Shelley') ~= nil")
    assert nvim.current.buffer[:] == BODY.replace("Ada Lovelace", "Mary Shelley").split("\n")[:-1]
