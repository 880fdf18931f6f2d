"""What the heads of a bundle say: `stet annotate`, `classify` and `ask` as processes, and the same over the socket.

The bundle is `Tests/Samples/word-model`, whose predictions follow from single words.
"""

import json
import os

import pytest
from harness import text
from harness.sandbox import REPOSITORY, Sandbox
from harness.wire import RpcError

REQUEST_CANCELLED = -32800
REQUEST_FAILED = -32803
LAMP = "# The lamp\n\nThe *keeper* 🕯 lit the lamp. It was built in **1880** in Norway by Bob.\n"
TIDES = "# Tides\n\nThe tide rises twice a day and the moon shows it.\n"
WORD_MODEL = str(REPOSITORY / "Tests/Samples/word-model") + "/"


@pytest.fixture(scope="module")
def notes(binary):
    """A project whose daemon and commands use the word model."""
    sandbox = Sandbox(binary)
    sandbox.env["STET_MODELS"] = str(REPOSITORY / "Tests/Samples")
    configuration = sandbox.home / "config/stet/config.toml"
    configuration.parent.mkdir(parents=True)
    configuration.write_text('[models]\nencoder = "word-model"\n')
    (sandbox.project / "lamp.md").write_text(LAMP)
    (sandbox.project / "sub").mkdir()
    (sandbox.project / "sub/ada.txt").write_text("Ada Lovelace was born in 1815 in London and wrote the program.\n")
    (sandbox.project / "tides.md").write_text(TIDES)
    yield sandbox
    sandbox.close()
    sandbox.check()


def records(done) -> list:
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


# Commands


def test_asks_a_folder_a_file_and_standard_input(notes):
    for arguments, given in ((["."], None), (["lamp.md"], None), (["-"], LAMP.encode())):
        done = notes.run("ask", "When was it built?", *arguments, "--format", "json", input=given)
        answer = json.loads(done.stdout)
        assert done.returncode == 0 and answer["answered"]
        first = answer["answers"][0]
        assert first["text"] == "1880" and text.excerpt(LAMP, first["range"], "utf-16") == "1880"
        assert LAMP.encode()[slice(*first["bytes"])] == b"1880"
        assert first["context"].encode()[slice(*first["answerInContext"])] == b"1880"


def test_an_answer_for_people_names_its_place(notes):
    done = notes.run("ask", "When was it built?", ".", "-k", "1")
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith("1880  ") and lines[1].strip().startswith("lamp.md:3:")
    assert b"\x1b" not in done.stdout
    assert b"\x1b" in notes.run("ask", "When was it built?", ".", "--color", "always").stdout


def test_only_the_named_files_answer_and_no_answer_is_1(notes):
    sub = json.loads(notes.run("ask", "When?", "sub", "--format", "json").stdout)
    assert [a["text"] for a in sub["answers"]][0] == "1815"
    none = notes.run("ask", "When?", "tides.md")
    assert (none.returncode, none.stdout) == (1, b"No answer.\n")
    strict = notes.run("ask", "When?", ".", "--minimum-confidence", "1", "--format", "json")
    assert strict.returncode == 1 and json.loads(strict.stdout)["answers"] == []


def test_an_index_follows_what_changes_between_questions(notes):
    folder = notes.project / "changing"
    folder.mkdir()
    (folder / "a.md").write_text("Once upon a time the keeper met nobody at all here.\n")
    assert notes.run("ask", "When?", "changing").returncode == 1
    (folder / "a.md").write_text("# New\n\nOnce the keeper was born in 1815 and met nobody.\n")
    answer = json.loads(notes.run("ask", "When?", "changing", "--format", "json").stdout)["answers"][0]
    assert (answer["text"], answer["range"]["start"]["line"]) == ("1815", 2)


