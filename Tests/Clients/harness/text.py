"""Positions in the three encodings, computed in another way than the server does."""

import re

_LINE_END = re.compile("\r\n|\n|\r")
_CODEC = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


def _units(text: str, encoding: str) -> int:
    codec, size = _CODEC[encoding]
    return len(text.encode(codec)) // size


def line_starts(text: str) -> list:
    return [0] + [match.end() for match in _LINE_END.finditer(text)]


def position(text: str, index: int, encoding: str) -> dict:
    """The position of a Python string index."""
    starts = line_starts(text)
    line = max(number for number, start in enumerate(starts) if start <= index)
    return {"line": line, "character": _units(text[starts[line] : index], encoding)}


def index(text: str, position: dict, encoding: str) -> int:
    """The Python string index of a position, which must not lie inside a character."""
    codec, size = _CODEC[encoding]
    start = line_starts(text)[position["line"]]
    line = _LINE_END.split(text[start:], maxsplit=1)[0]
    before = line.encode(codec)[: position["character"] * size]
    return start + len(before.decode(codec))


def range_of(text: str, part: str, encoding: str, start: int = 0) -> dict:
    """The range of the first occurrence of `part`."""
    at = text.index(part, start)
    return {"start": position(text, at, encoding), "end": position(text, at + len(part), encoding)}


def excerpt(text: str, range: dict, encoding: str) -> str:
    return text[index(text, range["start"], encoding) : index(text, range["end"], encoding)]


def apply_edits(text: str, edits: list, encoding: str) -> str:
    """The text after edits that do not overlap, whatever their order."""
    placed = [
        (index(text, e["range"]["start"], encoding), index(text, e["range"]["end"], encoding), e["newText"])
        for e in edits
    ]
    for start, end, new in sorted(placed, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def edits_for(workspace_edit: dict, uri: str) -> list:
    """The edits of one document, in whichever of the two forms."""
    edits = list(workspace_edit.get("changes", {}).get(uri, []))
    for change in workspace_edit.get("documentChanges", []):
        if change.get("textDocument", {}).get("uri") == uri:
            edits += change["edits"]
    return edits
