"""`stet train` and `stet eval` as a person uses them: real processes, a small model, files on disk."""

import html.parser
import json
import os
import signal
import subprocess

import pytest
from harness import tiny
from harness.sandbox import Sandbox

MOODS = [("it was a good film .", "fine"), ("a very good cat", "fine"), ("the dog was fine", "fine"),
         ("it was bad .", "awful"), ("a very bad film", "awful"), ("the cat was awful", "awful")]
QUESTIONS = [("the cat sat .", "who sat ?", "cat"), ("ada met bob in paris .", "where ?", "paris"),
             ("a dog ran in rome .", "who ran ?", "dog")]
RECIPE = """
name = "tiny"
backbone = "./backbone"
output = "{output}"
threads = 1
maximum-tokens = 32

[schedule]
steps = {steps}
batch-tokens = 64
learning-rate = 5e-3
warm-up = 0
decay = "constant"

[evaluation]
every = 50

[[tasks]]
name = "mood"
kind = "label"

[[tasks.train]]
path = "{moods}"

[[tasks.dev]]
path = "{moods}"

[[tasks]]
name = "answers"
kind = "answers"
negatives = 1

[[tasks.train]]
path = "questions.jsonl"

[[tasks.dev]]
path = "questions.jsonl"
"""
STEPS = 150


def lines(records):
    return "".join(json.dumps(record) + "\n" for record in records)


def prepare(folder):
    """The model, the data, and recipes that differ in where the result goes."""
    tiny.write(folder / "backbone")
    (folder / "moods.jsonl").write_text(lines({"text": text, "label": label} for text, label in MOODS))
    (folder / "questions.jsonl").write_text(lines(
        {"context": context, "question": question, "answers": [answer], "answer_start": context.index(answer)}
        for context, question, answer in QUESTIONS))
    recipe(folder, "whole")


def recipe(folder, name, *, steps=STEPS, moods="moods.jsonl"):
    (folder / f"{name}.toml").write_text(RECIPE.format(output=name, steps=steps, moods=moods))
    return f"{name}.toml"


@pytest.fixture(scope="module")
def trained(binary):
    """A home whose project has a model that was trained without interruption, and what the training printed."""
    sandbox = Sandbox(binary)
    prepare(sandbox.project)
    run = sandbox.run("train", "whole.toml", text=True)
    yield sandbox, run
    sandbox.close()


