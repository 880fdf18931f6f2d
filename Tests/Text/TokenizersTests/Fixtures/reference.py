"""What the reference library makes of lines of bytes: ids, and byte ranges in the original bytes, as two hashes."""

import codecs
import struct


def decode(data):
    """The text of `data` with U+FFFD for ill-formed parts, and the byte offset of each character and of the end."""
    repaired = []

    def repair(error):
        repaired.append((error.start, error.end))
        return "\ufffd", error.end

    codecs.register_error("stet-repair", repair)
    text = data.decode("utf-8", "stet-repair")
    offsets, position, pending = [], 0, dict(repaired)
    for character in text:
        offsets.append(position)
        if character == "\ufffd" and position in pending:
            position = pending[position]
        else:
            position += len(character.encode("utf-8"))
    return text, offsets + [position]


def tokens(tokenizer, data, special=False):
    """`(id, start, end)` of every token, ranges in bytes of `data`."""
    text, offsets = decode(data)
    encoding = tokenizer.encode(text, add_special_tokens=special)
    return [(i, offsets[a], offsets[b]) for i, (a, b) in zip(encoding.ids, encoding.offsets)]


def mixed(values):
    """A 32-bit hash of 32-bit numbers: FNV-1a over whole numbers in 64 bits, folded."""
    state = 0xCBF29CE484222325
    for value in values:
        state = ((state ^ value) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return (state ^ state >> 32) & 0xFFFFFFFF


def hashes(tokenizer, data):
    """The hash of the ids and that of the ranges."""
    found = tokens(tokenizer, data)
    return mixed(i for i, _, _ in found), mixed(n for _, a, b in found for n in (a, b))


def pack_lines(lines):
    """Number of lines, then length and bytes of each; little-endian 32-bit numbers."""
    return struct.pack("<I", len(lines)) + b"".join(struct.pack("<I", len(line)) + line for line in lines)


def pack_hashes(tokenizer, lines):
    """Both hashes of each line; little-endian 32-bit numbers."""
    return b"".join(struct.pack("<II", *hashes(tokenizer, line)) for line in lines)
