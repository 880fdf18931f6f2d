"""Ghost text in a real Neovim: keys are typed, the resident daemon suggests, keys take over.

The language model is `Tests/Samples/language-model`, which knows ten sentences by heart.
"""

import time

import pytest
from test_neovim import NEOVIM, editor, wait  # noqa: F401: a fixture

pytestmark = pytest.mark.skipif(
    not NEOVIM, reason="no Neovim 0.9 or newer: none is installed and none could be fetched"
)

#: What is drawn at the cursor.
GHOST = """(function()
  local namespace = vim.api.nvim_create_namespace('stet.ghost')
  local cursor, text = vim.api.nvim_win_get_cursor(0), ''
  for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })) do
    if mark[2] == cursor[1] - 1 and mark[3] == cursor[2] then
      for _, chunk in ipairs(mark[4].virt_text) do text = text .. chunk[1] end
    end
  end
  return text
end)()"""


@pytest.fixture
def suggesting(sandbox, editor):  # noqa: F811
    """Starts Neovim with a daemon that has the language model."""
    sandbox.use_language_model()

    def start(body="\n", **options):
        nvim = editor(body, **options)
        wait(nvim, "require('stet.client').of(0) ~= nil")
        return nvim

    return start


def ghost(nvim, expected=None):
    """Waits for ghost text, or for this one."""
    wait(nvim, f"{GHOST} ~= ''" if expected is None else f"{GHOST} == '{expected}'")
    return nvim.exec_lua(f"return {GHOST}")


def test_ghost_text_is_accepted_with_tab(suggesting, sandbox):
    nvim = suggesting()
    nvim.input("iThe lens 😀. The keeper lit")
    assert ghost(nvim) == " the lamp at dusk."
    assert nvim.current.line == "The lens 😀. The keeper lit", "ghost text is not in the buffer"
    nvim.input("<Tab>")
    wait(nvim, "vim.fn.getline(1) == 'The lens 😀. The keeper lit the lamp at dusk.'")
    session, deadline = sandbox.session(), time.monotonic() + 30
    while not session.stet("status")["completion"]["accepted"]:
        assert time.monotonic() < deadline, "the server never heard of it"
    assert session.stet("status")["completion"]["shown"] >= 1
    # One step of undo takes back what was accepted, and that alone.
    nvim.input("<Esc>u")
    wait(nvim, "vim.fn.getline(1) == 'The lens 😀. The keeper lit'")


def test_ghost_text_stays_while_it_is_typed_and_goes_when_it_is_not(suggesting):
    nvim = suggesting()
    nvim.input("iIt was int")
    whole = ghost(nvim)
    assert whole.startswith("eresting to watch")
    nvim.input("eres")
    assert ghost(nvim, whole[4:]) == whole[4:]
    nvim.input("X")
    wait(nvim, f"{GHOST} ~= '{whole[4:]}'")
    nvim.input("<Esc>")
    wait(nvim, f"{GHOST} == ''")
    assert nvim.current.line == "It was interesX"


def test_words_and_lines_are_accepted(suggesting):
    nvim = suggesting()
    nvim.input("iThe keeper lit")
    assert ghost(nvim) == " the lamp at dusk."
    nvim.input("<M-w>")
    wait(nvim, "vim.fn.getline(1) == 'The keeper lit the'")
    assert ghost(nvim) == " lamp at dusk."
    nvim.input("<M-w>")
    wait(nvim, "vim.fn.getline(1) == 'The keeper lit the lamp'")
    nvim.input("<M-l>")
    wait(nvim, "vim.fn.getline(1) == 'The keeper lit the lamp at dusk.'")
    assert nvim.exec_lua("return vim.api.nvim_win_get_cursor(0)[2]") == len("The keeper lit the lamp at dusk.")


def test_alternatives_come_on_demand_and_are_dismissed(suggesting):
    nvim = suggesting()
    nvim.input("iThe ")
    nvim.input("<M-n>")
    # What came by itself may still be shown.
    wait(nvim, "require('stet.ghost').has_more()")
    first = ghost(nvim)
    nvim.input("<M-n>")
    wait(nvim, f"{GHOST} ~= '' and {GHOST} ~= '{first}'")
    nvim.input("<M-e>")
    wait(nvim, f"{GHOST} == ''")
    assert nvim.current.line == "The "


