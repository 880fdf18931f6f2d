"""Writes Sources/Text/Tokenizers/Unicode/UnicodeTables.swift: what the reference library does with every scalar.

    pip install tokenizers==0.23.3
    python3 Tests/Text/TokenizersTests/Fixtures/unicode_tables.py

The reference mixes several Unicode versions (categories from an old one, case from a new one), so each property is
measured over all 1,112,064 scalars instead of being taken from one version of the Unicode character database. Where
the measured property and Python's `unicodedata` differ, the difference is printed.
"""

import pathlib
import unicodedata

from tokenizers import Regex, normalizers, pre_tokenizers

ROOT = pathlib.Path(__file__).resolve().parents[4]
TARGET = ROOT / "Sources/Text/Tokenizers/Unicode/UnicodeTables.swift"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

# Bits of a scalar's properties; the same as in ScalarProperties.swift.
REMOVED, WHITESPACE, PUNCTUATION, IDEOGRAPH, NONSPACING, MARK, WORD = (1 << n for n in range(7))

SCALARS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]


def bert(**only):
    off = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    return normalizers.BertNormalizer(**{**off, **only}).normalize_str


def measure():
    clean, ideograph, accents, lower = (
        bert(clean_text=True), bert(handle_chinese_chars=True), bert(strip_accents=True), bert(lowercase=True))
    marks, decompose = normalizers.StripAccents().normalize_str, normalizers.NFD().normalize_str
    split, words = pre_tokenizers.BertPreTokenizer().pre_tokenize_str, pre_tokenizers.Whitespace().pre_tokenize_str
    properties, lowered, decomposed = bytearray(0x110000), {}, {}
    for c in SCALARS:
        s = chr(c)
        cleaned, pieces = clean(s), [piece for piece, _ in split("a" + s + "a")]
        space = pieces == ["a", "a"]
        assert space or pieces in (["a", s, "a"], ["a" + s + "a"]), hex(c)
        assert cleaned == ("" if cleaned == "" else " " if space else s), hex(c)
        properties[c] |= REMOVED * (cleaned == "") | WHITESPACE * space | PUNCTUATION * (pieces == ["a", s, "a"])
        properties[c] |= IDEOGRAPH * (ideograph(s) != s) | NONSPACING * (accents(s) == "") | MARK * (marks(s) == "")
        properties[c] |= WORD * (len(words("a" + s + "a")) == 1)
        if lower(s) != s:
            lowered[c] = lower(s)
        if decompose(s) != s and not 0xAC00 <= c < 0xD7A4:
            decomposed[c] = decompose(s)
    return properties, lowered, decomposed


# Classes of a scalar; the same as in CharacterClass.swift.
OTHER, LETTER, NUMBER, SPACE, NUMERAL = range(5)


def character_classes():
    """What the regular expressions of byte-level models see: letters, numbers, white space; and what only `Digits` divides at."""
    def matches(split, s):
        return len(split("\x01" + s + "\x01")) > 1

    split = {value: pre_tokenizers.Split(Regex(pattern), "isolated").pre_tokenize_str
             for value, pattern in ((LETTER, r"\p{L}"), (NUMBER, r"\p{N}"), (SPACE, r"\s"))}
    digits = pre_tokenizers.Digits(True).pre_tokenize_str
    result = bytearray(0x110000)
    for c in SCALARS:
        found = [value for value, matcher in split.items() if matches(matcher, chr(c))]
        assert len(found) < 2, hex(c)
        result[c] = found[0] if found else NUMERAL if matches(digits, chr(c)) else OTHER
        assert result[c] != NUMBER or matches(digits, chr(c)), hex(c)
    return result


def exclusions():
    """Scalars with a decomposition of several that composing (NFC) does not make again."""
    compose, decompose = normalizers.NFC().normalize_str, normalizers.NFD().normalize_str
    return [c for c in SCALARS if len(decompose(chr(c))) > 1 and compose(chr(c)) != chr(c)]


def combining_classes():
    """The canonical combining class of every scalar, found by how the reference orders it against known marks."""
    decompose = normalizers.NFD().normalize_str
    known = {230: "\u0300"}
    for c in SCALARS:
        value, s = unicodedata.combining(chr(c)), chr(c)
        if not value or value in known or unicodedata.normalize("NFD", s) != s:
            continue
        # Only a mark that the reference's version already has can stand for its class.
        first = "a" + (s + known[230] if value < 230 else known[230] + s)
        if decompose("a" + known[230] + s) == first and decompose("a" + s + known[230]) == first:
            known[value] = s
    result, differing = {}, 0
    for c in SCALARS:
        s = chr(c)
        if not unicodedata.category(s).startswith("M") and unicodedata.category(s) != "Cn":
            continue
        expected = unicodedata.combining(s)
        if agrees(decompose, known, s, expected):
            if expected:
                result[c] = expected
            continue
        result[c] = next(v for v in [0, *sorted(known)] if agrees(decompose, known, s, v))
        if not result[c]:
            del result[c]
        differing += 1
    print(f"combining classes: {differing} differ from unicodedata (its newer or decomposable marks)")
    return result


