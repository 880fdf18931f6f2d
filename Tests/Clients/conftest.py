"""What the tests share: the program under test, a daemon for those that only talk to it, and private ones."""

import pathlib

import pytest
from harness.sandbox import REPOSITORY, Sandbox


def pytest_addoption(parser):
    parser.addoption("--stet", default=str(REPOSITORY / ".build/debug/stet"), help="the program under test")


@pytest.fixture(scope="session")
def binary(request):
    path = pathlib.Path(request.config.getoption("--stet")).resolve()
    assert path.is_file(), f"{path} is missing; build it first"
    return path


@pytest.fixture
def sandbox(binary):
    """A daemon's home for one test alone."""
    sandbox = Sandbox(binary)
    yield sandbox
    sandbox.close()
    sandbox.check()


@pytest.fixture(scope="session")
def shared(binary):
    """The home of a daemon that serves many tests, each with sessions of its own."""
    sandbox = Sandbox(binary)
    yield sandbox
    sandbox.close()


@pytest.fixture
def connect(shared):
    """Opens connections to the shared daemon; afterwards all that came over them is judged."""
    opened = []

    def open_connection(transport="socket"):
        opened.append(shared.connect(transport))
        return opened[-1]

    yield open_connection
    for connection in opened:
        connection.close()
    problems = [problem for connection in opened for problem in connection.problems]
    assert not problems, "\n".join(sorted(set(problems)))


@pytest.fixture
def session(shared, connect):
    """Opens initialized sessions with the shared daemon."""
    from harness.session import Session

    def open_session(transport="socket", **options):
        options.setdefault("root", shared.project)
        return Session(connect(transport), **options)

    return open_session
