"""Language models as a person uses them: trained from nothing, measured by typing, taught one's own notes. Real processes, files on disk."""

import json

import pytest
from harness.sandbox import Sandbox

SENTENCES = ["The tide came in and the boats went out.", "The keeper of the harbour lit the lamp.",
             "Nobody had asked him to, and nobody thanked him.", "In the harbour the boats lay still."]
CONFIGURATION = {
    "model_type": "llama", "architectures": ["LlamaForCausalLM"], "vocab_size": 320, "hidden_size": 32, "num_hidden_layers": 2,
    "num_attention_heads": 4, "num_key_value_heads": 2, "intermediate_size": 64, "max_position_embeddings": 128,
    "tie_word_embeddings": True, "bos_token_id": 0, "eos_token_id": 0}
RECIPE = """
name = "tiny"
backbone = "./start"
new-weights = true
output = "model"
threads = 1
maximum-tokens = 64

[schedule]
steps = 150
batch-tokens = 256
learning-rate = 1e-2
dropout = 0.0

[[tasks]]
name = "next"
kind = "language-model"

[[tasks.train]]
path = "prose.txt"
"""


def documents(sentences, count):
    return "\n\n".join("\n".join(sentences[(at + line) % len(sentences)] for line in range(6)) for at in range(count)) + "\n"


@pytest.fixture(scope="module")
def trained(binary):
    """A home whose project has texts and a model of them."""
    sandbox = Sandbox(binary)
    project = sandbox.project
    (project / "prose.txt").write_text(documents(SENTENCES, 20))
    made = sandbox.run("train-tokenizer", "prose.txt", "--output", "start", "--vocabulary", "320", text=True)
    assert made.returncode == 0, made.stderr
    size = int(made.stdout.split()[0])
    (project / "start" / "config.json").write_text(json.dumps({**CONFIGURATION, "vocab_size": size}))
    (project / "tiny.toml").write_text(RECIPE)
    run = sandbox.run("train", "tiny.toml", text=True)
    assert run.returncode == 0, run.stderr
    yield sandbox
    sandbox.close()


def complete(sandbox, model, prefix):
    run = sandbox.run("complete", "--model", model, text=True, input=prefix)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_continues_what_it_learnt(trained):
    assert complete(trained, "./model", "The keeper of the har").startswith("bour lit the lamp")


def test_typing_with_the_model_and_with_n_grams_saves_keys(trained):
    run = trained.run(
        "eval", "completion", "prose.txt", "--model", "./model", "--ngram-corpus", "prose.txt", "--limit", "400",
        "--sweep", "0,0.5,1", "--format", "json", text=True)
    assert run.returncode == 0, run.stderr
    results = {row["predictor"]: row for row in json.loads(run.stdout)["results"]}
    assert list(results) == ["model", "5-gram", "words"]
    for row in results.values():
        assert row["saved"] == pytest.approx(1 - row["keys"] / row["characters"])
        assert [point["confidence"] for point in row["sweep"]] == [0, 0.5, 1]
        assert row["right"] <= row["shown"] <= row["requests"] and row["latency"]["median"] > 0
    assert results["model"]["saved"] > results["words"]["saved"] > 0 and results["5-gram"]["saved"] > 0.5
    assert results["model"]["nextWord"]["top1"] > results["words"]["nextWord"]["top1"]


def test_the_table_has_a_line_for_each_file_and_one_for_all(trained):
    (trained.project / "more.txt").write_text(documents(SENTENCES[::-1], 4))
    run = trained.run(
        "eval", "completion", "prose.txt", "more.txt", "--ngram-corpus", "prose.txt", "--limit", "80", "--sweep", "0.2", text=True)
    assert run.returncode == 0, run.stderr
    rows = [line.split() for line in run.stdout.split("\n\n")[0].splitlines()]
    assert rows[0][:4] == ["source", "predictor", "characters", "saved"]
    assert [row[0] for row in rows[1:]] == ["prose", "prose", "more", "more", "all", "all"]
    assert int(rows[5][2]) == int(rows[1][2]) + int(rows[3][2])


