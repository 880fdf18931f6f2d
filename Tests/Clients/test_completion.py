"""Suggestions: `stet complete`, `stet score` and `stet train-tokenizer` as processes, and what a client gets over the socket.

The language model is `Tests/Samples/language-model`, which knows ten sentences by heart.
"""

import json

import pytest
from harness import text
from harness.sandbox import REPOSITORY, Sandbox
from harness.wire import RpcError

MODEL = str(REPOSITORY / "Tests/Samples/language-model") + "/"
FIXTURES = REPOSITORY / "Tests/Engine/ModelsTests/Fixtures"
REQUEST_FAILED = -32803
URI = "file:///note.md"


@pytest.fixture(scope="module")
def writing(binary):
    """A home whose daemon and commands have a language model."""
    sandbox = Sandbox(binary)
    sandbox.use_language_model()
    yield sandbox
    sandbox.close()
    sandbox.check()


def records(done) -> list:
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def refused(done, *words):
    assert done.returncode not in (0, 1) and not done.stdout, done.stdout
    for word in words:
        assert word in done.stderr.decode()


# stet complete


def test_completes_a_file_and_standard_input(writing):
    (writing.project / "draft.txt").write_text("Ships saw the light. The keeper lit\n")
    assert writing.run("complete", "draft.txt").stdout == b" the lamp at dusk.\n"
    assert writing.run("complete", "-", "--model", MODEL, input=b"It was int").stdout.startswith(b"eresting to watch")
    assert writing.run("complete", input=b"It was int").stdout == writing.run("complete", "-", input=b"It was int").stdout


def test_a_model_is_named_by_the_options_of_the_project(writing):
    (writing.project / "sub").mkdir(exist_ok=True)
    (writing.project / "sub/.stet.toml").write_text('[complete]\nmodel = "no-such-model"\n')
    done = writing.run("complete", input=b"The", cwd=writing.project / "sub")
    refused(done, "no-such-model", "stet models")


def test_completes_many_texts_with_one_model(writing):
    prefixes = ["The keeper lit", "He wound the clockwork tw", "", "Ships saw the li", "日本 😀 The kee"]
    given = "".join(json.dumps({"prefix": prefix}) + "\n" for prefix in prefixes) + "\n"
    found = records(writing.run("complete", "--input", "jsonl", "--confidence", "0.2", input=given.encode()))
    assert len(found) == len(prefixes)
    texts = [[item["text"] for item in record["completions"]] for record in found]
    assert texts[0] == [" the lamp at dusk."] and texts[1] == ["ice."] and texts[3][0].startswith("ght from far away")
    for record in found:
        for item in record["completions"]:
            assert 0.2 <= item["probability"] <= 1 and item["end"] in ("sentence", "length", "confidence", "line", "text")


def test_gives_alternatives_and_draws_by_a_seed(writing):
    several = records(writing.run("complete", "--candidates", "3", "--format", "jsonl", input=b"The "))[0]["completions"]
    assert len({item["text"] for item in several}) == 3
    assert [i["probability"] for i in several] == sorted((i["probability"] for i in several), reverse=True)
    draw = lambda seed: writing.run("complete", "--temperature", "2", "--seed", seed, input=b"The ").stdout  # noqa: E731
    assert draw(1) == draw(1) and len({draw(seed) for seed in range(4)}) > 1


def test_goes_on_behind_the_sentence_when_told_to(writing):
    plain = writing.run("complete", "--max-tokens", "30", input=b"The keeper lit").stdout.decode()
    further = writing.run("complete", "--max-tokens", "30", "--beyond-sentence", input=b"The keeper lit").stdout.decode()
    assert plain == " the lamp at dusk.\n"
    assert further.startswith(plain.strip("\n")) and len(further) > len(plain)


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["--model", "no-such"], ["no-such", "stet models"]),
        (["--model", str(FIXTURES / "distilbert") + "/"], ["predict", "GPT-2"]),
        (["--max-tokens", "0"], ["tokens", "from 1"]),
        (["--confidence", "2"], ["confidence", "from 0 to 1"]),
        (["missing.txt"], ["missing.txt"]),
    ],
)
def test_complete_says_what_is_wrong(writing, arguments, words):
    refused(writing.run("complete", *arguments, input=b"The"), *words)


