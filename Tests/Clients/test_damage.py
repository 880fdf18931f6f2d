"""Broken input on the wire: a clear answer or a clean end, and nobody else notices."""

import json
import random

import pytest
from harness.wire import RpcError

PARSE_ERROR, INVALID_REQUEST = -32700, -32600
LARGEST = 64 << 20
TRANSPORTS = ("socket", "stdio", "standalone")


def frame(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


@pytest.fixture
def bystander(session):
    """Another client of the same daemon, which must be answered as if nothing happened."""
    other = session()
    other.open("file:///bystander.md", "The wrold is round.\n")
    assert len(other.pushed("file:///bystander.md")) == 1
    yield other
    since = other.connection.mark()
    other.change("file:///bystander.md", "Two wrolds are round, adn more.\n")
    assert len(other.connection.diagnostics("file:///bystander.md", 2, since)) >= 1


def error_after(connection, data):
    since = connection.mark()
    connection.raw(data)
    return connection.wait(lambda m: "error" in m, "an error", since)


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize(
    "body",
    [b"{", b"", b"not json", b'{"jsonrpc":"2.0","id":1,"method":"x"', b"\xff\xfe\x00", b"[" * 100_000],
    ids=["open", "empty", "words", "cut", "binary", "deep"],
)
def test_answers_what_is_no_json_with_a_parse_error(session, transport, body):
    opened = session(transport)
    message = error_after(opened.connection, frame(body))
    assert message["error"]["code"] == PARSE_ERROR
    assert message["id"] is None
    assert opened.stet("status")["version"], "the connection lives on"


@pytest.mark.parametrize(
    "body",
    [
        [],
        [{"jsonrpc": "2.0", "id": 1, "method": "stet/status"}],
        "text",
        5,
        {},
        {"jsonrpc": "2.0"},
        {"jsonrpc": "2.0", "id": 5, "method": 7},
        {"jsonrpc": "2.0", "id": [1], "method": "stet/status"},
    ],
    ids=repr,
)
def test_answers_what_is_no_message_with_invalid_request(session, body):
    opened = session()
    message = error_after(opened.connection, frame(json.dumps(body).encode()))
    assert message["error"]["code"] == INVALID_REQUEST
    assert opened.stet("status")["version"]


def test_reads_invalid_utf8_as_replacement_characters(session):
    opened = session()
    opened.connection._methods["bytes"] = "stet/correct"
    body = b'{"jsonrpc":"2.0","id":"bytes","method":"stet/correct","params":{"text":"The wrold \xff\xc3 turns."}}'
    opened.connection.raw(frame(body))
    (finding,) = opened.connection.answer("bytes")["findings"]
    assert finding["range"]["start"]["character"] == 4


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_skips_an_oversized_message_and_goes_on(session, bystander, transport):
    opened = session(transport)
    body = b'{"jsonrpc":"2.0","id":"big","method":"stet/correct","params":{"text":"' + b"a" * LARGEST + b'"}}'
    message = error_after(opened.connection, frame(body))
    assert message["error"]["code"] == INVALID_REQUEST
    assert message["id"] in ("big", None)
    assert opened.stet("status")["version"], "the connection lives on"


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize(
    "header",
    [
        b"Content-Length: many\r\n\r\n",
        b"Content-Length: -5\r\n\r\n{}",
        b"Content-Length: 99999999999999999999999\r\n\r\n",
        b"Content-Type: text/plain\r\n\r\n{}",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\r\n\r\n\r\n",
        b"Content-Length: 2" + b" " * 100_000,
        b"\x00\x01\x02\x03" * 4096,
    ],
    ids=["word", "negative", "huge", "none", "http", "blank", "long", "binary"],
)
def test_closes_after_a_malformed_header(session, bystander, transport, header):
    opened = session(transport)
    try:
        opened.connection.raw(header)
    except BrokenPipeError:
        pass  # it closed while we were still writing
    opened.connection.wait_closed()
    if opened.connection.process:
        opened.connection.exit_code()


def test_forgets_a_client_that_goes_away_in_the_middle_of_a_message(session, bystander):
    opened = session()
    before = len(bystander.stet("status")["sessions"])
    opened.connection.raw(b'Content-Length: 5000\r\n\r\n{"jsonrpc":')
    opened.connection.finish_input()
    opened.connection.wait_closed()
    assert len(bystander.stet("status")["sessions"]) == before - 1


def test_forgets_a_client_that_goes_away_with_work_under_way(session, bystander):
    opened = session()
    texts = [f"Abandoned sentence {number} about {number * 31337}." for number in range(2000)]
    opened.connection.ask("stet/embed", {"texts": texts})
    opened.connection.abandon()
    assert bystander.stet("embed", texts=["Still here."])["dimensions"] == 384


def test_survives_random_bytes_in_bodies(session, bystander):
    source = random.Random(11)
    opened = session()
    opened.connection.judges_only_known_ids = True
    template = json.dumps(
        {"jsonrpc": "2.0", "id": 1, "method": "stet/correct", "params": {"text": "The wrold."}}
    ).encode()
    for _ in range(200):
        body = bytearray(template)
        for _ in range(source.randint(1, 6)):
            body[source.randrange(len(body))] = source.randrange(256)
        opened.connection.raw(frame(bytes(body)))
    assert opened.stet("status")["version"]


def test_takes_a_message_in_single_bytes(session):
    opened = session()
    body = json.dumps({"jsonrpc": "2.0", "id": "slow", "method": "stet/embed", "params": {"texts": []}}).encode()
    opened.connection._methods["slow"] = "stet/embed"
    opened.connection.drip(frame(body))
    assert opened.connection.answer("slow")["vectors"] == []


def test_knows_the_content_type_that_the_protocol_allows(session):
    opened = session()
    body = json.dumps({"jsonrpc": "2.0", "id": "typed", "method": "stet/embed", "params": {"texts": []}}).encode()
    opened.connection._methods["typed"] = "stet/embed"
    kind = b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n"
    opened.connection.raw(kind + frame(body))
    assert opened.connection.answer("typed")["vectors"] == []


def test_reads_lone_surrogates_in_escapes(session):
    """JavaScript clients can send half a pair; a document with one is analysed all the same."""
    opened = session(encodings=["utf-16"])
    item = '{"uri":"file:///half.md","languageId":"markdown","version":1,"text":"Half \\ud83d a pair, teh end."}'
    body = '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":' + item + "}}"
    opened.connection.raw(frame(body.encode()))
    (found,) = opened.connection.diagnostics("file:///half.md", 1)
    assert found["range"]["start"]["character"] == len("Half x a pair, ")


@pytest.mark.parametrize(
    "body",
    ["\0", "\ufeffBegins with a mark.\n", "a" * 100_000, "😀" * 5000, "\r\r\n\n\r", "# " * 5000, "> " * 2000 + "x"],
)
def test_analyses_odd_documents(session, body):
    opened = session(pull=True)
    opened.open("file:///odd.md", body)
    assert opened.pull("file:///odd.md")["kind"] == "full"
    opened.stet("highlights", "file:///odd.md")


def test_refuses_a_document_beyond_its_limit_and_keeps_the_rest(session):
    opened = session(initial={"limits": {"documentBytes": 1000}}, settings={"limits": {"documentBytes": 1000}})
    opened.open("file:///large.md", "The wrold is round. " * 200)
    opened.open("file:///small.md", "The wrold is round, they say.\n")
    assert len(opened.pushed("file:///small.md")) == 1
    try:
        assert opened.stet("correct", "file:///large.md")["findings"] == []
    except RpcError as error:
        assert error.message