def agrees(decompose, known, s, value):
    """Whether `s` sorts as a scalar of class `value` against one known mark of each neighbouring class."""
    if decompose(s) != s:
        return value == 0
    classes = sorted(known)
    if value == 0:
        # A starter never moves before a mark of the highest class.
        return decompose("a" + known[classes[-1]] + s) == "a" + known[classes[-1]] + s and \
            decompose("a" + s + known[classes[0]]) == "a" + s + known[classes[0]]
    neighbours = [max((v for v in classes if v < value), default=None), min((v for v in classes if v > value), default=None)]
    for other in (v for v in neighbours if v is not None):
        mark = known[other]
        first = "a" + (s + mark if value < other else mark + s)
        if decompose("a" + s + mark) != first or decompose("a" + mark + s) != first:
            return False
    return True


def variable(number):
    out = ""
    while number >= 32:
        out += ALPHABET[32 | number & 31]
        number >>= 5
    return out + ALPHABET[number]


def signed(number):
    return variable(number << 1 if number >= 0 else (-number << 1) - 1)


def runs(values):
    """`length, value` of every maximal run of equal values."""
    out, start = "", 0
    for c in range(1, len(values) + 1):
        if c == len(values) or values[c] != values[start]:
            out += variable(c - start) + variable(values[start])
            start = c
    return out


def gaps(scalars):
    """The distance of each scalar from the one before it."""
    return "".join(variable(c - last) for last, c in zip([0, *scalars], scalars))


def mappings(table):
    """`gap, count, first delta, further scalars...` of every mapped scalar, in order."""
    out, last = "", 0
    for c in sorted(table):
        scalars = [ord(s) for s in table[c]]
        out += variable(c - last) + variable(len(scalars)) + signed(scalars[0] - c)
        out += "".join(variable(s) for s in scalars[1:])
        last = c
    return out


def literal(name, comment, data):
    lines = [data[n:n + 100] for n in range(0, len(data), 100)]
    body = "\\\n    ".join(lines)
    return f'  /// {comment}\n  static let {name}: StaticString = """\n    {body}\n    """\n'


def compare(name, measured, expected):
    extra, missing = sorted(measured - expected), sorted(expected - measured)
    if extra or missing:
        print(f"{name}: {len(extra)} only in the reference {[hex(c) for c in extra[:6]]}, "
              f"{len(missing)} only in unicodedata {[hex(c) for c in missing[:6]]}")


def main():
    properties, lowered, decomposed = measure()
    classes = bytearray(0x110000)
    for c, value in combining_classes().items():
        classes[c] = value
    category = {c: unicodedata.category(chr(c)) for c in SCALARS}
    print(f"unicodedata is Unicode {unicodedata.unidata_version}")
    has = lambda bit: {c for c in SCALARS if properties[c] & bit}
    compare("removed", has(REMOVED), {c for c in SCALARS if category[c] in ("Cc", "Cf", "Co")})
    compare("whitespace", has(WHITESPACE), {c for c in SCALARS if chr(c).isspace()})
    compare("punctuation", has(PUNCTUATION), {c for c in SCALARS if category[c][0] == "P"})
    compare("non-spacing", has(NONSPACING), {c for c in SCALARS if category[c] == "Mn"})
    compare("marks", has(MARK), {c for c in SCALARS if category[c][0] == "M"})
    compare("lower case", set(lowered), {c for c in SCALARS if chr(c).lower() != chr(c)})
    compare("decomposed", set(decomposed), {c for c in SCALARS if unicodedata.normalize("NFD", chr(c)) != chr(c)
                                            and not 0xAC00 <= c < 0xD7A4})
    parts = [
        literal("properties", "Runs of equal `ScalarProperties`: length, value.", runs(properties)),
        literal("combiningClasses", "Runs of equal canonical combining class: length, value.", runs(classes)),
        literal("characterClasses", "Runs of equal `CharacterClass`: length, value.", runs(character_classes())),
        literal("compositionExclusions", "Scalars that composing does not make again: gaps.", gaps(exclusions())),
        literal("lowercase", "Lower-case mappings: gap, count, signed first delta, further scalars.", mappings(lowered)),
        literal("decompositions", "Full canonical decompositions without Hangul, laid out like `lowercase`.",
                mappings(decomposed)),
    ]
    TARGET.write_text(
        "// Generated by Tests/Text/TokenizersTests/Fixtures/unicode_tables.py; do not edit.\n\n"
        "/// Properties of every Unicode scalar as the reference tokenizer library sees them.\n"
        "///\n/// Each table is a list of unsigned integers, five bits a character, least significant first; the sixth bit says\n"
        "/// that more follows. A signed number is zigzag coded. `ScalarTable` reads them.\n"
        "enum UnicodeTables {\n" + "\n".join(parts) + "}\n")
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
