"""A real Neovim with the real plugin against the real server, driven over its own remote interface."""

import os
import subprocess
import time

import pynvim
import pytest
from harness.sandbox import REPOSITORY

NEOVIM = os.environ.get("STET_NEOVIM", "")
PLUGIN = REPOSITORY / "editors" / "neovim"
#: A helper in the editor: waits for a condition in its own event loop, without sleeping in ours.
WAIT = "local check = ...; return vim.wait(60000, loadstring('return ' .. check), 10)"

pytestmark = pytest.mark.skipif(
    not NEOVIM, reason="no Neovim 0.9 or newer: none is installed and none could be fetched"
)


@pytest.fixture
def editor(sandbox):
    """Starts Neovim in the sandbox; returns it attached, with a document open and served."""
    opened = []

    def start(body, name="note.md", setup="require('stet').setup()", plugin=True):
        (sandbox.project / name).write_text(body, newline="")
        argv = [NEOVIM, "--embed", "--headless", "--clean", "-n"]
        nvim = pynvim.attach("child", argv=_in_environment(argv, sandbox))
        opened.append(nvim)
        nvim.exec_lua("vim.fn.chdir(...)", str(sandbox.project))
        if plugin:
            nvim.command(f"set runtimepath^={PLUGIN}")
            nvim.command("runtime plugin/stet.lua")
        nvim.command("filetype on")
        nvim.exec_lua(setup)
        nvim.command(f"edit {name}")
        return nvim

    yield start
    for nvim in opened:
        try:
            nvim.command("qall!")
        except (OSError, EOFError, pynvim.NvimError):
            pass
        nvim.close()


def _in_environment(argv, sandbox):
    settings = [f"{name}={value}" for name, value in sandbox.env.items()]
    return ["env", "-i", *settings, *argv]


def wait(nvim, condition):
    assert nvim.exec_lua(WAIT, condition), f"waited in vain for: {condition}"


def found(nvim):
    """The words under the diagnostics, cut out of the buffer at the columns that Neovim shows."""
    return nvim.exec_lua(
        """
        local words = {}
        for _, d in ipairs(vim.diagnostic.get(0)) do
          local line = vim.api.nvim_buf_get_lines(0, d.lnum, d.lnum + 1, false)[1]
          words[#words + 1] = line:sub(d.col + 1, d.end_col)
        end
        table.sort(words)
        return words
        """
    )


def marks(nvim, group):
    """The texts under the marks of a highlight group."""
    return nvim.exec_lua(
        """
        local namespace, texts = vim.api.nvim_create_namespace('stet.highlights'), {}
        for _, m in ipairs(vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })) do
          if m[4].hl_group == ... then
            local lines = vim.api.nvim_buf_get_text(0, m[2], m[3], m[4].end_row, m[4].end_col, {})
            texts[#texts + 1] = table.concat(lines, ' ')
          end
        end
        return texts
        """,
        group,
    )


def choose(nvim, pattern):
    """Runs the code action at the cursor whose title matches, through the editor's own command."""
    nvim.exec_lua(
        """
        local pattern = ...
        -- More than one match would open a menu and wait for a key.
        vim.ui.select = function(items) error(#items .. ' actions match ' .. pattern) end
        vim.lsp.buf.code_action({ apply = true, filter = function(a) return a.title:lower():find(pattern) ~= nil end })
        """,
        pattern,
    )


def test_shows_findings_where_they_are(editor):
    nvim = editor("The wrold is 😀 round.\nÉté 👨‍👩‍👧 and then 日本 the huose.\n")
    wait(nvim, "#vim.diagnostic.get(0) == 2")
    assert found(nvim) == ["huose", "wrold"]


def test_works_in_a_client_that_knows_only_utf16(editor):
    setup = """
    local capabilities = vim.lsp.protocol.make_client_capabilities()
    capabilities.general.positionEncodings = { 'utf-16' }
    require('stet').setup({ capabilities = capabilities })
    """
    nvim = editor("The 😀😀 wrold is 👨‍👩‍👧 a huose here.\n", setup=setup)
    wait(nvim, "#vim.diagnostic.get(0) == 2")
    assert found(nvim) == ["huose", "wrold"]
    assert nvim.exec_lua("return require('stet.client').of(0).offset_encoding") == "utf-16"