class Tags(html.parser.HTMLParser):
    """Fails on a tag that closes what is not open; what is open at the end stays in `open`."""

    VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], set()

    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.seen.add(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> at {self.getpos()}"


def test_trains_and_says_where_the_result_is(trained):
    sandbox, run = trained
    assert run.returncode == 0, run.stderr
    assert "accuracy 100.00" in run.stdout and "none found rightly" in run.stdout
    output = sandbox.project / "whole"
    manifest = json.loads((output / "stet.json").read_text())
    assert set(manifest["heads"]) == {"mood", "answers"}
    assert "threshold" in manifest["heads"]["answers"]
    assert "moods.jsonl" in (output / "README.md").read_text(), "the card names the data"


def test_writes_a_log_and_a_page_that_are_well_formed(trained):
    sandbox, _ = trained
    folder = sandbox.project / "whole.training"
    events = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    assert len(events) > STEPS // 10
    page = Tags()
    page.feed((folder / "report.html").read_text())
    page.close()
    assert not page.open and {"html", "svg", "table"} <= page.seen
    assert not (folder / "last").exists(), "nobody needs the checkpoint any more"


def test_eval_reproduces_the_scores(trained):
    sandbox, run = trained
    again = sandbox.run("eval", "recipe", "whole.toml", text=True)
    assert again.returncode == 0, again.stderr
    assert again.stdout.splitlines() == [line for line in run.stdout.splitlines() if line in again.stdout.splitlines()]
    assert len(again.stdout.splitlines()) == 2
    own = sandbox.run("eval", "data", "moods.jsonl", "--model", "./whole", "--head", "mood", text=True)
    assert own.returncode == 0 and "accuracy 100.00" in own.stdout, own.stderr


def test_eval_squad_takes_the_official_form(trained):
    sandbox, _ = trained
    paragraphs = [
        {"context": context, "qas": [
            {"id": f"{number}", "question": question, "is_impossible": False,
             "answers": [{"text": answer, "answer_start": context.index(answer)}]},
            {"id": f"{number}x", "question": "where ?" if "sat" in context else "who met ada ?", "is_impossible": True,
             "answers": [], "plausible_answers": [{"text": answer, "answer_start": context.index(answer)}]}]}
        for number, (context, question, answer) in enumerate(QUESTIONS)]
    document = {"version": "v2.0", "data": [{"title": "Tiny", "paragraphs": paragraphs}]}
    (sandbox.project / "official.json").write_text(json.dumps(document))
    run = sandbox.run("eval", "squad", "official.json", "--model", "./whole", text=True)
    assert run.returncode == 0, run.stderr
    for measure in ("F1 ", "exact ", "F1 where there is one ", "none found rightly ", "F1 there if always answered 100.00"):
        assert measure in run.stdout


def test_serves_the_result(trained):
    sandbox, _ = trained
    texts = "".join(text + "\n" for text, _ in MOODS)
    run = sandbox.run("classify", "--model", "./whole", "--head", "mood", "--format", "jsonl", "-", text=True, input=texts)
    assert run.returncode == 0, run.stderr
    found = [json.loads(line)["label"] for line in run.stdout.splitlines()]
    assert found == [label for _, label in MOODS]


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_goes_on_to_the_same_model(trained, ending):
    sandbox, _ = trained
    name = recipe(sandbox.project, ending.name.lower())
    pipe = sandbox.home / f"log-{ending.name}"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [sandbox.binary, "train", name, "--log", pipe], env=sandbox.env, cwd=sandbox.project, stderr=subprocess.PIPE,
        text=True)
    with open(pipe) as log:
        # The first line tells that the run began, the second that it got on.
        assert log.readline() and log.readline()
        process.send_signal(ending)
        for line in log:
            last = json.loads(line)
    assert "--resume" in process.communicate(timeout=60)[1] and process.returncode == 130
    assert last["reason"] == "interrupted" and last["step"] < STEPS
    assert not (sandbox.project / ending.name.lower()).exists()
    refused = sandbox.run("train", name, text=True)
    assert refused.returncode != 0 and "--resume" in refused.stderr and "--restart" in refused.stderr
    resumed = sandbox.run("train", name, "--resume", text=True)
    assert resumed.returncode == 0, resumed.stderr
    weights = [(sandbox.project / folder / "model.safetensors").read_bytes() for folder in ("whole", ending.name.lower())]
    assert weights[0] == weights[1]


def test_wrong_data_are_refused_with_their_place(trained):
    sandbox, _ = trained
    good = lines({"text": text, "label": label} for text, label in MOODS)
    (sandbox.project / "wrong.jsonl").write_text(good + '{"text": "no label"}\n{"text": \n')
    run = sandbox.run("train", recipe(sandbox.project, "wrong", moods="wrong.jsonl"), text=True)
    assert run.returncode != 0 and not run.stdout
    assert "wrong.jsonl:7" in run.stderr and "wrong.jsonl:8" in run.stderr
    assert not (sandbox.project / "wrong.training" / "log.jsonl").exists()


def test_a_recipe_with_a_wrong_key_is_refused_with_its_line(trained):
    sandbox, _ = trained
    text = (sandbox.project / "whole.toml").read_text().replace("batch-tokens", "batch-token")
    (sandbox.project / "key.toml").write_text(text)
    run = sandbox.run("train", "key.toml", text=True)
    assert run.returncode != 0 and f"line {text[:text.index('batch-token')].count(chr(10)) + 1}" in run.stderr
    assert 'did you mean "batch-tokens"?' in run.stderr