def test_every_line_gets_one_record(notes):
    body = b"a good day\n\nan awful \xf0\x9f\x92\xa5 day\r\n\xff\xfe bad\nlast"
    found = records(notes.run("classify", "--head", "sentiment", "--format", "jsonl", "-", input=body))
    assert [r["range"]["start"]["line"] for r in found] == [0, 1, 2, 3, 4]
    assert [r["label"] for r in found][0] == "positive" and [r["label"] for r in found][2:4] == ["negative"] * 2
    assert all(abs(sum(r["scores"].values()) - 1) < 1e-3 for r in found)
    assert found[2]["text"] == "an awful 💥 day"
    people = notes.run("classify", "-", input=body).stdout.decode().splitlines()
    assert len(people) == 5 and "positive" in people[0]


def test_classifies_parts_of_several_files_in_their_order(notes):
    found = records(notes.run("classify", "--head", "topics", "--by", "sentence", "--format", "jsonl", "."))
    assert [r["path"].rsplit("/", 1)[1] for r in found if r["labels"] == ["sea"]] == ["tides.md", "tides.md"]
    paths = [r["path"] for r in found]
    assert paths == sorted(paths)
    whole = records(notes.run("classify", "--head", "topics", "--by", "document", "--format", "jsonl", "lamp.md"))
    assert len(whole) == 1 and whole[0]["bytes"] == [0, len(LAMP.encode())]


def test_annotates_in_every_format(notes):
    found = records(notes.run("annotate", "lamp.md", "--format", "jsonl"))
    names = [mark for record in found for mark in record["entities"]]
    assert [(mark["text"], mark["label"]) for mark in names] == [("Norway", "location"), ("Bob", "person")]
    for mark in names:
        assert text.excerpt(LAMP, mark["range"], "utf-16") == mark["text"]
        assert LAMP.encode()[slice(*mark["bytes"])].decode() == mark["text"]
    assert {"entities", "phrases", "pos", "roles", "salience"} <= set(found[0])
    plain = notes.run("annotate", "-", input=LAMP.encode()).stdout.decode()
    assert "Norway [location]" in plain and "\x1b" not in plain
    page = notes.run("annotate", ".", "--format", "html").stdout.decode()
    assert page.startswith("<!DOCTYPE html>") and page.count("<article>") == 4 and page.endswith("</html>\n")
    columns = notes.run("annotate", "lamp.md", "--format", "conll", "--kinds", "entities,pos").stdout.decode()
    rows = [line.split("\t") for line in columns.splitlines() if line]
    assert ["Norway", "B-location", "PROPN"] in rows and all(len(row) == 3 for row in rows)


def test_repeats_words_that_come_in_columns(notes):
    body = "Ada\tB-PER\tx\nLovelace\tI-PER\nmet\n\n\nBob B-PER\r\n"
    done = notes.run("annotate", "--input", "conll", "--kinds", "entities,pos", "-", input=body.encode())
    assert done.returncode == 0
    expected = "Ada\tB-person\tPROPN\nLovelace\tI-person\tPROPN\nmet\tO\tVERB\n\nBob\tB-person\tPROPN\n\n"
    assert done.stdout.decode() == expected


@pytest.mark.parametrize("command", [["annotate"], ["classify"], ["ask", "When?"]])
def test_input_of_any_kind_is_survived(notes, command):
    line = b"The keeper lit the lamp. " * 4000
    for body in (b"", b"\n", b"\xff\xfe\x00\x80", b"\x00" * 100, line, b"a" * 200_000):
        done = notes.run(*command, "-", input=body)
        assert done.returncode in (0, 1), done.stderr.decode()
        assert done.stderr == b""


@pytest.mark.parametrize("command", [["annotate"], ["classify"], ["ask", "When?"]])
def test_a_missing_file_is_named_and_the_others_are_done(notes, command):
    done = notes.run(*command, "lamp.md", "missing.md")
    assert done.returncode == 2 and b"missing.md" in done.stderr and done.stdout
    assert notes.run(*command, "missing.md").returncode == 2


def test_what_the_model_lacks_is_said_with_what_it_has(notes):
    for arguments in (["annotate", "--kinds", "nothing"], ["classify", "--head", "nothing"]):
        done = notes.run(*arguments, "lamp.md")
        assert done.returncode == 2 and b"nothing" in done.stderr and b"roles" in done.stderr and not done.stdout
    done = notes.run("ask", "When?", "--head", "pos", "lamp.md")
    assert done.returncode == 2 and b"pos" in done.stderr
    assert notes.run("ask", " ", "lamp.md").returncode == 2
    assert notes.run("classify", "--by", "page", "lamp.md").returncode == 2
    assert notes.run("annotate", "--model", "nowhere/", "lamp.md").returncode == 2