def test_fixes_a_word_by_a_code_action(editor):
    nvim = editor("The wrold is 😀 round. I recieve letters.\n")
    wait(nvim, "#vim.diagnostic.get(0) == 2")
    nvim.exec_lua("vim.api.nvim_win_set_cursor(0, { 1, (vim.fn.getline(1):find('recieve')) })")
    choose(nvim, "“receive”")
    wait(nvim, "vim.fn.getline(1):find('I receive letters') ~= nil")
    wait(nvim, "#vim.diagnostic.get(0) == 1")
    assert found(nvim) == ["wrold"]


def test_corrects_what_no_dictionary_finds(editor):
    nvim = editor("Their going two the store accept for John.\n")
    wrong = [("Their", "they're"), ("two", "to"), ("accept", "except")]
    for done, (word, right) in enumerate(wrong):
        # Those of the text before the last change are gone when there is one less.
        wait(nvim, f"#vim.diagnostic.get(0) == {len(wrong) - done}")
        nvim.exec_lua("vim.api.nvim_win_set_cursor(0, { 1, vim.fn.getline(1):find(..., 1, true) - 1 })", word)
        choose(nvim, f"“{right}”")
        wait(nvim, f"vim.fn.getline(1):find('{word}', 1, true) == nil")
    assert nvim.current.line == "They're going to the store except for John."


def test_learns_a_word(editor):
    nvim = editor("A flurbish is a kind of lamp.\n")
    wait(nvim, "#vim.diagnostic.get(0) == 1")
    nvim.exec_lua("vim.api.nvim_win_set_cursor(0, { 1, 4 })")
    choose(nvim, "to the dictionary")
    wait(nvim, "#vim.diagnostic.get(0) == 0")
    assert nvim.current.line == "A flurbish is a kind of lamp."


def test_lets_a_finding_stand(editor):
    nvim = editor("A blorfing is a kind of lamp.\n")
    wait(nvim, "#vim.diagnostic.get(0) == 1")
    nvim.exec_lua("vim.api.nvim_win_set_cursor(0, { 1, 4 })")
    choose(nvim, "^stet:")
    wait(nvim, "#vim.diagnostic.get(0) == 0")


def test_fixes_everything(editor):
    nvim = editor("The wrold turns. It was definately so.\n")
    wait(nvim, "#vim.diagnostic.get(0) == 2")
    nvim.command("StetFixAll")
    wait(nvim, "vim.fn.getline(1) == 'The world turns. It was definitely so.'")
    wait(nvim, "#vim.diagnostic.get(0) == 0")


def test_follows_what_is_typed(editor):
    nvim = editor("The first line is fine.\n")
    wait(nvim, "require('stet.client').of(0) ~= nil")
    nvim.input("Go😀 The huose stands here. And 日本 teh rest.<Esc>")
    wait(nvim, "#vim.diagnostic.get(0) == 2")
    assert found(nvim) == ["huose", "teh"]
    nvim.input("u")
    wait(nvim, "#vim.diagnostic.get(0) == 0")


ESSAY = (
    "# The lamp\n\nThe keeper lit the lamp at dusk 😀. He wound the clockwork twice.\nThe lens turned all night.\n\n"
    "Ships saw the lamp from far away. The keeper trimmed the wick of the lamp.\nHis dog slept.\n"
)


def test_draws_important_sentences_and_dims_the_rest(editor):
    nvim = editor(ESSAY, setup="require('stet').setup({ settings = { highlight = { count = 2 } } })")
    wait(nvim, "require('stet.client').of(0) ~= nil")
    nvim.command("StetHighlights")
    wait(nvim, "#vim.api.nvim_buf_get_extmarks(0, vim.api.nvim_create_namespace('stet.highlights'), 0, -1, {}) > 0")
    salient = marks(nvim, "StetSalient")
    assert len(salient) == 2
    assert all(sentence in " ".join(ESSAY.split("\n")) and sentence.endswith(".") for sentence in salient)
    covered = "".join(salient + marks(nvim, "StetDim"))
    letters = lambda text: sorted(text.replace(" ", "").replace("\n", ""))  # noqa: E731
    assert letters(covered) == letters(ESSAY), "every character is either important or dim"
    nvim.command("StetHighlights")
    assert marks(nvim, "StetSalient") == marks(nvim, "StetDim") == []


