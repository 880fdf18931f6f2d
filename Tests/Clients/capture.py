#!/usr/bin/env python3
"""Draws the screen of a real Neovim, with the plugin and the real server at work on the sample document, as an SVG.

usage: capture.py STET_BINARY NEOVIM OUTPUT.svg

The cells, colours and underlines are what Neovim sends to every graphical front end (`nvim_ui_attach`).
"""

import contextlib
import math
import pathlib
import shutil
import sys
from xml.sax.saxutils import escape

import pynvim
from harness.sandbox import REPOSITORY, Sandbox

COLUMNS, ROWS = 126, 42
WIDTH, HEIGHT, SIZE = 8.43, 18, 14
PLUGIN = REPOSITORY / "editors" / "neovim"
SAMPLES = REPOSITORY / "Tests" / "Samples" / "field-notes"
SETUP = """
vim.o.number, vim.o.signcolumn, vim.o.laststatus, vim.o.showmode = true, 'yes', 2, false
vim.o.ruler, vim.o.showcmd, vim.o.background, vim.o.conceallevel = false, false, 'dark', 0
vim.o.statusline = ' %f%=%{v:lua.require("stet").statusline()} '
vim.diagnostic.config({ virtual_text = false, signs = { text = { '●', '●', '●', '●' } }, underline = true })
vim.g.markdown_recommended_style = 0
vim.api.nvim_set_hl(0, 'DiagnosticUnderlineWarn', { undercurl = true, sp = 'NvimLightYellow' })
vim.api.nvim_set_hl(0, 'DiagnosticUnderlineInfo', { undercurl = true, sp = 'NvimLightCyan' })
require('stet').setup()
"""


class Screen:
    """The grid as Neovim's redraw events describe it."""

    def __init__(self):
        self.styles = {0: {}}
        self.grid = [[(" ", 0)] * COLUMNS for _ in range(ROWS)]
        self.foreground, self.background, self.special = 0xFFFFFF, 0, 0xFF0000
        self.cursor = (0, 0)

    def take(self, events):
        for name, *calls in events:
            handle = getattr(self, "on_" + name, None)
            for arguments in calls if handle else ():
                handle(*arguments)

    def on_default_colors_set(self, foreground, background, special, *_):
        self.foreground, self.background, self.special = foreground, background, special

    def on_hl_attr_define(self, identity, attributes, *_):
        self.styles[identity] = attributes

    def on_grid_clear(self, _):
        self.grid = [[(" ", 0)] * COLUMNS for _ in range(ROWS)]

    def on_grid_cursor_goto(self, _, row, column):
        self.cursor = (row, column)

    def on_grid_line(self, _, row, column, cells, *rest):
        style = 0
        for cell in cells:
            style = cell[1] if len(cell) > 1 else style
            for _ in range(cell[2] if len(cell) > 2 else 1):
                self.grid[row][column] = (cell[0], style)
                column += 1

    def on_grid_scroll(self, _, top, bottom, left, right, rows, *rest):
        order = range(top, bottom - rows) if rows > 0 else range(bottom - 1, top - rows - 1, -1)
        for row in order:
            self.grid[row][left:right] = self.grid[row + rows][left:right]


def runs(row):
    """Cells side by side with the same style, as (column, text, cells, style)."""
    start = 0
    for column in range(1, len(row) + 1):
        if column == len(row) or row[column][1] != row[start][1]:
            yield start, "".join(cell for cell, _ in row[start:column]), column - start, row[start][1]
            start = column


def wave(x, y, width):
    """A wavy line under a run, two points per half wave."""
    points = [f"{x + i * 2:.1f},{y + (1.2 if i % 2 else -1.2):.1f}" for i in range(math.ceil(width / 2) + 1)]
    return " ".join(points)


def color(number) -> str:
    return f"#{number:06x}"


def rectangle(column, row, cells, fill, extra="") -> str:
    place = f'x="{column * WIDTH:.1f}" y="{row * HEIGHT}" width="{cells * WIDTH:.1f}" height="{HEIGHT}"'
    return f'<rect {place} fill="{color(fill)}"{extra}/>'