def test_a_first_half_helps_with_the_second(trained):
    names = [f"Vlissingen {name} Westkapelle." for name in ("met", "left", "saw", "sold")]
    (trained.project / "own.txt").write_text("\n".join(names * 6) + "\n")
    run = trained.run(
        "eval", "completion", "own.txt", "--model", "./model", "--personal", "--second-halves", "--limit", "800", "--confidence", "0.2",
        "--word-stride", "0", "--format", "json", text=True)
    assert run.returncode == 0, run.stderr
    alone, personal = json.loads(run.stdout)["results"]
    assert (alone["predictor"], personal["predictor"]) == ("model", "personal")
    assert personal["saved"] > alone["saved"] + 0.1 and alone["characters"] == personal["characters"]


def test_learns_notes_without_their_markup(trained):
    notes = trained.project / "notes"
    notes.mkdir()
    line = "The *boats* of the [keeper](https://example.org) asked **nobody** to lay the lamp out in the tide.\n\n"
    for number in range(4):
        (notes / f"{number}.md").write_text(f"# The boats\n\n" + line * 12)
    run = trained.run("train", "--adapt", "notes", "--model", "./model", "--output", "adapted", "--epochs", "60", text=True)
    assert run.returncode == 0, run.stderr
    numbers = {words[0]: float(words[-1]) for words in map(str.split, run.stdout.splitlines()) if words[0] in ("before", "after")}
    assert numbers["after"] < 0.5 * numbers["before"], run.stdout
    assert complete(trained, "./adapted", "The boats of the ke").startswith("eper asked nobody")
    assert not complete(trained, "./model", "The boats of the ke").startswith("eper asked nobody")
    assert "keeper" not in (trained.project / "adapted" / "README.md").read_text(), "notes stay out of the card"


@pytest.mark.parametrize("arguments, said", [
    (["--adapt", "empty", "--model", "./model"], "there are no notes"),
    (["--adapt", "little.md", "--model", "./model"], "300 words"),
    (["--adapt", "missing.md", "--model", "./model"], "missing.md"),
    (["--adapt", "prose.txt"], "--model"),
    (["--adapt", "prose.txt", "--model", "no-such-model"], "no-such-model"),
    (["--adapt", "prose.txt", "--model", "./model", "--head", "x"], "--adapt"),
    (["--adapt", "prose.txt", "--model", "./model", "--output", "notes-folder"], "is no model"),
])
def test_what_cannot_be_learnt_is_said(trained, arguments, said):
    (trained.project / "empty").mkdir(exist_ok=True)
    (trained.project / "little.md").write_text("A few words.\n")
    (trained.project / "notes-folder").mkdir(exist_ok=True)
    (trained.project / "notes-folder" / "diary.txt").write_text("mine\n")
    run = trained.run("train", *arguments, text=True)
    assert run.returncode == 2 and not run.stdout and said in run.stderr, run.stderr


@pytest.mark.parametrize("arguments, said", [
    (["prose.txt"], "--ngram-corpus"), (["prose.txt", "--ngram-corpus", "prose.txt", "--personal"], "--personal"),
    (["blank.txt", "--model", "./model"], "nothing to type"), (["prose.txt", "--model", "./model", "--sweep", "2"], "--sweep"),
    (["one.txt", "--model", "./model", "--second-halves"], "two paragraphs"),
    (["prose.txt", "--model", "./model", "--candidates", "0"], "--candidates"),
    (["prose.txt", "--model", "./model", "--personal-halves", "0"], "--personal-halves"),
])
def test_what_cannot_be_measured_is_said(trained, arguments, said):
    (trained.project / "blank.txt").write_text("\n \n")
    (trained.project / "one.txt").write_text("One paragraph.\n")
    run = trained.run("eval", "completion", *arguments, text=True)
    assert run.returncode == 2 and not run.stdout and said in run.stderr, run.stderr
