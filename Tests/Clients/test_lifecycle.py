"""The life of a session, the same over pipes, over the socket and in process."""

import os
import subprocess

import pytest
from harness import text
from harness.sandbox import wait_for_end
from harness.session import ENCODINGS, Session, capabilities
from harness.wire import RpcError

TRANSPORTS = ("socket", "stdio", "standalone")
PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS = -32700, -32600, -32601, -32602
NOT_INITIALIZED = -32002


def code_of(ask):
    with pytest.raises(RpcError) as caught:
        ask()
    return caught.value.code


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_answers_initialize_with_name_and_capabilities(session, transport):
    opened = session(transport)
    assert opened.server_info["name"] == "stet"
    assert opened.server_info["version"]
    offered = opened.server_capabilities
    assert offered["textDocumentSync"]["change"] == 2, "incremental"
    assert offered["textDocumentSync"]["openClose"] is True
    assert "source.fixAll.stet" in offered["codeActionProvider"]["codeActionKinds"]
    assert "stet.addToDictionary" in offered["executeCommandProvider"]["commands"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("transport", TRANSPORTS)
def test_agrees_on_the_only_encoding_that_is_offered(session, transport, encoding):
    assert session(transport, encodings=[encoding]).encoding == encoding


def test_takes_utf16_from_a_client_that_offers_nothing(session):
    assert session(encodings=None).encoding == "utf-16"


def test_takes_utf16_from_a_client_that_offers_only_unknown_encodings(session):
    assert session(encodings=["utf-7"]).encoding == "utf-16"


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_refuses_requests_before_initialize(connect, transport):
    connection = connect(transport)
    assert code_of(lambda: connection.request("textDocument/hover", {})) == NOT_INITIALIZED
    assert code_of(lambda: connection.request("stet/status", {})) == NOT_INITIALIZED
    assert Session(connection).server_info["name"] == "stet", "the session can still begin"


def test_drops_notifications_before_initialize(connect):
    connection = connect()
    item = {"uri": "file:///early.md", "languageId": "markdown", "version": 1, "text": "Too erly."}
    connection.notify("textDocument/didOpen", {"textDocument": item})
    assert Session(connection).stet("status")["documents"] == []


def test_refuses_a_second_initialize(session):
    opened = session()
    params = {"processId": None, "rootUri": None, "capabilities": capabilities()}
    assert code_of(lambda: opened.request("initialize", params)) == INVALID_REQUEST
    assert opened.stet("status")["documents"] == []


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_refuses_requests_after_shutdown(session, transport):
    opened = session(transport)
    assert opened.request("shutdown") is None
    assert code_of(lambda: opened.stet("status")) == INVALID_REQUEST
    opened.connection.notify("exit")
    opened.connection.wait_closed()


@pytest.mark.parametrize("transport", ("stdio", "standalone"))
def test_exits_with_0_after_shutdown_and_with_1_without(session, transport):
    polite = session(transport)
    polite.request("shutdown")
    polite.connection.notify("exit")
    assert polite.connection.exit_code() == 0
    hasty = session(transport)
    hasty.connection.notify("exit")
    assert hasty.connection.exit_code() == 1


@pytest.mark.parametrize("transport", ("stdio", "standalone"))
def test_ends_with_its_input(session, transport):
    opened = session(transport)
    opened.connection.finish_input()
    opened.connection.wait_closed()
    opened.connection.exit_code()


@pytest.mark.parametrize("transport", ("stdio", "standalone"))
def test_ends_with_the_process_that_the_client_named(connect, transport):
    editor = subprocess.Popen(["cat"], stdin=subprocess.PIPE)
    connection = connect(transport)
    Session(connection, initialize={"processId": editor.pid, "rootUri": None, "capabilities": capabilities()})
    editor.kill()
    editor.wait()
    connection.wait_closed()
    connection.exit_code()


def test_ends_when_its_parent_dies(sandbox):
    """The parent is a shell that dies at once; the pipes stay open in our hands, so only its death tells."""
    read, write = os.pipe()
    script = f'"{sandbox.binary}" lsp --standalone <&{read} >/dev/null & echo $!'
    shell = subprocess.run(["sh", "-c", script], env=sandbox.env, pass_fds=[read], stdout=subprocess.PIPE, check=True)
    os.close(read)
    try:
        assert wait_for_end(int(shell.stdout)), "it outlives its parent"
    finally:
        os.close(write)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_says_which_methods_it_does_not_know(session, transport):
    opened = session(transport)
    assert code_of(lambda: opened.request("textDocument/nonsense", {})) == METHOD_NOT_FOUND
    assert code_of(lambda: opened.request("stet/nonsense", {})) == METHOD_NOT_FOUND
    assert code_of(lambda: opened.request("$/nonsense", {})) == METHOD_NOT_FOUND
    opened.connection.notify("$/nonsense", {})
    opened.connection.notify("workspace/nonsense", {})
    assert opened.stet("status")["version"]


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/hover", {"textDocument": 5, "position": {"line": 0, "character": 0}}),
        ("textDocument/hover", {}),
        ("textDocument/codeAction", [1, 2]),
        ("workspace/executeCommand", {"command": 7}),
        ("stet/embed", {"texts": "one"}),
        ("stet/search", {}),
        ("stet/similar", {}),
    ],
)
def test_refuses_params_of_another_shape(session, method, params):
    opened = session()
    assert code_of(lambda: opened.request(method, params)) == INVALID_PARAMS
    assert opened.stet("status")["version"]


def test_answers_every_id_with_the_same_id(session):
    """Ids may be texts, and requests may be under way at once."""
    connection = session().connection
    for identifier in ("a text", "", 0, -1, 2**31 - 1):
        connection._methods[identifier] = "stet/embed"
        connection.send({"id": identifier, "method": "stet/embed", "params": {"texts": ["A short sentence."]}})
    for identifier in ("a text", "", 0, -1, 2**31 - 1):
        assert connection.answer(identifier)["dimensions"] == 384


def test_asks_for_the_configuration_and_follows_it(session):
    opened = session(settings={"rules": {"spelling": "off", "grammar": "off"}})
    uri = "file:///configured.md"
    body = "The wrold is round. It is also large.\n"
    opened.open(uri, body)
    opened.connection.wait_for("workspace/configuration")
    opened.expect(uri, [])
    assert opened.stet("correct", uri)["findings"] == []
    since = opened.connection.mark()
    opened.connection.settings = {"rules": {"spelling": "error"}}
    opened.connection.notify("workspace/didChangeConfiguration", {"settings": None})
    wanted = lambda p: p["uri"] == uri and p["diagnostics"]  # noqa: E731
    pushed = opened.connection.wait_for("textDocument/publishDiagnostics", since, wanted)["diagnostics"]
    assert [(d["severity"], text.excerpt(body, d["range"], "utf-8")) for d in pushed] == [(1, "wrold")]