def test_lists_the_heads_of_models(notes):
    listed = json.loads(notes.run("models", "list", "--json").stdout)
    heads = next(model["heads"] for model in listed if model["name"] == "word-model")
    assert heads["sentiment"] == {
        "task": "text-classification", "labels": ["negative", "positive"], "metrics": {"accuracy": 0.75},
    }
    assert b"head sentiment" in notes.run("models", "list").stdout
    shown = notes.run("models", "info", "word-model")
    assert shown.returncode == 0 and b"person location" in shown.stdout
    assert json.loads(notes.run("models", "info", WORD_MODEL, "--json").stdout)["heads"]["pos"]["labels"][0] == "DET"


# The daemon


def test_the_daemon_answers_classifies_and_annotates(notes):
    session = notes.session()
    answer = session.stet("ask", question="When was it built?")
    assert answer["answered"] and answer["answers"][0]["text"] == "1880"
    assert answer["answers"][0]["uri"] == notes.uri("lamp.md")
    one = session.stet("ask", question="When?", paths=[str(notes.project / "sub")], count=1)
    assert [a["text"] for a in one["answers"]] == ["1815"]
    assert session.stet("ask", question="When?", text=TIDES) == {"answered": False, "answers": []}
    items = session.stet("classify", text=LAMP, languageId="markdown", by="sentence", head="topics")["items"]
    assert [item["labels"] for item in items] == [["light"], ["light"], []]
    uri = "file:///open.md"
    session.open(uri, LAMP, version=5)
    annotated = session.stet("annotate", uri)
    assert annotated["version"] == 5
    marks = [m for s in annotated["sentences"] for m in s["annotations"]["entities"]]
    assert [text.excerpt(LAMP, m["range"], session.encoding) for m in marks] == ["Norway", "Bob"]
    assert session.stet("annotate", text="", kinds=["pos"])["sentences"] == []


@pytest.mark.parametrize(
    "method, params",
    [
        ("stet/ask", {"question": "When?", "text": "a", "head": "pos"}),
        ("stet/classify", {"text": "a", "head": "entities"}),
        ("stet/annotate", {"text": "a", "kinds": ["answers"]}),
    ],
)
def test_the_daemon_refuses_heads_that_do_not_fit(notes, method, params):
    with pytest.raises(RpcError) as caught:
        notes.session().connection.request(method, params)
    assert caught.value.code == REQUEST_FAILED


@pytest.mark.parametrize(
    "method, params",
    [
        ("stet/ask", {"question": "When?"}),
        ("stet/classify", {"by": "sentence", "head": "topics"}),
        ("stet/annotate", {}),
    ],
)
def test_answers_a_cancelled_request(notes, method, params):
    session = notes.session()
    body = "\n\n".join(f"The tide of day {number} rises twice and {number * 7919} moons show it." for number in range(6000))
    request = session.connection.ask(method, {"text": body, **params})
    session.connection.notify("$/cancelRequest", {"id": request})
    with pytest.raises(RpcError) as caught:
        session.connection.answer(request)
    assert caught.value.code == REQUEST_CANCELLED
    assert session.stet("status")["version"]


def test_a_model_without_heads_says_so(binary):
    sandbox = Sandbox(binary)
    try:
        if not os.path.isdir(os.path.join(sandbox.env["STET_MODELS"], "all-MiniLM-L6-v2")):
            pytest.skip("the model all-MiniLM-L6-v2 is not there")
        (sandbox.project / "a.md").write_text(LAMP)
        for arguments in (["annotate"], ["classify"], ["ask", "When?"]):
            done = sandbox.run(*arguments, "--model", "all-MiniLM-L6-v2", "a.md")
            assert done.returncode == 2 and b"stet train" in done.stderr and not done.stdout
    finally:
        sandbox.close()
