#!/usr/bin/env python3
"""Writes corrections.jsonl: sentences made here, and what a reference scorer says of them.

    generate_corrections.py SCORER.py > corrections.jsonl

SCORER.py has read_m2, retokenise, maxmatch and gleu_stats, as ../shared/eval/score_grammar.py has them.
"""
import importlib.util, json, random, sys

spec = importlib.util.spec_from_file_location("scorer", sys.argv[1])
scorer = importlib.util.module_from_spec(spec)
spec.loader.exec_module(scorer)
random.seed(5)
WORDS = "the a cat dog do n't it 's sat on in , . mat they are were John 's well - known 3.5 \" can not".split(" ")

def corrupted(tokens):
    out = []
    for token in tokens:
        kind = random.random()
        if kind < 0.1: continue
        out.append(random.choice(WORDS) if kind < 0.22 else token)
        if kind > 0.9: out.append(random.choice(WORDS))
    return out

def gold(source, target):
    """Edits of a shortest path, sometimes with an alternative."""
    edits, i, j = [], 0, 0
    import difflib
    for op, a, b, c, d in difflib.SequenceMatcher(None, source, target, autojunk=False).get_opcodes():
        if op == "equal": continue
        alternatives = [target[c:d]] + ([[random.choice(WORDS)]] if random.random() < 0.2 else [])
        edits.append((a, b, alternatives))
    return edits

for number in range(60):
    source = [random.choice(WORDS) for _ in range(random.randint(1, 14))]
    targets = [corrupted(source) for _ in range(2)]
    made = corrupted(source) if random.random() < 0.3 else random.choice(targets)
    hyp = " ".join(made)
    if random.random() < 0.5:
        for mark in [",", ".", "n't", "'s"]: hyp = hyp.replace(" " + mark, mark)
    annotations = [gold(source, t) for t in targets]
    tokens = hyp.split() if hyp.split() == source else scorer.retokenise(hyp, source)
    counts = [scorer.maxmatch(source, tokens, [(a, b, [tuple(x) for x in alts]) for a, b, alts in g]) for g in annotations]
    print(json.dumps({
        "source": source, "line": hyp, "tokens": tokens, "counts": counts,
        "gold": [[[a, b, alts] for a, b, alts in g] for g in annotations],
        "gleu": [scorer.gleu_stats(source, tokens, t) for t in targets], "references": targets}))
