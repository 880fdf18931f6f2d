#!/usr/bin/env python3
"""Writes metrics.json: inputs made at random and what the reference implementations say of them.

    pip install seqeval scikit-learn scipy rouge-score
    python3 generate.py > metrics.json
"""
import collections
import json
import random
import re
import string
import sys

import scipy.stats
import sklearn.metrics
from rouge_score import rouge_scorer
from seqeval.metrics import classification_report

rng = random.Random(7)


def rounded(value):
    return round(float(value), 10)


def tags(length, scheme):
    names = ["O", "O"] + [f"{prefix}-{kind}" for prefix in scheme for kind in ("PER", "LOC", "creative-work")]
    return [rng.choice(names) for _ in range(length)]


def noisy(row, scheme):
    return [tag if rng.random() < 0.7 else rng.choice(tags(3, scheme)) for tag in row]


def span_case(scheme):
    gold = [tags(rng.randint(1, 12), scheme) for _ in range(8)]
    predicted = [noisy(row, scheme) for row in gold]
    report = classification_report(gold, predicted, output_dict=True, zero_division=0)
    scores = {}
    for name, row in report.items():
        scores[name] = {key: rounded(row[key]) for key in ("precision", "recall", "f1-score", "support")}
    return {"gold": gold, "predicted": predicted, "scores": scores}


def class_case(count, noise):
    labels = [f"l{index}" for index in range(count)]
    gold = [rng.choice(labels) for _ in range(60)]
    predicted = [label if rng.random() > noise else rng.choice(labels) for label in gold]
    report = sklearn.metrics.classification_report(gold, predicted, output_dict=True, zero_division=0)
    matrix = sklearn.metrics.confusion_matrix(gold, predicted, labels=labels).tolist()
    return {
        "labels": labels,
        "gold": [labels.index(label) for label in gold],
        "predicted": [labels.index(label) for label in predicted],
        "matrix": matrix,
        "accuracy": rounded(sklearn.metrics.accuracy_score(gold, predicted)),
        "macro": rounded(report["macro avg"]["f1-score"]),
        "weighted": rounded(report["weighted avg"]["f1-score"]),
        "micro": rounded(sklearn.metrics.f1_score(gold, predicted, average="micro")),
        "matthews": rounded(sklearn.metrics.matthews_corrcoef(gold, predicted)),
        "perLabel": {label: rounded(report[label]["f1-score"]) for label in labels if label in report},
    }


def multi_case():
    labels = ["a", "b", "c", "d"]
    gold = [[int(rng.random() < 0.4) for _ in labels] for _ in range(30)]
    predicted = [[value if rng.random() < 0.75 else 1 - value for value in row] for row in gold]
    average = {
        name: rounded(sklearn.metrics.f1_score(gold, predicted, average=name, zero_division=0))
        for name in ("micro", "macro", "weighted")
    }
    return {"labels": labels, "gold": gold, "predicted": predicted, **average,
            "exact": rounded(sklearn.metrics.accuracy_score(gold, predicted))}


def correlation_case(ties):
    first = [rng.randint(0, 5) if ties else rng.gauss(0, 1) for _ in range(40)]
    second = [value + rng.gauss(0, 1.5) if not ties else rng.randint(0, 3) + value for value in first]
    return {"first": first, "second": second,
            "spearman": rounded(scipy.stats.spearmanr(first, second).statistic),
            "pearson": rounded(scipy.stats.pearsonr(first, second).statistic)}


# SQuAD's measure from its description: lower case, ASCII punctuation away, articles to spaces, spaces to one.
def normalized(text):
    text = "".join(char for char in text.lower() if char not in set(string.punctuation))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def word_f1(gold, predicted):
    gold, predicted = normalized(gold).split(), normalized(predicted).split()
    if not gold or not predicted:
        return float(gold == predicted)
    shared = sum((collections.Counter(gold) & collections.Counter(predicted)).values())
    if shared == 0:
        return 0.0
    precision, recall = shared / len(predicted), shared / len(gold)
    return 2 * precision * recall / (precision + recall)


ANSWERS = [
    ("The Eiffel Tower", "eiffel tower"), ("a man", "an man"), ("U.S.A.", "usa"), ("1,000 km", "1000 km"),
    ("the", ""), ("", ""), ("Wilhelm Röntgen", "wilhelm  röntgen."), ("“the” cat", "“ ” cat"), ("São Paulo", "Sao Paulo"),
    ("theory", "the ory"), ("the the cat", "cat cat"), ("–the–end", "– –end"), ("a\u00a0b", "b"), ("ANother", "other"),
    ("It’s the 1990s", "its 1990s"), ("x_the_y", "xthey"), ("Ⅳ a", "Ⅳ"), ("İstanbul", "istanbul"),
]


def answer_cases():
    cases = [{"gold": gold, "predicted": predicted, "normalized": normalized(gold),
              "exact": float(normalized(gold) == normalized(predicted)), "f1": rounded(word_f1(gold, predicted))}
             for gold, predicted in ANSWERS]
    words = ["the", "cat", "sat", "a", "mat.", "Mat", "on", "An", "1990"]
    for _ in range(30):
        gold, predicted = (" ".join(rng.choice(words) for _ in range(rng.randint(1, 6))) for _ in range(2))
        cases.append({"gold": gold, "predicted": predicted, "normalized": normalized(gold),
                      "exact": float(normalized(gold) == normalized(predicted)), "f1": rounded(word_f1(gold, predicted))})
    return cases


def rouge_cases():
    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=False)
    words = ["The", "cat", "sat", "on", "it's", "mat", "a", "mid-day", "naïve", "2.5"]
    cases = []
    for _ in range(25):
        gold, predicted = (" ".join(rng.choice(words) for _ in range(rng.randint(0, 12))) for _ in range(2))
        scores = scorer.score(gold, predicted)
        cases.append({"gold": gold, "predicted": predicted,
                      **{name: [rounded(part) for part in score] for name, score in scores.items()}})
    return cases


def ranking_case(ties):
    relevant = [rng.random() < 0.3 for _ in range(25)]
    scores = [rng.randint(0, 6) / 4 if ties else rng.random() for _ in relevant]
    relevant[3] = True
    return {"relevant": relevant, "scores": scores,
            "average": rounded(sklearn.metrics.average_precision_score(relevant, scores))}


json.dump(
    {
        "spans": [span_case(scheme) for scheme in ("BI", "BI", "BIES", "I") for _ in range(2)],
        "classes": [class_case(2, 0.3), class_case(2, 0.0), class_case(5, 0.4), class_case(9, 0.8)],
        "multi": [multi_case(), multi_case()],
        "correlations": [correlation_case(False), correlation_case(True), correlation_case(True)],
        "answers": answer_cases(),
        "rouge": rouge_cases(),
        "rankings": [ranking_case(False), ranking_case(True), ranking_case(True)],
    },
    sys.stdout, ensure_ascii=False, separators=(",", ":"))
