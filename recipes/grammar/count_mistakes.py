#!/usr/bin/env python3
"""Counts what kinds of mistakes native writers make, in the training parts of real corrections.

    count_mistakes.py ../shared/data/grammar/docs_typos/train.jsonl ../shared/data/grammar/iterater/train.jsonl

The kinds are those of Sources/Text/Mistakes; what MistakeRates.native says was taken from the output. A word is known when it occurs in a
target five times, or in a word list of the system.
"""
import collections, difflib, json, os, re, sys

ARTICLES = set("a an the".split())
PREPOSITIONS = set("in on at of to for from by with about into since during between among until".split())
SMALL = set("is are was were be been have has had it that and or as will would can not do he they we you this i if than then".split())
PRONOUNS = set("i me my he him his she her we us our they them their who whom whose".split())
BE = [set(p.split()) for p in ("is are", "was were", "has have", "does do", "isn't aren't", "doesn't don't")]
CONFUSED = [set(p.split()) for p in "there their they're|its it's|to too two|then than|affect effect|your you're|lose loose|were where|form from|of off|an and|now know|which who|this these|that those|as is|it is|on one".split("|")]

def tokens(text): return re.findall(r"\w+(?:['’]\w+)*|[^\w\s]", text)

def kind(old, new, known, before):
    a, b = [t.lower() for t in old], [t.lower() for t in new]
    if not a and len(b) == 1 or not b and len(a) == 1:
        word = (a + b)[0]
        if not word[0].isalnum(): return "hyphen" if word == "-" else "comma" if word == "," else "punctuation"
        if not b and word == before: return "doubled"
        if word in ARTICLES: return "article"
        if word in PREPOSITIONS: return "preposition" if a or word != "to" else "missing"
        return "missing" if b else "extra"
    if "".join(a) == "".join(b): return "capital" if len(a) == len(b) else "joined"
    if "".join(a).replace("-", "") == "".join(b).replace("-", ""): return "hyphen"
    if len(a) != 1 or len(b) != 1: return "hyphen" if "-" in a + b else "other"
    x, y = a[0], b[0]
    if not x[0].isalnum() or not y[0].isalnum(): return "run-on" if {x, y} & set(".;") and {x, y} & {","} else "punctuation"
    if x.replace("’", "'").replace("'", "") == y.replace("’", "'").replace("'", ""): return "apostrophe"
    if x in ARTICLES and y in ARTICLES: return "article"
    if any({x, y} <= s for s in CONFUSED): return "confusion"
    if any({x, y} <= s for s in BE): return "agreement"
    if x in PREPOSITIONS and y in PREPOSITIONS: return "preposition"
    if x in PRONOUNS and y in PRONOUNS: return "pronoun"
    if known[x] < 5 and difflib.SequenceMatcher(None, x, y).ratio() > 0.6: return "spelling"
    if x + "s" == y or y + "s" == x or x + "es" == y or y + "es" == x: return "number or agreement"
    if x[:3] == y[:3]: return "verb"
    return "confusion" if difflib.SequenceMatcher(None, x, y).ratio() > 0.6 else "other"

pairs = []
for path in sys.argv[1:]:
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        if row.get("intent", "fluency") == "fluency": pairs.append((tokens(row["src"]), tokens(row["tgt"])))
known = collections.Counter(t.lower() for _, b in pairs for t in b)
for path in ("/usr/share/dict/words", "/usr/share/hunspell/en_US.dic"):
    if os.path.exists(path): known.update({w.split("/")[0].strip().lower(): 5 for w in open(path, encoding="utf-8", errors="replace")})
kinds, sizes = collections.Counter(), collections.Counter()
for a, b in pairs:
    count = 0
    for op, i, j, k, l in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op != "equal":
            kinds[kind(a[i:j], b[k:l], known, a[i - 1].lower() if i else "")] += 1
            count += 1
    sizes[min(count, 5)] += 1
total = sum(kinds.values())
for name, count in kinds.most_common(): print(f"{name:22} {count:6} {100 * count / total:5.1f} %")
print("edits a sentence:", {k: round(v / len(pairs), 3) for k, v in sorted(sizes.items())})