def line(column, row, cells, stroke, is_wavy) -> str:
    x, y, width = column * WIDTH, row * HEIGHT + 15.5, cells * WIDTH
    points = wave(x, y, width) if is_wavy else f"{x:.1f},{y} {x + width:.1f},{y}"
    return f'<polyline points="{points}" fill="none" stroke="{color(stroke)}" stroke-width="1.2"/>'


def label(column, row, content, fill, style) -> str:
    shown = content.strip(" ")
    x = (column + len(content) - len(content.lstrip(" "))) * WIDTH
    look = (' font-weight="bold"' if style.get("bold") else "") + (' font-style="italic"' if style.get("italic") else "")
    place = f'x="{x:.1f}" y="{row * HEIGHT + 13}" textLength="{len(shown) * WIDTH:.1f}"'
    return f'<text {place} fill="{color(fill)}"{look}>{escape(shown)}</text>'


def draw(screen) -> str:
    shapes, texts = [], []
    for number, row in enumerate(screen.grid):
        for column, content, cells, identity in runs(row):
            style = screen.styles.get(identity, {})
            front, back = style.get("foreground", screen.foreground), style.get("background", screen.background)
            if style.get("reverse"):
                front, back = back, front
            if back != screen.background:
                shapes.append(rectangle(column, number, cells, back))
            if style.get("undercurl") or style.get("underline"):
                shapes.append(line(column, number, cells, style.get("special", front), style.get("undercurl")))
            if content.strip():
                texts.append(label(column, number, content, front, style))
    row, column = screen.cursor
    shapes.append(rectangle(column, row, 1, screen.foreground, ' opacity=".45"'))
    width, height = COLUMNS * WIDTH + 20, ROWS * HEIGHT + 20
    fonts = "'DejaVu Sans Mono','Menlo','Consolas',monospace"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -10 {width:.0f} {height}"',
            f'  font-family="{fonts}" font-size="{SIZE}" xml:space="preserve">',
            f'<rect x="-10" y="-10" width="100%" height="100%" rx="8" fill="{color(screen.background)}"/>',
            *shapes,
            *texts,
            "</svg>\n",
        ]
    )


def capture(binary, neovim) -> str:
    sandbox = Sandbox(binary)
    for sample in SAMPLES.glob("*.md"):
        shutil.copy(sample, sandbox.project / sample.name)
    environment = ["env", "-i", *(f"{name}={value}" for name, value in sandbox.env.items())]
    nvim = pynvim.attach("child", argv=[*environment, neovim, "--embed", "--headless", "--clean", "-n"])
    screen = Screen()

    def wait(condition):
        if not nvim.exec_lua("local c = ...; return vim.wait(60000, loadstring('return ' .. c), 10)", condition):
            sys.exit(f"waited in vain for {condition}")

    try:
        nvim.ui_attach(COLUMNS, ROWS, rgb=True, ext_linegrid=True)
        nvim.exec_lua("vim.fn.chdir(...)", str(sandbox.project))
        nvim.command(f"set runtimepath^={PLUGIN}")
        nvim.command("runtime plugin/stet.lua")
        nvim.command("filetype plugin on | syntax on")
        nvim.exec_lua(SETUP)
        nvim.command("edit lighthouse.md")
        wait("#vim.diagnostic.get(0) >= 5")
        nvim.command("StetHighlights")
        wait("#vim.api.nvim_buf_get_extmarks(0, vim.api.nvim_create_namespace('stet.highlights'), 0, -1, {}) > 0")
        nvim.command("call search('satelite')")
        nvim.exec_lua("vim.lsp.buf.hover()")
        wait("#vim.api.nvim_list_wins() > 1")
        nvim.command("redraw!")
        nvim.exec_lua("vim.rpcnotify(..., 'captured')", nvim.channel_id)
        while (message := nvim.next_message())[1] != "captured":
            if message[1] == "redraw":
                screen.take(message[2])
        return draw(screen)
    finally:
        with contextlib.suppress(OSError, EOFError, pynvim.NvimError):
            nvim.command("qall!")
        nvim.close()
        sandbox.close()


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    program, editor, output = map(pathlib.Path, sys.argv[1:])
    output.write_text(capture(program.resolve(), str(editor.resolve())))
    print(f"{output}: {output.stat().st_size} bytes")