def test_complete_names_the_line_that_is_no_request(writing):
    done = writing.run("complete", "--input", "jsonl", input=b'{"prefix": "The"}\n{"text": "The"}\n')
    refused(done, "line 2", '"prefix"')


# stet score


def test_scores_lines_and_their_total(writing):
    lines = ["The keeper lit the lamp at dusk.", "The dusk lamp keeper the lit at.", ""]
    given = "".join(line + "\n" for line in lines).encode()
    found = records(writing.run("score", "--format", "jsonl", input=given))
    assert [record["text"] for record in found] == lines
    right, wrong, empty = found
    assert right["logProbability"] > wrong["logProbability"] + 10 and right["bitsPerByte"] < wrong["bitsPerByte"]
    assert right["bytes"] == len(lines[0]) and 0 < right["tokens"] <= len(lines[0])
    assert empty["logProbability"] == empty["tokens"] == empty["bytes"] == 0
    (total,) = records(writing.run("score", "--format", "jsonl", "--total", input=given))
    assert abs(total["logProbability"] - right["logProbability"] - wrong["logProbability"]) < 1e-3
    assert total["bytes"] == right["bytes"] + wrong["bytes"] and "text" not in total
    rows = [line.split("\t") for line in writing.run("score", input=given).stdout.decode().splitlines()]
    assert [row[2] for row in rows] == lines
    assert abs(float(rows[0][0]) - right["logProbability"]) < 1e-3
    assert abs(float(rows[0][1]) - right["bitsPerByte"]) < 1e-4


def test_score_says_what_is_wrong(writing):
    refused(writing.run("score", "missing.txt"), "missing.txt")
    refused(writing.run("score", "--model", str(FIXTURES / "distilbert") + "/", input=b"x"), "predict")


# stet train-tokenizer


def test_trains_a_vocabulary_that_a_model_can_have(writing):
    (writing.project / "prose.txt").write_text("The lighthouse keeper keeps the lighthouse.\n" * 20 + "\nNo light.\n")
    done = writing.run("train-tokenizer", "prose.txt", "--output", "vocabulary", "--vocabulary", "270")
    assert done.returncode == 0, done.stderr
    made = json.loads((writing.project / "vocabulary/tokenizer.json").read_text())
    vocabulary = made["model"]["vocab"]
    assert sorted(vocabulary.values()) == list(range(270)) and "270 tokens" in done.stdout.decode()
    # What occurs most is one token.
    assert any("light" in token for token in vocabulary) and made["model"]["type"] == "BPE"
    again = writing.run("train-tokenizer", "prose.txt", "--output", "again", "--vocabulary", "270")
    assert again.returncode == 0
    same = [(writing.project / name / "tokenizer.json").read_bytes() for name in ("vocabulary", "again")]
    assert same[0] == same[1]


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["missing.txt", "--output", "x"], ["missing.txt"]),
        (["prose.txt", "--output", "x", "--vocabulary", "12"], ["--vocabulary"]),
        (["prose.txt", "--output", "x", "--minimum-count", "0"], ["--minimum-count"]),
        (["prose.txt"], ["--output"]),
    ],
)
def test_train_tokenizer_says_what_is_wrong(writing, arguments, words):
    (writing.project / "prose.txt").write_text("A word.\n")
    refused(writing.run("train-tokenizer", *arguments), *words)
    assert not (writing.project / "x").exists()


# Over the socket


