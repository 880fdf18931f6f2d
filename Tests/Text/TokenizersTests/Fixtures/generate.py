"""Writes the parity fixtures next to this file, from a seed and from what the reference library answers.

    pip install tokenizers==0.23.3
    python3 Tests/Text/TokenizersTests/Fixtures/generate.py [MODEL_DIRECTORY]

    lines.bin            the texts: synthetic, of every kind that tokenizers stumble over
    vocabulary.json      a small vocabulary
    NAME.tokenizer.json  configurations, with null in place of that vocabulary
    NAME.expected.bin    hashes of ids and of byte ranges of each line
    pairs.json           a few single texts and pairs with special tokens, type ids and truncation, spelled out
    model.expected.bin   the same for a real model, all-MiniLM-L6-v2, when its folder is given
    scalars.bin          hashes of the normalised form of every scalar, one for each block of 4096
"""

import collections
import copy
import json
import pathlib
import random
import struct
import sys
import unicodedata

from tokenizers import Tokenizer, normalizers

import reference

HERE = pathlib.Path(__file__).resolve().parent
PHRASES = """
The proofreader's mark for "let it stand" is a row of dots under the word.
She sells sea-shells; he buys them back at 3.50 a dozen, plus 20% tax!
An editor opened the file, changed one comma, and closed it again.
Nothing a person writes should ever leave the machine it was written on.
Why did the long-winded paragraph refuse to end? Nobody had told it when.
Mr. O'Neill arrived at 7:45 a.m. (local time) with two suitcases & a parrot.
Café owners in Zürich, Malmö and São Paulo compare notes on crème brûlée.
The naïve coöperation of façade builders led to a piñata-shaped déjà vu.
Version 2.0.1-beta fixes #1234, see https://example.org/a_b?c=d&e=f#top.
def encode(text: str) -> list[int]: return [vocab[w] for w in text.split()]
If x < y and y <= z, then x != z unless `z` is NaN... which it is.
Der Straßenbau in der Großstadt kostet 1.234,56 € je Quadratmeter.
Le cœur a ses raisons que la raison ne connaît point, dit-on souvent.
El niño comió una manzana; ¿y tú, qué comiste ayer por la mañana?
Быстрая лиса перепрыгнула через ленивую собаку, ёжик удивился.
Η γρήγορη αλεπού πηδά πάνω από το τεμπέλικο σκυλί. ΟΔΥΣΣΕΥΣ και Ὀδυσσεύς.
İstanbul'da ılık bir öğle sonrası çay içtik; IĞDIR uzaktı.
Tiếng Việt có nhiều dấu thanh: huyền, sắc, hỏi, ngã, nặng.
שלום עולם, זהו משפט קצר עם נִקּוּד ובלי.
مرحبا بالعالم، هذه جُمْلَةٌ قصيرة مع تشكيل.
नमस्ते दुनिया, यह एक छोटा वाक्य है।
สวัสดีชาวโลก นี่คือประโยคสั้นๆ
我喜欢在下雨天读书。日本語の文章もここにあります、カタカナも。
안녕하세요 세계, 이것은 짧은 문장입니다. 가각갂
Families 👨‍👩‍👧‍👦 wave 👋🏽 at the flag 🇫🇷 and at 🏴󠁧󠁢󠁥󠁮󠁧󠁿, then ❤️ happens.
𝔉𝔯𝔞𝔨𝔱𝔲𝔯 𝐛𝐨𝐥𝐝 𝟏𝟐𝟑 ℝ ∑ ∫ √2 ≈ 1.414, x² + y³ = z⁴, ﬁne ﬂour, ½ cup.
“Curly quotes”, ‘single ones’, an ellipsis… and a dash — or two – here.
""".strip().splitlines()
SPECIALS = ["[MASK]", "[SEP]", "[CLS]", "[UNK]", "[PAD]", "[mask]", "[MASK", "<user>", "<USER>", "@@x", "Stet™", "[left]", "[right]"]
MARKS = "\u0300\u0301\u0308\u0323\u0327\u0331\u0345\u05b0\u064b\u3099\u302e\u0f71\u0f72\U0001d165\U0001d16d\u200d\ufe0f\u1dfa\u1ac0"
ODD = "\x00\x01\x07\x0b\x0c\x1c\x7f\x85\xa0\xad\u034f\u061c\u1680\u180e\u2000\u2003\u200b\u200e\u2028\u2029\u202e\u202f\u205f\u2060\u3000\ufeff\ufffd\ufffe\U000e0001\U000f0000\u0130\u0131\u03a3\u03c2\u1e9e\u0344\u0958\ufb2c\uf900\U0002f800\U0001d15e"
BROKEN = [b"\x80", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\xff\xfe", b"\xf8\x88"]


def lines():
    """At least ten thousand varied lines, the same ones every time."""
    rng = random.Random(20)
    out = ["", " ", "\t\n", "a", "\u0301", "[MASK]", "[CLS][SEP]", "\u0344a\u0323", *PHRASES]
    out += [line.upper() for line in PHRASES] + [unicodedata.normalize("NFD", line) for line in PHRASES]
    out += [unicodedata.normalize("NFKC", line) for line in PHRASES]
    makers = [edited, edited, blocks, blocks, marks, long_word, specials, mixed_words, scalars]
    while len(out) < 10200:
        out.append(rng.choice(makers)(rng))
    data = [line.encode("utf-8", "replace") for line in out]
    for _ in range(600):
        data.append(broken(rng, rng.choice(data[:4000])))
    return data


def phrase(rng):
    words = rng.choice(PHRASES).split()
    start = rng.randrange(len(words))
    return " ".join(words[start:start + rng.randrange(1, 9)])


def edited(rng):
    """A phrase with odd characters put in, taken out or doubled."""
    text = list(phrase(rng))
    for _ in range(rng.randrange(4)):
        place = rng.randrange(len(text) + 1)
        kind = rng.randrange(5)
        if kind == 0:
            text.insert(place, rng.choice(ODD))
        elif kind == 1:
            text.insert(place, rng.choice(MARKS))
        elif kind == 2 and text:
            text.pop(min(place, len(text) - 1))
        elif kind == 3:
            text.insert(place, rng.choice("  \t\n-_.,'\"()[]{}#*/\\|~^$+=<>`@&%!?;:"))
        elif text:
            text[min(place, len(text) - 1)] = text[min(place, len(text) - 1)].swapcase()
    return "".join(text)


def blocks(rng):
    """Neighbours in the code space, from everywhere."""
    plane = rng.choice([0] * 8 + [1] * 6 + [2, 3, 14, 15, 16])
    base = plane << 16 | rng.randrange(0x10000) & ~0x3F
    chosen = [base + rng.randrange(64) for _ in range(rng.randrange(1, 14))]
    text = "".join(chr(c) for c in chosen if not 0xD800 <= c < 0xE000)
    return rng.choice(["", "a", "x "]) + text + rng.choice(["", "b", " y", ". z"])


def marks(rng):
    """Runs of combining marks that have to be ordered, on composed and on bare letters."""
    letters = "aeioAEÉéüőǖậḝが각\u1100\u0930\u0928\u1025"
    return "".join(rng.choice(letters) + "".join(rng.choice(MARKS) for _ in range(rng.randrange(5)))
                   for _ in range(rng.randrange(1, 8)))


def long_word(rng):
    """Around the limit of 100 characters, in ASCII and beyond."""
    letters = rng.choice(["abc", "xyz-", "éa", "aX", "字a", "a\u0301", "ß", "a\u00ad"])
    count = rng.choice([1, 20, 49, 50, 51, 99, 100, 101, 102, 130])
    return rng.choice(["", "see "]) + "".join(rng.choice(letters) for _ in range(count)) + rng.choice(["", " end", "."])


def specials(rng):
    """Special and added tokens in the middle of text."""
    return "".join(rng.choice([rng.choice(SPECIALS), " ", "  ", "a", "É", "_", "\u00a0", phrase(rng)[:12]])
                   for _ in range(rng.randrange(1, 9)))


def mixed_words(rng):
    """Words of several scripts without space between them."""
    return "".join(rng.choice(rng.choice(PHRASES).split()) + rng.choice(["", "", " ", "-"]) for _ in range(rng.randrange(2, 7)))


def scalars(rng):
    """Characters from anywhere below U+3000, where most oddities live."""
    return "".join(chr(rng.randrange(1, 0x3000)) for _ in range(rng.randrange(1, 20)))


def broken(rng, data):
    place = rng.randrange(len(data) + 1)
    return data[:place] + rng.choice(BROKEN) + data[place + rng.randrange(2):]


def vocabulary(texts):
    """Special tokens, single characters and frequent short strings, each also as a continuation."""
    characters, strings = collections.Counter(), collections.Counter()
    for text in texts:
        for form in (text, text.lower(), unicodedata.normalize("NFD", text.lower())):
            for word in form.replace("\0", "").split():
                characters.update(word)
                for size in (2, 3, 4, 5, 7):
                    strings.update(word[n:n + size] for n in range(0, len(word) - size + 1))
    single = [c for c, _ in sorted(characters.items(), key=lambda item: (-item[1], item[0]))[:1100]]
    longer = [s for s, _ in sorted(strings.items(), key=lambda item: (-item[1] * len(item[0]), item[0]))[:1300]]
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokens += [t for s in single + longer for t in (s, "##" + s)]
    return {token: id for id, token in enumerate(dict.fromkeys(tokens))}


def configurations(vocab):
    """Tokenizer files by name: what is common, and each switch on its own."""
    special = lambda name: {"SpecialToken": {"id": name, "type_id": 0}}
    base = {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [dict(id=vocab[t], content=t, single_word=False, lstrip=False, rstrip=False, normalized=False,
                              special=True) for t in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")],
        "normalizer": dict(type="BertNormalizer", clean_text=True, handle_chinese_chars=True, strip_accents=None,
                           lowercase=True),
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing", "single": [special("[CLS]"), {"Sequence": {"id": "A", "type_id": 0}}, special("[SEP]")],
            "pair": [special("[CLS]"), {"Sequence": {"id": "A", "type_id": 0}}, special("[SEP]"),
                     {"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
            "special_tokens": {t: {"id": t, "ids": [vocab[t]], "tokens": [t]} for t in ("[CLS]", "[SEP]")}},
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                  "max_input_chars_per_word": 100, "vocab": None},
    }
    cased, raw, runs, added = (copy.deepcopy(base) for _ in range(4))
    cased["normalizer"].update(lowercase=False)
    cased["post_processor"] = {"type": "BertProcessing", "sep": ["[SEP]", vocab["[SEP]"]], "cls": ["[CLS]", vocab["[CLS]"]]}
    raw["normalizer"].update(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=True)
    raw["post_processor"] = {"type": "RobertaProcessing", "sep": ["[SEP]", vocab["[SEP]"]],
                             "cls": ["[CLS]", vocab["[CLS]"]], "trim_offsets": True, "add_prefix_space": False}
    raw["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Punctuation", "behavior": "Isolated"}]}
    runs["normalizer"] = {"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "Lowercase"}]}
    runs["pre_tokenizer"] = {"type": "Whitespace"}
    runs["post_processor"] = None
    added["normalizer"] = {"type": "Sequence", "normalizers": [{"type": "Lowercase"}, {"type": "NFD"}, {"type": "StripAccents"}]}
    added["pre_tokenizer"] = {"type": "WhitespaceSplit"}
    extra = [("<user>", {}), ("@@x", dict(single_word=True)), ("[left]", dict(lstrip=True)), ("[right]", dict(rstrip=True)),
             ("É", dict(normalized=True)), ("Stet", dict(single_word=True, normalized=True))]
    for number, (content, flags) in enumerate(sorted(extra, key=lambda item: item[0] in vocab)):
        added["added_tokens"].append({**dict(id=vocab.get(content, len(vocab) + number), content=content, single_word=False, lstrip=False,
                                             rstrip=False, normalized=False, special=False), **flags})
    return {"uncased": base, "cased": cased, "raw": raw, "runs": runs, "added": added}


def pairs(tokenizer):
    """Spelled-out answers with templates, type ids and truncation."""
    tokenizer = Tokenizer.from_str(tokenizer.to_str())
    texts = [("The editor opened", None), ("Why did it end?", "Nobody had told it when."), ("", "a"), ("Café 字", "naïve x")]
    out = []
    for limit in (None, 6, 9):
        tokenizer.no_truncation() if limit is None else tokenizer.enable_truncation(limit)
        for first, second in texts:
            answer = tokenizer.encode(first, second)
            out.append({"first": first, "second": second, "limit": limit, "ids": answer.ids, "types": answer.type_ids,
                        "template": answer.special_tokens_mask})
    return out


def scalar_hashes():
    """A hash of the normalised form of all scalars of each block of 4096, lower-cased and stripped as BERT does."""
    normalize = normalizers.BertNormalizer(True, True, None, True).normalize_str
    out = b""
    for block in range(0, 0x110000, 4096):
        text = (normalize(chr(c)) for c in range(block, block + 4096) if not 0xD800 <= c < 0xE000)
        out += struct.pack("<I", reference.mixed(b for form in text for b in form.encode() + b"\n"))
    return out


def main():
    data = lines()
    (HERE / "lines.bin").write_bytes(reference.pack_lines(data))
    vocab = vocabulary([reference.decode(line)[0] for line in data[:3000]])
    (HERE / "vocabulary.json").write_text(json.dumps(vocab, ensure_ascii=False, separators=(",", ":")) + "\n")
    for name, configuration in configurations(vocab).items():
        (HERE / f"{name}.tokenizer.json").write_text(json.dumps(configuration, ensure_ascii=False, indent=1) + "\n")
        configuration["model"]["vocab"] = vocab
        tokenizer = Tokenizer.from_str(json.dumps(configuration))
        (HERE / f"{name}.expected.bin").write_bytes(reference.pack_hashes(tokenizer, data))
        unknown = sum(tokenizer.encode(reference.decode(line)[0]).ids.count(1) for line in data[:2000])
        print(name, len(data), "lines,", unknown, "unknown tokens in the first 2000")
        if name == "uncased":
            (HERE / "pairs.json").write_text(json.dumps(pairs(tokenizer), ensure_ascii=False, indent=1) + "\n")
    (HERE / "scalars.bin").write_bytes(scalar_hashes())
    if len(sys.argv) > 1:
        tokenizer = Tokenizer.from_file(sys.argv[1] + "/tokenizer.json")
        tokenizer.no_truncation()
        tokenizer.no_padding()
        (HERE / "model.expected.bin").write_bytes(reference.pack_hashes(tokenizer, data))


if __name__ == "__main__":
    main()