def test_tab_does_what_it_did_where_nothing_is_suggested(suggesting):
    setup = """
    vim.keymap.set('i', '<Tab>', function() return 'TAB' end, { expr = true })
    require('stet').setup()
    """
    nvim = suggesting(setup=setup)
    nvim.input("iQqq<Tab>")
    wait(nvim, "vim.fn.getline(1) == 'QqqTAB'")
    nvim.input("<C-u>The keeper lit")
    ghost(nvim)
    nvim.input("<Tab>")
    wait(nvim, "vim.fn.getline(1) == 'The keeper lit the lamp at dusk.'")


def test_a_plain_tab_stays_a_tab(suggesting):
    nvim = suggesting()
    nvim.input("iQqq<Tab>z")
    # The file type's own settings make blanks of it.
    wait(nvim, "vim.fn.getline(1):match('^Qqq%s+z$') ~= nil")


def test_is_switched_off_by_file_type_and_by_buffer(suggesting):
    setup = "require('stet').setup({ complete = { filetypes = { 'text' } } })"
    nvim = suggesting(setup=setup)
    nvim.exec_lua(
        """
        _G.asked = 0
        local client = require('stet.client')
        local ask = client.ask
        client.ask = function(...) _G.asked = _G.asked + 1; return ask(...) end
        """
    )
    nvim.input("iThe keeper lit<Esc>")
    wait(nvim, "vim.fn.getline(1) == 'The keeper lit'")
    assert nvim.exec_lua("return _G.asked") == 0
    nvim.command("StetSuggestions")
    nvim.input("A the")
    ghost(nvim, " lamp at dusk.")
    nvim.input("<Esc>")
    nvim.command("StetSuggestions")
    before = nvim.exec_lua("return _G.asked")
    nvim.input("A la<Esc>")
    wait(nvim, "vim.fn.getline(1) == 'The keeper lit the la'")
    assert nvim.exec_lua("return _G.asked") == before


def test_nothing_is_suggested_in_code(suggesting):
    nvim = suggesting("```\n\n```\n\nThe keeper\n")
    nvim.input("jiThe keeper lit<Esc>")
    wait(nvim, "vim.fn.getline(2) == 'The keeper lit'")
    # The next answer proves that the one for the code has come.
    nvim.input("GA lit")
    ghost(nvim, " the lamp at dusk.")
    assert nvim.exec_lua("return vim.fn.getline(2)") == "The keeper lit"


def test_the_command_line_completes_a_search(suggesting, sandbox):
    (sandbox.project / "other.md").write_text("# Other\n\nThe keeper lit the lamp when the sun went down.\n")
    nvim = suggesting("A note about something else altogether is here.\n")
    nvim.exec_lua("_G.notes = {}; vim.notify = function(text) table.insert(_G.notes, text) end")
    nvim.command("StetIndex")
    wait(nvim, "#_G.notes > 0")
    found = nvim.exec_lua("return vim.fn.getcompletion('StetSearch about the kee', 'cmdline')")
    assert found and found[0].startswith("keeper")


def test_neovims_own_ghost_text_works_without_the_plugin(suggesting):
    """The configuration of the README for Neovim 0.12."""
    nvim = suggesting(setup="require('stet').setup({ complete = { enabled = false } })")
    if not nvim.exec_lua("return vim.lsp.inline_completion ~= nil"):
        pytest.skip("this Neovim has no inline completion of its own")
    nvim.exec_lua("vim.lsp.inline_completion.enable(true)")
    nvim.input("iThe keeper lit")
    drawn = """(function()
      for name, namespace in pairs(vim.api.nvim_get_namespaces()) do
        if name:match('inline_completion') then
          for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })) do
            if #(mark[4].virt_text or {}) > 0 then return true end
          end
        end
      end
      return false
    end)()"""
    wait(nvim, drawn)
    assert nvim.exec_lua("return vim.lsp.inline_completion.get()")
    wait(nvim, "vim.fn.getline(1) == 'The keeper lit the lamp at dusk.'")
