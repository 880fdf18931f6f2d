"""`stet fix`, `stet lint --fix` and `stet feedback` as processes, with a grammar head.

The bundle is `Tests/Samples/grammar-model`, which corrects single words.
"""

import json
import random

import pytest
from harness import text
from harness.sandbox import REPOSITORY, Sandbox

GRAMMAR_MODEL = str(REPOSITORY / "Tests/Samples/grammar-model") + "/"


@pytest.fixture(scope="module")
def desk(binary):
    """A project whose daemon and commands use the grammar model."""
    sandbox = Sandbox(binary)
    sandbox.env["STET_MODELS"] = str(REPOSITORY / "Tests/Samples")
    configuration = sandbox.home / "config/stet/config.toml"
    configuration.parent.mkdir(parents=True)
    configuration.write_text('[models]\nencoder = "grammar-model"\n')
    yield sandbox
    sandbox.close()
    sandbox.check()


def fixed(desk, given, *arguments):
    done = desk.run("fix", *arguments, input=given if isinstance(given, bytes) else given.encode())
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout if isinstance(given, bytes) else done.stdout.decode()


def test_corrects_a_document_and_leaves_the_rest_as_it_is(desk):
    given = "# Their\n\nHe **go** two  the `two` store\n\n> perhaps. <!-- their -->\n\n```\ntwo\n```\n"
    assert fixed(desk, given) == given.replace("# Their", "# They're").replace("go**", "goes**").replace(
        " two  the", " to the", 1).replace("> perhaps.", "> .")
    assert fixed(desk, "Their going two the store accept for John\n") == "They're going to the store except for John\n"


def test_leaves_grammar_out_when_asked(desk):
    assert fixed(desk, "The bird go to an user.\n", "--no-model") == "The bird go to a user.\n"
    assert fixed(desk, "Their, he go.\n", "--safe") == "They're, he go.\n"
    assert fixed(desk, "Their, he go.\n", "--minimum-confidence", "0.9") == "They're, he go.\n"


@pytest.mark.parametrize("given,expected", [
    ("He go two .\nIt is , perhaps , here .\n", "He goes to .\nIt is , here .\n"),
    ("He go two.\nIt is , here .\nYes, no, he.\n", "He goes to.\nIt is, here.\nYes, no, he.\n"),
    ("It is n't \" here \" , he 's two .\n", "It is n't \" here \" , he 's to .\n"),
    ("two\n\n\ntwo", "to\n\n\nto"), ("", ""), ("\n", "\n"), ("two\r\nhe go\r\n", "to\r\nhe goes\r\n"),
])
def test_keeps_lines(desk, given, expected):
    assert fixed(desk, given, "--lines") == expected


def test_gives_as_many_lines_as_it_gets(desk):
    pieces = ["two ", "their ", "the the ", "the\r", "```", "<!-- stet off -->", "# ", "- ", "    ", "\t", " ,", "\u2028", "“", "\x00", "\n", "\n\n"]
    numbers = random.Random(5)
    for _ in range(6):
        given = "".join(numbers.choice(pieces) for _ in range(80)).encode() + bytes([255])
        assert fixed(desk, given, "--lines").count(b"\n") == given.count(b"\n")


@pytest.mark.parametrize("arguments", [[], ["--daemon"]])
def test_lint_fixes_what_is_safe(desk, arguments):
    path = desk.project / f"note{len(arguments)}.md"
    path.write_text("Their, he go two.\n")
    done = desk.run("lint", path.name, "--fix", "--format", "jsonl", *arguments)
    assert path.read_text() == "They're, he go to.\n"
    left = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1 and [finding["code"] for finding in left] == ["grammar.agreement"]


def test_what_was_let_stand_is_a_training_pair(desk):
    session = desk.session()
    uri = desk.uri("feedback.md")
    session.open(uri, "Before. He go two.\n")
    session.request("stet/correct", {"textDocument": {"uri": uri}})
    place = text.range_of(session.texts[uri], "two", session.encoding)
    session.pushed(uri)
    session.wait_until_idle(uri) if hasattr(session, "wait_until_idle") else None
    action = None
    for _ in range(2000):
        actions = session.actions(uri, place)
        action = next((action for action in actions if action["title"].startswith("Stet")), None)
        if action:
            break
    session.request("workspace/executeCommand", {
        "command": action["command"]["command"], "arguments": action["command"]["arguments"]})
    done = desk.run("feedback", "--format", "jsonl")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [{
        "source": "He go two.", "target": "He go two.", "verdict": "dismissed", "code": "grammar.confusion", "bytes": [6, 9],
        "replacement": "to"}]
    assert desk.run("feedback", "--format", "text").stdout.decode() == "grammar.confusion\tHe go [two]. (not to)\n"


def test_a_model_that_is_not_there_is_an_error(sandbox):
    """Spelling and rules alone are much less than was asked for: a person has to say that they suffice."""
    given = b"The bird go to an user.\n"
    done = sandbox.run("fix", "-", "--model", "nonesuch", input=given)
    assert done.returncode == 2 and done.stdout == b""
    assert b"nonesuch" in done.stderr and b"--no-model" in done.stderr
    done = sandbox.run("fix", "-", "--model", "nonesuch", "--no-model", input=given)
    assert done.returncode == 0 and done.stdout == b"The bird go to a user.\n"
    (sandbox.project / ".stet.toml").write_text('[models]\nencoder = "nonesuch"\n')
    done = sandbox.run("lint", "-", input=given)
    assert done.returncode == 2 and b"nonesuch" in done.stderr