def test_highlights_follow_an_edit(editor):
    nvim = editor(ESSAY, setup="require('stet').setup({ settings = { highlight = { count = 1 } } })")
    wait(nvim, "require('stet.client').of(0) ~= nil")
    nvim.command("StetHighlights")
    mark_count = "#vim.api.nvim_buf_get_extmarks(0, vim.api.nvim_create_namespace('stet.highlights'), 0, -1, {})"
    wait(nvim, f"{mark_count} > 0")
    nvim.input("ggdGiA single sentence is left.<Esc>")
    wait(nvim, f"{mark_count} == 1")
    assert marks(nvim, "StetSalient") == ["A single sentence is left."]


def test_lists_similar_passages_and_search_results(editor, sandbox):
    (sandbox.project / "other.md").write_text("# Other\n\nThe keeper lit the lamp when the sun went down.\n")
    (sandbox.project / "bread.md").write_text("# Bread\n\nKnead the dough and bake the loaves.\n")
    nvim = editor(ESSAY)
    wait(nvim, "require('stet.client').of(0) ~= nil")
    nvim.exec_lua("_G.notes = {}; vim.notify = function(text) table.insert(_G.notes, text) end")
    nvim.command("StetIndex")
    wait(nvim, "#_G.notes > 0")
    assert "3 documents" in nvim.exec_lua("return _G.notes[1]")
    nvim.exec_lua("vim.api.nvim_win_set_cursor(0, { 3, 0 })")
    nvim.command("StetSimilar")
    wait(nvim, "#vim.fn.getqflist() > 0")
    first = nvim.exec_lua("local i = vim.fn.getqflist()[1]; return { vim.fn.bufname(i.bufnr), i.lnum, i.text }")
    assert first[0].endswith("other.md") and first[1] == 3 and "lit the lamp" in first[2]
    nvim.command("cclose")
    nvim.command("StetSearch how to make a loaf")
    wait(nvim, "vim.fn.getqflist({ title = 1 }).title:find('loaf') ~= nil")
    assert nvim.exec_lua("return vim.fn.bufname(vim.fn.getqflist()[1].bufnr)").endswith("bread.md")


def test_shows_its_status_and_health(editor):
    nvim = editor("The wrold is round.\n")
    wait(nvim, "#vim.diagnostic.get(0) == 1")
    assert nvim.exec_lua("return require('stet').statusline()") == "stet 1"
    nvim.command("StetStatus")
    wait(nvim, "vim.api.nvim_win_get_config(0).relative ~= ''")
    shown = "\n".join(nvim.current.buffer[:])
    assert "note.md" in shown and "1 findings" in shown and "stet-en" in shown
    nvim.command("close")
    nvim.command("checkhealth stet")
    wait(nvim, "vim.fn.search('client', 'nw') > 0")
    report = "\n".join(nvim.current.buffer[:])
    assert "ERROR" not in report and "stet-en" in report


def test_works_without_the_plugin(editor):
    """The smallest configuration of the README."""
    readme = (PLUGIN / "README.md").read_text()
    setup = readme.split("```lua\n", 1)[1].split("```", 1)[0]
    assert "vim.lsp.start" in setup
    nvim = editor("The wrold is round.\n", setup=setup, plugin=False)
    wait(nvim, "#vim.diagnostic.get(0) == 1")


def test_leaves_when_the_editor_leaves(editor, sandbox):
    nvim = editor("The wrold is round.\n")
    wait(nvim, "#vim.diagnostic.get(0) == 1")
    session = sandbox.session()
    assert len(session.stet("status")["sessions"]) >= 2
    own = nvim.exec_lua("return vim.fn.getpid()")
    with pytest.raises((OSError, EOFError)):
        nvim.command("qall!")
    from harness.sandbox import wait_for_end

    assert wait_for_end(own)
    deadline = time.monotonic() + 30
    while any("vim" in s["client"].lower() for s in session.stet("status")["sessions"]):
        assert time.monotonic() < deadline, "the editor's session stays behind"


def test_the_plugin_is_for_a_supported_version():
    version = subprocess.run([NEOVIM, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
    minor = int(version.split(".")[1])
    assert (int(version.split("v")[1].split(".")[0]), minor) >= (0, 9)