def at(uri, body, before, encoding, invoked=False):
    """The params of a completion right behind a piece of the text."""
    place = text.position(body, body.index(before) + len(before), encoding)
    return {"textDocument": {"uri": uri}, "position": place, "context": {"triggerKind": 1 if invoked else 2}}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_suggests_behind_the_caret(writing, encoding):
    session = writing.session(encodings=[encoding])
    assert session.server_capabilities["inlineCompletionProvider"] and session.server_capabilities["completionProvider"]
    body = "Ships saw the light. 😀 It was int\n"
    session.open(URI, body)
    answer = session.request("textDocument/inlineCompletion", at(URI, body, "int", encoding))
    (item,) = answer["items"]
    assert text.excerpt(body, item["range"], encoding) == "int"
    assert item["insertText"].startswith("interesting to watch")
    after = text.apply_edits(body, [{"range": item["range"], "newText": item["insertText"]}], encoding)
    assert after.startswith("Ships saw the light. 😀 It was interesting to watch")
    session.change(URI, (item["range"], item["insertText"]))
    assert session.execute(item["command"]["command"], *item["command"]["arguments"]) is None
    assert session.stet("status")["completion"]["accepted"] >= 1
    session.close()


def test_lists_words_and_several_suggestions(writing):
    session = writing.session()
    body = "The kee\n"
    session.open(URI, body)
    several = session.request("textDocument/inlineCompletion", at(URI, body, "kee", "utf-8", invoked=True))["items"]
    assert len(several) > 1 and all(item["insertText"].startswith("kee") for item in several)
    params = at(URI, body, "kee", "utf-8")
    params["context"] = {"triggerKind": 1}
    words = session.request("textDocument/completion", params)
    assert words["isIncomplete"] is True and "keeper" in [item["label"] for item in words["items"]]
    assert all(text.excerpt(body, item["textEdit"]["range"], "utf-8") == "kee" for item in words["items"])
    session.close()


def test_completes_for_any_client(writing):
    session = writing.session()
    session.open(URI, "The keeper lit\n\nHe wound the clockwork", version=2)
    answer = session.stet("complete", URI)
    assert answer["version"] == 2 and answer["completions"][0]["text"] == " twice."
    place = {"line": 0, "character": 14}
    assert session.stet("complete", URI, position=place)["completions"][0]["text"] == " the lamp at dusk."
    found = session.stet("complete", text="The ", candidates=3, maxTokens=4)["completions"]
    assert len({item["text"] for item in found}) == 3
    with pytest.raises(RpcError) as caught:
        session.stet("complete", text="The", maxTokens=9999)
    assert caught.value.code == REQUEST_FAILED and caught.value.data["code"] == "option-invalid"
    session.close()


def test_without_a_model_says_so_and_leaves_the_editor_alone(sandbox):
    folder = sandbox.home / "config/stet"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[complete]\nmodel = "no-such-model"\n')
    session = sandbox.session()
    with pytest.raises(RpcError) as caught:
        session.stet("complete", text="The")
    assert caught.value.data["code"] == "model-not-found" and "stet models" in caught.value.data["hint"]
    session.open(URI, "The kee\n")
    for _ in range(3):
        assert session.request("textDocument/inlineCompletion", at(URI, "The kee\n", "kee", "utf-8"))["items"] == []
    told = [m for m in session.connection.received if m.get("method") == "window/showMessage"]
    assert len([m for m in told if "no-such-model" in m["params"]["message"]]) == 1


def test_proposes_queries_out_of_the_index(writing):
    for name, body in (("a.md", "The keeper lit the lamp when the sun went down.\n"), ("b.md", "The keeper lit a fire in the kitchen.\n")):
        (writing.project / name).write_text(body)
    session = writing.session()
    session.stet("index")
    found = [item["query"] for item in session.stet("suggest", query="where did the kee")["suggestions"]]
    assert found[0].startswith("where did the keeper") and all(q.startswith("where did the kee") for q in found)
    assert "the kitchen" in [item["query"] for item in session.stet("suggest", query="the ki", count=3)["suggestions"]]
    assert session.stet("suggest", query="zebr")["suggestions"] == []
    session.close()
