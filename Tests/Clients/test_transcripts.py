"""Replays the recorded sessions: the server must still say what it said when they were recorded."""

import json

import pytest
from harness.judge import schema_problems
from transcripts import FOLDER, SCENARIOS, Player, Stage, differences, mask


def lines_of(name):
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("name", SCENARIOS)
def test_says_what_was_recorded(binary, name):
    player = Player(Stage(binary))
    try:
        for number, line in enumerate(lines_of(name), 1):
            if line["dir"] == "in":
                player.send(line["msg"])
            else:
                found = differences(line["msg"], mask(player.take_like(line["msg"])))
                assert not found, f"{name}.jsonl:{number}\n" + "\n".join(found)
        player.connection.wait_closed()
        assert player.left_over() == []
        assert player.connection.problems == []
    finally:
        player.close()


@pytest.mark.parametrize("name", sorted(set(SCENARIOS) - {"errors"}))
def test_recorded_params_have_the_shape_of_the_schema(name):
    for line in lines_of(name):
        message = line["msg"]
        if line["dir"] == "in" and message.get("method", "").startswith("stet/"):
            assert schema_problems(message["method"], "params", message["params"]) == []


def test_every_method_is_recorded():
    recorded = {line["msg"].get("method") for name in SCENARIOS for line in lines_of(name)}
    schemas = {f"stet/{path.stem}" for path in (FOLDER.parent / "schema").glob("*.json") if path.stem != "common"}
    assert schemas <= recorded
